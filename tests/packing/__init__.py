# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ansible packs each module once for all playbooks that a process of tests runs, and Python compiles it once.

A run of ansible-playbook packs a module with all that it imports and keeps that until it ends, and whatever runs the module compiles
all of it each time: together between a quarter and half of the time of the runs here.
"""

from __future__ import annotations

import functools
import shutil
import tempfile
from pathlib import Path

CALLBACKS = str(Path(__file__).with_name("callback_plugins"))
CALLBACK = "packed_once"


def packed_once() -> dict[str, str]:
    """The environment for ansible-playbook; only for runs that use the collections of this clone."""
    return {"ANSIBLE_CALLBACK_PLUGINS": CALLBACKS, "ANSIBLE_CALLBACKS_ENABLED": CALLBACK, "PACKED_MODULES": folder()}


@functools.cache
def folder() -> str:
    return tempfile.mkdtemp(prefix="genai-bedrock-packed-")


def pytest_sessionfinish() -> None:
    """A worker of pytest-xdist ends without Python's own clean-up."""
    if folder.cache_info().currsize:
        shutil.rmtree(folder(), ignore_errors=True)

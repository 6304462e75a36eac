# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets this run find what earlier ones have packed, at the place where Ansible keeps packed modules during a run."""

from __future__ import annotations

import os
from pathlib import Path

from ansible import constants
from ansible.plugins.callback import CallbackBase

DOCUMENTATION = r"""
name: packed_once
type: aggregate
short_description: Keep packed modules between runs
description:
  - Keeps them in the folder named by E(PACKED_MODULES).
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "packed_once"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self) -> None:
        super().__init__()
        # Ansible's own lock on a file keeps runs side by side from packing the same module; at the end the link goes, not the folder.
        Path(constants.DEFAULT_LOCAL_TMP, "ansiballz_cache").symlink_to(os.environ["PACKED_MODULES"])

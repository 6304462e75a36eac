# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment's lock according to the options of a module."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.events import Events
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.locking import Locking, locking, no_lock
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import Module


def locking_of(module: Module, purpose: str, events: Events) -> Locking:
    """From the options ``lock`` and ``lock_timeout``; ``purpose`` is shown to other runs that wait."""
    if not module.params["lock"]:
        return no_lock

    def notify(region: str, line: str) -> None:
        events.say(f"{region}: {line}")

    return locking(purpose, timeout=module.params["lock_timeout"], notify=notify)

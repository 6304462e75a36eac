# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes, for each example and round, which tasks changed something."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = r"""
name: rounds
type: aggregate
short_description: Note which example changed what
description:
  - Writes one line of JSON for each changed task to the file named by E(EXAMPLES_CHANGES).
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "rounds"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self) -> None:
        super().__init__()
        self._mark = [0, 0]

    def v2_playbook_on_play_start(self, play: Any) -> None:
        words = play.get_name().split()
        if words[0] == "example":
            self._mark = [int(word) for word in words[1:]]
            self._note()

    def v2_runner_on_ok(self, result: Any) -> None:
        if result._result.get("changed"):
            self._note(result._task.get_name())

    def _note(self, task: str | None = None) -> None:
        with Path(os.environ["EXAMPLES_CHANGES"]).open("a") as file:
            file.write(json.dumps([*self._mark, task]) + "\n")

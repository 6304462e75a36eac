# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes how long every task took to the file that BENCH_DURATIONS names: a JSON list of [name, seconds]."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: durations
type: aggregate
short_description: Writes the duration of every task
description:
  - Writes the duration of every task, for the bench of this repository.
"""


class CallbackModule(CallbackBase):
    """Collects durations; a task ends when the next one starts or the run is over."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "durations"

    def __init__(self) -> None:
        super().__init__()
        self._tasks: list[tuple[str, float]] = []

    def v2_playbook_on_task_start(self, task, is_conditional) -> None:
        self._tasks.append((task.get_name(), time.monotonic()))

    def v2_playbook_on_stats(self, stats) -> None:
        ends = [start for _name, start in self._tasks[1:]] + [time.monotonic()]
        spans = [[name, end - start] for (name, start), end in zip(self._tasks, ends, strict=True)]
        Path(os.environ["BENCH_DURATIONS"]).write_text(json.dumps(spans), encoding="utf-8")

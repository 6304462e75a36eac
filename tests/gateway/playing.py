# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run a playbook of the collection as a user does: a process of its own, an inventory, an endpoint in the environment."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.packing import packed_once

ROOT = Path(__file__).resolve().parents[2]
_RECAP = re.compile(r"ok=(\d+) +changed=(\d+) +unreachable=(\d+) +failed=(\d+)")


@dataclass(frozen=True)
class Played:
    """What a run printed and how it ended; ``changed`` counts the tasks of all hosts that changed something."""

    status: int
    output: str

    @property
    def changed(self) -> int:
        return sum(int(match[1]) for match in _RECAP.findall(self.output))

    def ok(self) -> Played:
        assert self.status == 0, self.output[-6000:]
        return self


def play(aws, playbook: str, inventory: str, *arguments: str, **variables: Any) -> Played:
    """``playbook`` by its name in the collection or by path; keyword arguments become extra variables."""
    return play_in(environment(aws), playbook, inventory, *arguments, **variables)


def environment(aws, **settings: str) -> dict[str, str]:
    """Of this process, with the endpoint."""
    return os.environ | packed_once() | {"AWS_ENDPOINT_URL": aws.url, "ANSIBLE_FORCE_COLOR": "false"} | settings


def play_in(environment: Mapping[str, str], playbook: str, inventory: str, *arguments: str, **variables: Any) -> Played:
    command = [str(Path(sys.executable).with_name("ansible-playbook")), playbook, "-i", inventory, *arguments]
    if variables:
        command += ["-e", json.dumps(variables)]
    done = subprocess.run(
        command, cwd=ROOT, env=packed_once() | environment, capture_output=True, text=True, check=False
    )
    return Played(done.returncode, done.stdout + done.stderr)

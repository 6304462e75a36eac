# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes, their times and what they are divided by."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[2]
PORT = 4597
URL = f"http://127.0.0.1:{PORT}"
LATENCY_MS = 80

#: Starts one process, waits for its end, and returns its seconds.
Timed = Callable[[], float]


@dataclass(frozen=True)
class Limit:
    """A ratio and what it may be at most."""

    text: str
    ratio: float
    bound: float

    @property
    def holds(self) -> bool:
        return self.ratio <= self.bound

    def __str__(self) -> str:
        return f"{'ok  ' if self.holds else 'MISS'} {self.text}: {self.ratio:.2f} (at most {self.bound})"


class Bench:
    """Runs commands as a shell without settings of AWS and Ansible would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "ANSIBLE_"))
        }
        self._environment |= {
            "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"),
            "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".ansible/collections"),
            "ANSIBLE_CALLBACK_PLUGINS": str(ROOT / "tests/bench/callback_plugins"),
            "ANSIBLE_CALLBACKS_ENABLED": "durations",
            "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
            "BENCH_DURATIONS": str(folder / "durations.json"),
            "LOCAL_AWS_PORT": str(PORT),
        }

    def playbook(self, playbook: str | Path, *arguments: str | Path) -> float:
        return self._run([Path(sys.executable).with_name("ansible-playbook"), playbook, *arguments])

    def script(self, name: str, *arguments: str) -> float:
        return self._run([sys.executable, ROOT / "tests/bench" / name, *arguments])

    def spans(self) -> dict[str, list[float]]:
        """Seconds of the tasks of the last playbook, by name."""
        found: dict[str, list[float]] = {}
        for name, seconds in json.loads((self.folder / "durations.json").read_text(encoding="utf-8")):
            found.setdefault(name, []).append(seconds)
        return found

    def written(self, name: str, content: Any) -> Path:
        """A file of JSON, which is YAML."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    def _run(self, command: Sequence[str | Path]) -> float:
        start = time.monotonic()
        subprocess.run(
            [str(part) for part in command],
            cwd=self.folder,
            env=self._environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return time.monotonic() - start


def ratio(text: str, run: Timed, floor: Timed, *, pairs: int, before: Timed | None = None) -> float:
    """The median of runs over the median of floors, in pairs taken in turn; ``before`` each run is not measured."""
    runs, floors = [], []
    for _pair in range(pairs):
        if before:
            before()
        runs.append(run())
        floors.append(floor())
    print(f"{_reported(runs)} / {_reported(floors)}  {text}", flush=True)
    return statistics.median(runs) / statistics.median(floors)


def cpu_seconds(run: Timed) -> float:
    """What the process and all that it started and waited for took of the processors."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def reset() -> float:
    """Forget everything that was deployed."""
    body = json.dumps({"latency_ms": LATENCY_MS}).encode()
    request = Request(f"{URL}/_local_aws/reset", data=body, headers={"Content-Type": "application/json"})
    with urlopen(request) as answer:
        answer.read()
    return 0.0


def _reported(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds):6.2f} s ({min(seconds):.2f} to {max(seconds):.2f})"

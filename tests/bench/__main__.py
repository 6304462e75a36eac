# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`make bench`: whole processes, medians of five, against the local endpoint with 80 ms added to each call."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import Request, urlopen

from tests.bench.floor import MODEL, REGIONS

ROOT = Path(__file__).resolve().parents[2]
PORT = 4597
URL = f"http://127.0.0.1:{PORT}"
ROUNDS = 5
LATENCY_MS = 80
CONNECTION = {"endpoint_url": URL, "access_key": "local", "secret_key": "unused-by-the-endpoint", "region": REGIONS[0]}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        subprocess.run([sys.executable, "-m", "tests.local_aws", "start", "--port", str(PORT)], cwd=ROOT, check=True)
        try:
            limits = [*bench.against_the_floor(), *bench.one_task(), *bench.growth()]
        finally:
            subprocess.run([sys.executable, "-m", "tests.local_aws", "stop", "--port", str(PORT)], cwd=ROOT, check=True)
    for limit in limits:
        print(f"{'ok  ' if limit.holds else 'MISS'} {limit.text}: {limit.ratio:.2f} ({limit.sense} {limit.bound})")
    return 0 if all(limit.holds for limit in limits) else 1


class Limit(NamedTuple):
    """A ratio and its bound."""

    text: str
    ratio: float
    sense: str
    bound: float

    @property
    def holds(self) -> bool:
        return self.ratio <= self.bound if self.sense == "at most" else self.ratio >= self.bound


class Bench:
    """Measures; every figure that it prints is the median of ROUNDS unless it says otherwise."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = {key: value for key, value in os.environ.items() if not key.startswith("AWS_")}
        self._environment |= {
            "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".ansible/collections"),
            "ANSIBLE_CALLBACK_PLUGINS": str(ROOT / "tests/bench/callback_plugins"),
            "ANSIBLE_CALLBACKS_ENABLED": "durations",
            "ANSIBLE_LOCALHOST_WARNING": "false",
            "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
            "BENCH_DURATIONS": str(folder / "durations.json"),
        }

    def against_the_floor(self) -> list[Limit]:
        bulk = self._playbook("bulk", [_bulk_task(100)])
        first_floor = self._median("floor, first run of 100", self._floor, before=_reset)
        noop_floor = self._median("floor, no-op over 100", self._floor)
        first = self._median("bulk module, first run of 100", partial(self._run, bulk), before=_reset)
        noop = self._median("bulk module, no-op over 100", partial(self._run, bulk))
        return [
            Limit("bulk module / floor, first run", first / first_floor, "at most", 2.5),
            Limit("bulk module / floor, no-op", noop / noop_floor, "at most", 2.5),
        ]

    def one_task(self) -> list[Limit]:
        """One task of the singular module beside one aws_caller_info task, and a loop beside the bulk task."""
        pairs = [task for _round in range(ROUNDS) for task in (_caller_task(), _single_task())]
        _reset()
        self._run(self._playbook("warm", [_single_task()]))
        self._run(self._playbook("pairs", pairs))
        spans = self._spans()
        caller, single = (statistics.median(spans[name]) for name in ("caller", "single"))
        print(f"{caller:8.2f} s  one aws_caller_info task\n{single:8.2f} s  one inference_profile task")
        _reset()
        loop = self._playbook("loop", [_bulk_task(100), _bulk_task(100), _loop_task(100)])
        self._run(loop)
        spans = self._spans()
        bulk, looped = spans["bulk"][1], spans["loop"][0]
        print(f"{bulk:8.2f} s  one bulk task over 100\n{looped:8.2f} s  the same 100 in a loop (once)")
        return [
            Limit("singular task / aws_caller_info task", single / caller, "at most", 1.5),
            Limit("loop over 100 / bulk task", looped / bulk, "at least", 30),
        ]

    def growth(self) -> list[Limit]:
        figures = []
        for count in (100, 500):
            playbook = self._playbook(f"growth{count}", [_bulk_task(count)])
            _reset()
            self._run(playbook)
            figures.append(self._median(f"bulk module, no-op over {count}", partial(self._run, playbook)))
        return [Limit("no-op over 500 / over 100", figures[1] / figures[0], "at most", 1.5)]

    def _median(self, text: str, run: Callable[[], float], *, before: Callable[[], None] = lambda: None) -> float:
        seconds = []
        for _round in range(ROUNDS):
            before()
            seconds.append(run())
        median = statistics.median(seconds)
        print(f"{median:8.2f} s  {text} ({min(seconds):.2f} to {max(seconds):.2f})", flush=True)
        return median

    def _floor(self) -> float:
        return self._time([sys.executable, str(ROOT / "tests/bench/floor.py"), URL, "100"])

    def _run(self, playbook: Path) -> float:
        return self._time([str(Path(sys.executable).with_name("ansible-playbook")), str(playbook)])

    def _time(self, command: list[str]) -> float:
        start = time.monotonic()
        subprocess.run(command, cwd=self._folder, env=self._environment, check=True, stdout=subprocess.DEVNULL)
        return time.monotonic() - start

    def _spans(self) -> dict[str, list[float]]:
        spans: dict[str, list[float]] = {}
        for name, seconds in json.loads((self._folder / "durations.json").read_text(encoding="utf-8")):
            spans.setdefault(name, []).append(seconds)
        return spans

    def _playbook(self, name: str, tasks: list[dict[str, Any]]) -> Path:
        # JSON is YAML.
        play = {
            "hosts": "localhost",
            "gather_facts": False,
            "module_defaults": {"group/genai.bedrock.aws": CONNECTION},
            "tasks": tasks,
        }
        path = self._folder / f"{name}.yml"
        path.write_text(json.dumps([play]), encoding="utf-8")
        return path


def _bulk_task(count: int) -> dict[str, Any]:
    entries = {
        f"bench_{number}": {"name": f"bench-{number}", "model_source": MODEL, "regions": [REGIONS[number % 4]]}
        for number in range(count)
    }
    owner = {"Environment": "bench", "Workload": "bench"}
    return {
        "name": "bulk",
        "genai.bedrock.inference_profiles": {"inference_profiles": entries, "ownership_tags": owner},
    }


def _loop_task(count: int) -> dict[str, Any]:
    items = [{"name": f"bench-{number}", "region": REGIONS[number % 4]} for number in range(count)]
    arguments = {"name": "{{ item.name }}", "region": "{{ item.region }}", "model_source": MODEL}
    return {"name": "loop", "genai.bedrock.inference_profile": arguments, "loop": items}


def _single_task() -> dict[str, Any]:
    return {"name": "single", "genai.bedrock.inference_profile": {"name": "bench-single", "model_source": MODEL}}


def _caller_task() -> dict[str, Any]:
    return {"name": "caller", "amazon.aws.aws_caller_info": {}}


def _reset() -> None:
    body = json.dumps({"latency_ms": LATENCY_MS}).encode()
    request = Request(f"{URL}/_local_aws/reset", data=body, headers={"Content-Type": "application/json"})
    with urlopen(request) as answer:
        answer.read()


if __name__ == "__main__":
    sys.exit(main())

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Single modules: many profiles in one task, and what one task costs."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.floor import MODEL, REGIONS
from tests.bench.measuring import URL, Bench, Limit, ratio, reset

CONNECTION = {"endpoint_url": URL, "access_key": "local", "secret_key": "unused-by-the-endpoint", "region": REGIONS[0]}
COUNT, TURNS = 100, 5


def limits(bench: Bench) -> Iterator[Limit]:
    bulk = partial(bench.playbook, _playbook(bench, "bulk", [_bulk_task()]))
    floor = partial(bench.script, "floor.py", URL, str(COUNT))

    def first_floor() -> float:
        reset()
        return floor()

    found = ratio(f"bulk module, first run of {COUNT} / floor", bulk, first_floor, pairs=3, before=reset)
    yield Limit("bulk module / floor, first run", found, 2.5)
    reset()
    bulk()
    yield Limit("bulk module / floor, no-op", ratio(f"no-op over {COUNT} / floor", bulk, floor, pairs=5), 2.5)
    yield _one_task(bench)


def _one_task(bench: Bench) -> Limit:
    """One task of the singular module beside one aws_caller_info task, in one play."""
    reset()
    bench.playbook(_playbook(bench, "warm", [_single_task()]))
    bench.playbook(_playbook(bench, "pairs", [_caller_task(), _single_task()] * TURNS))
    spans = bench.spans()
    caller, single = (statistics.median(spans[name]) for name in ("caller", "single"))
    print(f"{single:6.2f} s  one inference_profile task / {caller:.2f} s  one aws_caller_info task", flush=True)
    return Limit("singular task / aws_caller_info task", single / caller, 1.5)


def _playbook(bench: Bench, name: str, tasks: list[dict[str, Any]]) -> Path:
    defaults = {"group/genai.bedrock.aws": CONNECTION}
    play = {"hosts": "localhost", "gather_facts": False, "module_defaults": defaults, "tasks": tasks}
    return bench.written(f"{name}.yml", [play])


def _bulk_task() -> dict[str, Any]:
    entries = {
        f"bench_{number}": {"name": f"bench-{number}", "model_source": MODEL, "regions": [REGIONS[number % 4]]}
        for number in range(COUNT)
    }
    owner = {"Environment": "bench", "Workload": "bench"}
    return {
        "name": "bulk",
        "genai.bedrock.inference_profiles": {"inference_profiles": entries, "ownership_tags": owner},
    }


def _single_task() -> dict[str, Any]:
    return {"name": "single", "genai.bedrock.inference_profile": {"name": "bench-single", "model_source": MODEL}}


def _caller_task() -> dict[str, Any]:
    return {"name": "caller", "amazon.aws.aws_caller_info": {}}

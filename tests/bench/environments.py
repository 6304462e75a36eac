# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole environments: the deploy playbook beside a script that looks at the same things."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from tests.bench.measuring import ROOT, URL, Bench, Limit, Timed, cpu_seconds, ratio, reset

PLAYBOOK = "genai.bedrock.deploy"
LOCAL = ROOT / "inventories/local"
REGIONS = ("us-east-1", "us-west-2")
ENTRIES, HOSTS, FORKS = 200, 20, 10


def limits(bench: Bench) -> Iterator[Limit]:
    yield from _of_one_environment(bench)
    yield _of_many_profiles(bench)
    yield _of_many_accounts(bench)


def _of_one_environment(bench: Bench) -> Iterator[Limit]:
    deploy, floor = partial(bench.playbook, PLAYBOOK, "-i", LOCAL), _floor(bench)
    found = ratio("first deployment of inventories/local / its no-op", deploy, deploy, pairs=3, before=reset)
    yield Limit("first deployment / no-op", found, 2)
    yield Limit("no-op / floor", ratio("no-op of inventories/local / floor", deploy, floor, pairs=5), 5)


def _of_many_profiles(bench: Bench) -> Limit:
    entries = {
        f"entry_{number}": {"name": f"bench-{number}", "model": "amazon.nova-lite-v1:0", "regions": list(REGIONS)}
        for number in range(ENTRIES)
    }
    # Those of the inventory go: it is the last file that counts.
    wanted = {"bedrock_roles": ["inference_profiles"], "inference_profiles_entries": entries}
    given = f"@{bench.written('many.json', wanted)}"
    deploy = partial(bench.playbook, PLAYBOOK, "-i", LOCAL, "-e", given)
    reset()
    deploy()
    found = ratio(f"no-op over {ENTRIES} entries in two regions / floor", deploy, _floor(bench), pairs=3)
    return Limit(f"no-op over {ENTRIES * len(REGIONS)} profiles / floor", found, 2.5)


def _of_many_accounts(bench: Bench) -> Limit:
    deploy = partial(bench.playbook, PLAYBOOK, "-i", _accounts(bench), "--forks", str(FORKS))
    reset()
    deploy()
    each = cpu_seconds(deploy) / HOSTS
    # The floor looks at an account that holds the same.
    reset()
    bench.playbook(PLAYBOOK, "-i", LOCAL)
    floor = statistics.median(cpu_seconds(_floor(bench)) for _run in range(5))
    print(f"{each:6.2f} s of the processors for each of {HOSTS} accounts / {floor:.2f} s of the floor", flush=True)
    return Limit(f"CPU seconds for each of {HOSTS} accounts / floor", each / floor, 4)


def _accounts(bench: Bench) -> Path:
    """The inventory local, once for each of many accounts."""
    hosts: dict[str, Any] = {f"account-{number}": _keys(f"{number:012}") for number in range(1, HOSTS + 1)}
    settings = yaml.safe_load((LOCAL / "hosts.yml").read_text(encoding="utf-8"))
    settings["all"]["children"]["bedrock"]["hosts"] = hosts
    group = yaml.safe_load((LOCAL / "group_vars/bedrock.yml").read_text(encoding="utf-8"))
    bench.written("accounts/group_vars/bedrock.yml", group)
    bench.written("accounts/hosts.yml", settings)
    return bench.folder / "accounts"


def _keys(account: str) -> dict[str, Any]:
    # The endpoint takes a key of twelve digits for the account.
    connection = {"access_key": account, "secret_key": "unused-by-the-endpoint", "session_token": "", "profile": ""}
    return {"bedrock_connection": connection}


def _floor(bench: Bench) -> Timed:
    return partial(bench.script, "floor_environment.py", URL, "/local/bedrock/inference-profiles", *REGIONS)

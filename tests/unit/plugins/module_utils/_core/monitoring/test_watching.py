# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose alarms a run is about: what is wanted, what may go, and where it is looked for."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watching import (
    Request,
    alarm_map,
    deleted_owners,
    drawing,
    purged,
    regions_to_search,
    shown_records,
)

from tests.unit.plugins.module_utils.record_samples import EAST, WEST, arn, record, target

CHAT = record("copilot", "chat")
DOCS = record("copilot", "docs", [target("docs", WEST)])
BOT = record("cai", "bot", previous=[arn("old", "eu-west-1")])
NEW = record("copilot", "chat", [target("chat", profile_id="new1")])
ALL = {"copilot/chat": CHAT, "copilot/docs": DOCS, "cai/bot": BOT}


def tags(path: str) -> dict[str, str]:
    workload, _slash, key = path.partition("/")
    return {"Workload": workload, "ProfileKey": key}


def going(query: Request, records: dict[str, Any], published: tuple[str, ...] = ()) -> set[str]:
    """Of alarms that nobody wants, those that go, by the path in their tags."""
    goes = purged(query, records, lambda path: path in published)
    paths = ("copilot/chat", "copilot/docs", "copilot/guardrail", "cai/bot", "cai/guardrail", "gone/x", "/")
    return {path for path in paths if goes(tags(path))}


EVERY = {"copilot/chat", "copilot/docs", "copilot/guardrail", "cai/bot", "cai/guardrail", "gone/x", "/"}


@pytest.mark.parametrize(
    ("options", "records", "published", "gone"),
    [
        ({}, ALL, (), EVERY),
        ({"failed_workloads": ("cai",)}, ALL, (), EVERY - {"cai/bot", "cai/guardrail"}),
        # Where others have told the records, what they do not explain is looked up.
        ({"records": ALL}, ALL, ("gone/x",), EVERY - {"gone/x"}),
        ({"records": {}, "former": ALL}, {}, ("copilot/chat",), EVERY),
        ({"records": {"copilot/chat": CHAT}}, {"copilot/chat": CHAT}, ("cai/bot", "cai/guardrail"), EVERY - {"cai/bot", "cai/guardrail"}),
        ({"state": "absent"}, ALL, (), EVERY),
        ({"state": "absent", "workloads": ("cai",)}, ALL, (), {"cai/bot", "cai/guardrail"}),
        ({"state": "absent", "workloads": ("cai",), "failed_workloads": ("cai",)}, ALL, (), {"cai/bot", "cai/guardrail"}),
        ({"state": "pruned", "former": ALL}, ALL, (), set()),
        ({"state": "pruned", "former": ALL}, {"copilot/chat": CHAT, "cai/bot": BOT}, (), {"copilot/docs"}),
        ({"state": "pruned", "former": ALL}, {"copilot/chat": CHAT}, (), {"copilot/docs", "cai/bot", "cai/guardrail"}),
        ({"state": "pruned", "former": ALL}, {**ALL, "copilot/chat": NEW}, (), {"copilot/chat"}),
        ({"state": "pruned", "former": ALL, "failed_workloads": ("copilot",)}, {**ALL, "copilot/chat": NEW}, (), set()),
    ],
    ids=[
        "all that no record wants",
        "a workload that failed keeps its own",
        "published although nobody told it",
        "gone in this run",
        "records of one workload alone",
        "all of the environment",
        "of one workload",
        "of one that could not be taken down",
        "nothing went",
        "an entry went",
        "a workload went",
        "a profile was replaced",
        "replaced, and failed",
    ],
)  # fmt: skip
def test_what_may_go(
    options: dict[str, Any], records: dict[str, Any], published: tuple[str, ...], gone: set[str]
) -> None:
    assert going(Request("dev", **options), records, published) == gone


def test_nobody_is_asked_of_what_is_explained() -> None:
    def fail(path: str) -> bool:
        raise AssertionError(path)

    query = Request("dev", records={"copilot/chat": CHAT}, former={"cai/bot": BOT})
    goes = purged(query, query.records or {}, fail)
    assert all(goes(tags(path)) for path in ("copilot/chat", "copilot/guardrail", "cai/bot", "cai/guardrail"))


def test_whole_workloads_go_by_their_name_and_entries_by_theirs() -> None:
    query = Request("dev", state="pruned", former=ALL)
    assert deleted_owners(query, {"copilot/chat": CHAT}) == {"cai", "copilot/docs"}


@pytest.mark.parametrize(
    ("options", "records", "named"),
    [
        ({}, ALL, {"copilot-chat", "copilot-docs", "cai-bot"}),
        ({"alarms": False}, ALL, set()),
        ({"state": "absent"}, {}, set()),
        ({"state": "absent", "former": ALL}, {}, {"copilot-chat", "copilot-docs", "cai-bot"}),
        ({"state": "absent", "workloads": ("cai",)}, ALL, {"cai-bot"}),
        ({"state": "absent", "expected": False, "former": ALL}, ALL, set()),
        ({"state": "pruned", "former": ALL}, {}, set()),
    ],
    ids=["wanted", "none", "nothing to name", "all", "one workload", "by tags", "pruned by tags"],
)
def test_alarms_that_are_named(options: dict[str, Any], records: dict[str, Any], named: set[str]) -> None:
    query = Request("dev", **options)
    found = alarm_map(query, records)
    assert {name.removeprefix("dev-").rpartition("-us-")[0] for name in found} == named
    absent = [name for name, one in found.items() if one.get("state") == "absent"]
    assert absent == (list(found) if query.state == "absent" else [])


def test_where_it_is_looked() -> None:
    query = Request("dev", regions=(EAST,), former_regions=("eu-west-3",), former={"copilot/docs": DOCS})
    assert regions_to_search(query, {"cai/bot": BOT}) == [EAST, "eu-west-3", "eu-west-1", WEST]
    pruning = Request("dev", state="pruned", regions=(EAST,), former_regions=("eu-west-3",), former=ALL)
    assert regions_to_search(pruning, {"copilot/chat": CHAT, "cai/bot": BOT}) == [WEST]


def test_what_is_on_the_dashboard() -> None:
    assert set(shown_records(Request("dev", dashboard_workloads=("cai",)), ALL)) == {"cai/bot"}
    taken = Request("dev", state="absent", workloads=("copilot",))
    assert set(shown_records(taken, ALL)) == {"cai/bot"}
    assert drawing(taken, {"cai/bot": BOT})
    assert not drawing(Request("dev", state="absent"), ALL)
    assert not drawing(Request("dev", dashboard=False), ALL)
    assert not drawing(Request("dev"), {})


@pytest.mark.parametrize(
    ("options", "reads"),
    [
        ({}, True),
        ({"state": "pruned"}, False),
        ({"state": "absent"}, True),
        ({"state": "absent", "expected": False}, False),
        ({"state": "absent", "expected": False, "workloads": ("cai",)}, True),
    ],
)
def test_nothing_is_read_where_tags_are_enough(options: dict[str, Any], reads: bool) -> None:
    assert Request("dev", **options).reads is reads

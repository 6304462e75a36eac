# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries: merged over the catalogue, every leaf checked and cast, every problem with its path."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import (
    LEAVES,
    WORKLOAD_KINDS,
    Entry,
    key_problem,
    read_entries,
)

CATALOGUE = {"chat": {"use_case": "copilot", "tags": {"a": 1, "b": 2}, "regions": ["us-east-1"]}, "docs": {}}


def read(entries, kind="copilot", catalogue=None):
    found, problems = read_entries(entries, CATALOGUE if catalogue is None else catalogue, kind, "copilot_entries")
    return found, [*map(str, problems)]


@pytest.mark.parametrize(
    ("entries", "chat"),
    [
        ({}, Entry("chat", use_case="copilot", tags={"a": 1, "b": 2}, regions=["us-east-1"])),
        (None, Entry("chat", use_case="copilot", tags={"a": 1, "b": 2}, regions=["us-east-1"])),
        ({"chat": None}, Entry("chat", use_case="copilot", tags={"a": 1, "b": 2}, regions=["us-east-1"])),
        (
            {"chat": {"tags": {"b": 3}, "regions": ["eu-west-1"], "max_tokens": "10"}},
            Entry("chat", use_case="copilot", tags={"a": 1, "b": 3}, regions=["eu-west-1"], max_tokens=10),
        ),
        ({"chat": {"use_case": None, "tags": None, "regions": None}}, Entry("chat")),
        (
            '{"chat": {"enabled": "no"}}',
            Entry("chat", False, use_case="copilot", tags={"a": 1, "b": 2}, regions=["us-east-1"]),
        ),
    ],
)
def test_an_entry_is_the_users_leaves_over_the_catalogues(entries, chat: Entry) -> None:
    read_ones, problems = read(entries)
    assert problems == []
    assert read_ones == [chat, Entry("docs")]


def test_the_catalogue_is_not_changed() -> None:
    read({"chat": {"tags": {"a": 9}}})
    assert CATALOGUE["chat"]["tags"] == {"a": 1, "b": 2}


def test_a_catalogue_is_read_like_entries() -> None:
    entries, problems = read({}, catalogue={"chat": 5, "docs": '{"max_tokens": 1}'})
    assert problems == ["copilot_entries.chat: must be a map, not '5'"]
    assert [(entry.key, entry.max_tokens) for entry in entries] == [("docs", 1)]


def test_new_entries_come_after_those_of_the_catalogue() -> None:
    assert [entry.key for entry in read({"mine": {}, "chat": {}})[0]] == ["chat", "docs", "mine"]


@pytest.mark.parametrize(
    ("leaf", "value", "expected"),
    [
        ("enabled", "true", True),
        ("state", "absent", "absent"),
        ("name", "claude-primary", "claude-primary"),
        ("description", "Primary: Claude model.", "Primary: Claude model."),
        ("model", "anthropic.claude-sonnet-4-6", "anthropic.claude-sonnet-4-6"),
        ("model_source", "us.anthropic.claude-sonnet-4-6", "us.anthropic.claude-sonnet-4-6"),
        ("geography", "any", "any"),
        ("geography", {"us-east-1": "us"}, {"us-east-1": "us"}),
        ("tags", '{"tier": "primary"}', {"tier": "primary"}),
        ("moved_from", "old_key", "old_key"),
        ("use_case", "code-review", "code-review"),
        ("max_tokens", "8192", 8192),
        ("temperature", "0.3", 0.3),
        ("dimensions", "1024", 1024),
        ("kind", "embedding", "embedding"),
        ("regions", "us-east-1,us-west-2", ["us-east-1", "us-west-2"]),
    ],
)
def test_common_leaves_are_cast(leaf: str, value: object, expected: object) -> None:
    entries, problems = read({"mine": {leaf: value}}, "inference_profiles", {})
    assert problems == []
    assert getattr(entries[0], leaf) == expected


@pytest.mark.parametrize(
    ("kind", "leaf", "value", "expected"),
    [
        ("cai", "enable_guardrails", "false", False),
        ("cai", "customer_facing", "true", True),
        ("cai", "cost_center", 7, "7"),
        ("embedding", "batch", "yes", True),
        ("cross_region", "primary_region", "us-east-1", "us-east-1"),
        ("cross_region", "failover_regions", "us-west-2", ["us-west-2"]),
        ("cross_region", "failover_names", {"us-west-2": "claude-regional"}, {"us-west-2": "claude-regional"}),
        ("cross_region", "failover_descriptions", {"us-west-2": "Regional"}, {"us-west-2": "Regional"}),
    ],
)
def test_leaves_of_one_kind(kind: str, leaf: str, value: object, expected: object) -> None:
    entries, problems = read({"mine": {leaf: value}}, kind, {})
    assert problems == []
    assert getattr(entries[0], leaf) == expected
    others = [other for other in WORKLOAD_KINDS if leaf not in LEAVES[other]]
    assert all("is unknown" in read({"mine": {leaf: value}}, other, {})[1][0] for other in others)
    assert len(others) == len(WORKLOAD_KINDS) - 1


@pytest.mark.parametrize(
    ("kind", "entries", "problem"),
    [
        ("copilot", 5, "copilot_entries: must be a map, not '5'"),
        ("copilot", "x=y", "copilot_entries: must be a map, not 'x=y'"),
        ("copilot", {"chat": []}, "copilot_entries.chat: must be a map, not a list"),
        (
            "copilot",
            {"chat": False},
            "copilot_entries.chat: must be a map, not 'False'; to remove the entry, set its enabled: false",
        ),
        (
            "copilot",
            {"Chat": {}},
            "copilot_entries.Chat: 'Chat' is no key: 1 to 40 lower-case letters, digits and underscores",
        ),
        (
            "copilot",
            {"chat": {"max_tokns": 1}},
            "copilot_entries.chat.max_tokns: is unknown; did you mean 'max_tokens'?",
        ),
        ("copilot", {"chat": {"model_id": "x"}}, "copilot_entries.chat.model_id: is unknown; did you mean 'model'?"),
        (
            "copilot",
            {"chat": {"primary_region": "x"}},
            "copilot_entries.chat.primary_region: is unknown; did you mean 'regions'?",
        ),
        (
            "cai",
            {"chat": {"guardrails": True}},
            "copilot_entries.chat.guardrails: is unknown; did you mean 'enable_guardrails'?",
        ),
        (
            "copilot",
            {"chat": {"state": "gone"}},
            "copilot_entries.chat.state: 'gone' is unknown; it is one of present, absent",
        ),
        (
            "copilot",
            {"chat": {"use_case": "a,b"}},
            "copilot_entries.chat.use_case: 'a,b' becomes a tag and has characters",
        ),
        ("cai", {"chat": {"cost_center": "a,b"}}, "copilot_entries.chat.cost_center: 'a,b' becomes a tag and has"),
        ("copilot", {"chat": {"max_tokens": 2**31}}, "copilot_entries.chat.max_tokens: must be less than 2147483648"),
        ("copilot", {"chat": {"max_tokens": 0}}, "copilot_entries.chat.max_tokens: must be at least 1, not 0"),
        ("copilot", {"chat": {"temperature": 1.5}}, "copilot_entries.chat.temperature: must be 0 to 1, not 1.5"),
        ("copilot", {"chat": {"temperature": "hot"}}, "copilot_entries.chat.temperature: must be a number, not 'hot'"),
        ("copilot", {"chat": {"enabled": "maybe"}}, "copilot_entries.chat.enabled: must be true or false, not 'maybe'"),
        ("copilot", {"chat": {"moved_from": "Old"}}, "copilot_entries.chat.moved_from: 'Old' is no key"),
        (
            "copilot",
            {"chat": {"geography": "usa"}},
            "copilot_entries.chat.geography: 'usa' is unknown; did you mean 'us'?",
        ),
        ("copilot", {"chat": {"geography": {"us-east-1": "e"}}}, "copilot_entries.chat.geography: 'e' is unknown"),
        (
            "copilot",
            {"chat": {"kind": "picture"}},
            "copilot_entries.chat.kind: 'picture' is unknown; it is one of text, embedding",
        ),
        (
            "copilot",
            {"chat": {"name": "A b"}},
            "copilot_entries.chat.name: name 'A b' is not allowed: 1 to 64 lower-case",
        ),
        (
            "copilot",
            {"chat": {"description": "a, b"}},
            "copilot_entries.chat.description: description 'a, b' is not allowed",
        ),
        (
            "copilot",
            {"chat": {"tags": {"a": [1]}}},
            "copilot_entries.chat.tags: must have one value per key; 'a' has a list",
        ),
        (
            "cross_region",
            {"x": {"failover_names": {"us-west-2": "A"}}},
            "copilot_entries.x.failover_names: us-west-2: name 'A'",
        ),
        (
            "cross_region",
            {"x": {"failover_descriptions": {"us-west-2": ","}}},
            "copilot_entries.x.failover_descriptions: us-west-2: des",
        ),
    ],
)
def test_bad_leaves(kind: str, entries: object, problem: str) -> None:
    _entries, problems = read(entries, kind, {})
    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_all_problems_come_at_once() -> None:
    problems = read({"chat": {"max_tokens": "x", "foo": 1}, "docs": {"enabled": "?"}})[1]
    assert [problem.partition(":")[0] for problem in problems] == [
        "copilot_entries.chat.max_tokens",
        "copilot_entries.chat.foo",
        "copilot_entries.docs.enabled",
    ]


@pytest.mark.parametrize(
    ("key", "good"), [("a_1", True), ("a" * 40, True), ("a" * 41, False), ("", False), ("a-b", False)]
)
def test_keys(key: str, good: bool) -> None:
    assert (key_problem(key) is None) is good


@pytest.mark.parametrize(
    ("leaves", "removed"),
    [
        ({}, False),
        ({"enabled": False}, True),
        ({"state": "absent"}, True),
        ({"state": "present", "enabled": True}, False),
    ],
)
def test_removed(leaves: dict, removed: bool) -> None:
    assert Entry("x", **leaves).removed is removed

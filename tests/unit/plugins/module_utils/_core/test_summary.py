# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines at the end of a run."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.summary import Place, summary

PREFIX = "/dev/bedrock/inference-profiles"
PLACES = [Place(PREFIX)]
WHERE = ["", f"records: {PREFIX}/<workload>/<key>", f"document: {PREFIX}"]


def action(key: str, action: str, *reasons: str, region: str = "us-east-1", **more: object):
    return {"key": key, "region": region, "action": action, "reasons": list(reasons), **more}


def change(key: str, action: str, *reasons: str):
    return {"key": key, "region": "us-east-1", "action": action, "reasons": list(reasons)}


def failure(key: str, region: str | None = "us-east-1"):
    return {"key": key, "region": region, "message": "it broke"}


def table(result, **options) -> list[str]:
    """The lines of what was done, of one workload."""
    lines = summary({"copilot": result}, "dev", PLACES, **options)
    return [line.removeprefix("  copilot  ") for line in lines if line.startswith("  ")]


def test_a_first_run() -> None:
    actions = [
        action("chat", "create", "no profile of ours has this key yet"),
        action("docs", "create", "no profile of ours has this key yet"),
        action("chat", "create", region="ap-northeast-1"),
    ]
    places = [Place(PREFIX, ["us-east-1", "us-west-2"])]
    assert summary({"copilot": {"actions": actions}}, "dev", places) == [
        "dev: 3 created",
        "",
        "  copilot  us-east-1       created  chat, docs",
        "  copilot  ap-northeast-1  created  chat",
        "",
        f"records: {PREFIX}/<workload>/<key> in us-east-1, us-west-2",
        f"document: {PREFIX} in us-east-1, us-west-2",
    ]


def test_everything_that_can_happen() -> None:
    results = {
        "copilot": {
            "actions": [
                action("a", "none"),
                action("b", "retag", "tag Team x → y"),
                action("chat", "replace", "source s1 → s2", "name n1 → n2"),
                action("d", "adopt", "equal source"),
                action("e", "delete"),
                action("f", "retire", deletes=["arn:aws:bedrock:us-east-1:1:application-inference-profile/old"]),
                action("a", "repair", "its record was damaged: it has no target"),
            ],
            "superseded": [{"key": "chat", "region": "us-east-1", "inference_profile_arn": "arn:old"}],
            "orphans": [{"key": None, "region": "us-east-1", "inference_profile_arn": "arn:lost"}],
            "errors": [failure("g", None), failure("h"), failure("h", "us-west-2"), failure("h", "us-west-2")],
        },
        "cai": {},
    }
    assert summary(results, "dev", PLACES, ["a note"]) == [
        "dev: 1 adopted, 1 retagged, 1 replaced, 1 repaired, 1 retired, 1 deleted, 1 kept, 4 failed",
        "",
        "  copilot  us-east-1             retagged    b     tag Team x → y",
        "  copilot  us-east-1             replaced    chat  source s1 → s2; name n1 → n2",
        "  copilot  us-east-1             adopted     d     equal source",
        "  copilot  us-east-1             deleted     e",
        "  copilot  us-east-1             retired     f     profile old",
        "  copilot  us-east-1             repaired    a     its record was damaged: it has no target",
        "  copilot  us-east-1             superseded  chat  arn:old stays in service until the next run retires it",
        "  copilot  us-east-1             orphaned    -     arn:lost is needed by no entry; purging deletes it",
        "  copilot  -                     failed      g",
        "  copilot  us-east-1, us-west-2  failed      h",
        "",
        "kept: copilot 1",
        "",
        "a note",
        *WHERE,
    ]


def test_a_plan_says_what_would_be_done() -> None:
    lines = summary({"copilot": {"actions": [action("a", "create"), action("b", "none")]}}, "dev", PLACES, planned=True)
    assert lines[0] == "dev: 1 create, 1 keep (a plan; nothing was changed)"
    assert lines[2:5] == ["  copilot  us-east-1  create  a", "", "keep: copilot 1"]


def test_one_reason_is_given_once() -> None:
    actions = [action("a", "delete", "gone"), action("b", "delete", "gone"), action("c", "delete", "other")]
    assert table({"actions": actions}) == ["us-east-1  deleted  a, b  gone", "us-east-1  deleted  c     other"]


SONNET, HAIKU = "us.anthropic.claude-sonnet-4-6", "us.anthropic.claude-haiku-4-5-20251001-v1:0"
REGIONS = ("us-east-1", "us-west-2")


def arn(region: str, name: str, kind: str = "inference-profile") -> str:
    return f"arn:aws:bedrock:{region}:123456789012:{kind}/{name}"


def test_one_changed_model_is_one_line_for_all_regions() -> None:
    actions = [
        action("chat", "replace", f"source {arn(region, SONNET)} → {arn(region, HAIKU)}", region=region)
        for region in REGIONS
    ]
    actions += [action("chat", "retire", "why", region=r, deletes=[arn(r, f"old-{r}", "profile")]) for r in REGIONS]
    assert table({"actions": actions}) == [
        f"us-east-1, us-west-2  replaced  chat  source {SONNET} → {HAIKU}",
        "us-east-1, us-west-2  retired   chat  profile old-us-east-1, old-us-west-2",
    ]


def test_a_source_of_which_only_the_account_differs_keeps_its_arn() -> None:
    reason = f"source {arn('us-east-1', SONNET)} → arn:aws:bedrock:us-east-1:999999999999:inference-profile/{SONNET}"
    assert table({"actions": [action("chat", "replace", reason)]}) == [f"us-east-1  replaced  chat  {reason}"]


def test_many_regions_are_counted() -> None:
    actions = [action("chat", "create", region=f"r{number}") for number in range(5)]
    assert table({"actions": actions}) == ["r0, r1, r2 and 2 more  created  chat"]


def test_the_version_that_a_guardrail_was_published_as() -> None:
    """No plan knows its number, and a guardrail that only got tags has no new one."""

    def line(action: str, **values: object) -> str:
        row = {"key": "guardrail", "region": "r", "action": action, "reasons": ["why"], **values}
        return table({"actions": [row]})[0]

    reported = {"publish": True, "version": "2"}
    assert line("update", **reported) == "r  updated  guardrail  why; published as version 2"
    assert line("create", **reported) == "r  created  guardrail  published as version 2"
    assert line("update", publish=True, version="(known after create)").endswith("why; a version is published")
    assert line("retag", publish=False, version="2") == "r  retagged  guardrail  why"


def test_many_keys_are_counted() -> None:
    actions = [action(f"k{number}", "create") for number in range(9)]
    assert table({"actions": actions}) == ["us-east-1  created  k0, k1, k2, k3, k4, k5 and 3 more"]


def test_a_screen_holds_it_whatever_changes() -> None:
    actions = [action(f"k{number}", "retag", f"tag Team: {number} → x") for number in range(400)]
    left = [{"key": f"o{n}", "region": "us-east-1", "inference_profile_arn": f"arn:{n}"} for n in range(400)]
    lines = summary({"copilot": {"actions": actions, "orphans": left, "superseded": left}}, "dev", PLACES)
    assert len(lines) < 40
    assert "and 378 more lines: the result of the task has all of them" in lines


def test_what_stays_as_it_is_is_counted_in_one_line() -> None:
    kept = {"actions": [action("chat", "none"), action("review", "none")]}
    lines = summary({"copilot": kept, "cai": kept | {"errors": [{"key": "x", "message": "no"}]}}, "dev", PLACES)
    assert "kept: copilot 2, cai 2" in lines
    assert len(summary({"copilot": kept}, "dev", PLACES)) == len(WHERE) + 3


def test_nothing_at_all() -> None:
    assert summary({}, "dev", PLACES) == ["dev: nothing to do", *WHERE]


def test_what_is_wanted_absent_and_is_absent_is_not_reported() -> None:
    actions = [action("a", "none"), action("off", "none"), action("gone", "delete")]
    result = {"actions": actions, "inference_profiles": [{"key": "a", "region": "us-east-1"}]}
    lines = summary({"copilot": result}, "dev", PLACES)
    assert lines[:5] == ["dev: 1 deleted, 1 kept", "", "  copilot  us-east-1  deleted  gone", "", "kept: copilot 1"]


def test_an_action_of_another_module_is_reported_by_its_name() -> None:
    assert table({"actions": [{"key": "chat", "region": "us-east-1", "action": "label"}]}) == ["us-east-1  label  chat"]


RECORDS = {
    "it comes with its profile": ("create", "create", "dev: 1 created", []),
    "it was missing": ("none", "create", "dev: 1 kept; records: 1 created", ["created  chat  its record; why"]),
    "it was edited": ("none", "update", "dev: 1 kept; records: 1 updated", ["updated  chat  its record: why"]),
    "readers find another model": ("replace", "update", "dev: 1 replaced; records: 1 updated", ["its record: why"]),
    "it goes with its profile": ("delete", "delete", "dev: 1 deleted", []),
    "it goes alone": ("none", "delete", "dev: 1 kept; records: 1 deleted", ["deleted  chat  its record; why"]),
    "it was damaged": ("repair", "update", "dev: 1 repaired", []),
}


@pytest.mark.parametrize(("done", "written", "headline", "expected"), RECORDS.values(), ids=RECORDS)
def test_a_record_is_reported_where_it_does_not_just_follow_its_profile(done, written, headline, expected) -> None:
    result = {"actions": [action("chat", done)], "record_changes": [change("chat", written, "why")]}
    lines = summary({"copilot": result}, "dev", PLACES)
    assert lines[0] == headline
    reported = [line for line in table(result) if "its record" in line]
    assert len(reported) == len(expected)
    assert all(line.endswith(end) for line, end in zip(reported, expected, strict=True))


@pytest.mark.parametrize(
    ("done", "only_hashes", "reported"),
    [("retag", True, False), ("adopt", True, False), ("retag", False, True), ("none", True, True)],
)
def test_a_record_that_only_hashes_new_tags_is_no_line(done, only_hashes, reported) -> None:
    written = {**change("chat", "update", "any words"), "only_hashes": only_hashes}
    lines = table({"actions": [action("chat", done)], "record_changes": [written]})
    assert any("its record" in line for line in lines) is reported


def test_each_place_says_whose_it_is_and_what_of_its_document_changes() -> None:
    places = [Place("/a", ["r"], ["copilot"], ["copilot.chat"]), Place("/b", ["r"], ["cai", "crew"])]
    assert summary({}, "dev", places)[2:] == [
        "records of copilot: /a/<workload>/<key> in r",
        "document of copilot: /a in r (changed: copilot.chat)",
        "records of cai, crew: /b/<workload>/<key> in r",
        "document of cai, crew: /b in r",
    ]

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines at the end of a run."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.summary import summary

PREFIX = "/dev/bedrock/inference-profiles"


def action(key: str, action: str, *reasons: str, region: str = "us-east-1"):
    return {"key": key, "region": region, "action": action, "reasons": list(reasons)}


def test_a_first_run() -> None:
    actions = [
        action("chat", "create", "no profile of ours has this key yet"),
        action("docs", "create", "no profile of ours has this key yet"),
        action("chat", "create", region="ap-northeast-1"),
    ]
    assert summary({"copilot": {"actions": actions}}, "dev", PREFIX, ["us-east-1", "us-west-2"]) == [
        "dev: 3 created",
        "",
        f"copilot: {PREFIX}/copilot/<key>",
        "  ap-northeast-1  created  chat",
        "  us-east-1       created  chat, docs",
        "",
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
                action("f", "retire"),
                action("a", "repair", "its record was damaged: it has no target"),
            ],
            "superseded": [{"key": "chat", "region": "us-east-1", "inference_profile_arn": "arn:old"}],
            "orphans": [{"key": None, "region": "us-east-1", "inference_profile_arn": "arn:lost"}],
            "errors": [{"key": "g", "region": None, "message": "it broke"}],
        },
        "cai": {},
    }
    assert summary(results, "dev", PREFIX) == [
        "dev: 1 adopted, 1 retagged, 1 replaced, 1 repaired, 1 retired, 1 deleted, 1 kept, 1 failed",
        "",
        f"copilot: {PREFIX}/copilot/<key>",
        "  us-east-1  retagged    b     tag Team x → y",
        "  us-east-1  replaced    chat  source s1 → s2; name n1 → n2",
        "  us-east-1  adopted     d     equal source",
        "  us-east-1  deleted     e",
        "  us-east-1  retired     f",
        "  us-east-1  repaired    a     its record was damaged: it has no target",
        "  us-east-1  kept        a",
        "  us-east-1  superseded  chat  arn:old stays in service until the next run retires it",
        "  us-east-1  orphaned    -     arn:lost is needed by no entry; purging deletes it",
        "  -          failed      g     it broke",
        "",
        f"cai: {PREFIX}/cai/<key>",
        "  nothing",
        "",
        f"document: {PREFIX}",
    ]


def test_a_plan_speaks_of_what_would_be_done() -> None:
    lines = summary({"copilot": {"actions": [action("a", "create"), action("b", "none")]}}, "dev", PREFIX, planned=True)
    assert lines[0] == "dev: 1 create, 1 keep (a plan; nothing was changed)"
    assert lines[3:5] == ["  us-east-1  create  a", "  us-east-1  keep    b"]


def test_one_reason_is_told_once() -> None:
    actions = [action("a", "delete", "gone"), action("b", "delete", "gone"), action("c", "delete", "other")]
    assert summary({"copilot": {"actions": actions}}, "dev", PREFIX)[3:5] == [
        "  us-east-1  deleted  a, b  gone",
        "  us-east-1  deleted  c     other",
    ]


def test_the_version_that_a_guardrail_was_published_as() -> None:
    """No plan knows its number, and a guardrail that only got tags has no new one."""

    def lines(action: str, **values: object) -> str:
        row = {"key": "guardrail", "region": "r", "action": action, "reasons": ["why"], **values}
        return summary({"cai": {"actions": [row]}}, "dev", "/p")[3]

    reported = {"publish": True, "version": "2"}
    assert lines("update", **reported) == "  r  updated  guardrail  why; published as version 2"
    assert lines("create", **reported) == "  r  created  guardrail  published as version 2"
    assert lines("update", publish=True, version="(known after create)").endswith("why; a version is published")
    assert lines("retag", publish=False, version="2") == "  r  retagged  guardrail  why"


def test_many_keys_are_counted() -> None:
    actions = [action(f"k{number}", "create") for number in range(9)]
    lines = summary({"copilot": {"actions": actions}}, "dev", PREFIX)
    assert lines[3] == "  us-east-1  created  k0, k1, k2, k3, k4, k5 and 3 more"


def test_a_workload_that_stays_as_it_is_takes_one_line() -> None:
    kept = {"actions": [action("chat", "none"), action("review", "none")]}
    lines = summary({"copilot": kept, "cai": kept | {"errors": [{"key": "x", "message": "no"}]}}, "dev", PREFIX)
    assert lines[-3] == f"copilot:  2 kept  {PREFIX}/copilot/<key>"
    assert f"cai: {PREFIX}/cai/<key>" in lines


def test_nothing_at_all() -> None:
    assert summary({}, "dev", PREFIX) == ["dev: nothing to do", "", f"document: {PREFIX}"]


def test_what_is_wanted_absent_and_is_absent_is_not_told() -> None:
    actions = [action("a", "none"), action("off", "none"), action("gone", "delete")]
    result = {"actions": actions, "inference_profiles": [{"key": "a", "region": "us-east-1"}]}
    lines = summary({"copilot": result}, "dev", PREFIX)
    assert lines[0] == "dev: 1 deleted, 1 kept"
    assert lines[3:5] == ["  us-east-1  deleted  gone", "  us-east-1  kept     a"]


def test_an_action_of_another_module_is_told_by_its_name() -> None:
    row = {"key": "chat", "region": "us-east-1", "action": "label"}
    assert "  us-east-1  label  chat" in summary({"copilot": {"actions": [row]}}, "dev", "/p")

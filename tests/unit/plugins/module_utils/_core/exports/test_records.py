# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the exports refuse, all at once."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.records import exported_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

from tests.unit.plugins.module_utils.record_samples import record, target

CHAT = record("copilot", "chat")


def test_records_are_ordered_by_path() -> None:
    given = {"copilot/chat": CHAT, "cai/support": record("cai", "support"), "copilot/a": record("copilot", "a")}
    assert list(exported_records(given)) == ["cai/support", "copilot/a", "copilot/chat"]


def test_fields_to_come_are_kept() -> None:
    given = {"copilot/chat": CHAT | {"new": 1}}
    assert exported_records(given)["copilot/chat"]["new"] == 1


def test_records_of_an_earlier_version_say_what_is_known_of_their_model_and_hold_no_null() -> None:
    given = CHAT | {"temperature": None, "targets": [CHAT["targets"][0] | {"guardrail": None}]}
    (made,) = exported_records({"copilot/chat": given}).values()
    assert (made["context_window"], made["apis"]) == (1000000, ["Converse", "InvokeModel"])
    assert "temperature" not in made
    assert "guardrail" not in made["targets"][0]
    assert exported_records({"copilot/chat": CHAT | {"context_window": 5}})["copilot/chat"]["context_window"] == 5


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([CHAT], "records must be a map of <workload>/<key> to record"),
        ({"copilot/chat": "text"}, "copilot/chat: it is no record, which is a map"),
        ({"copilot/chat": CHAT | {"schema": 2}}, "copilot/chat: it has schema 2, and only schema 1 can be exported"),
        ({"copilot/chat": {"schema": 1}}, "copilot/chat: it is no whole record, key is missing: deploy it again"),
        ({"copilot/chat": CHAT | {"targets": []}}, "a target is missing"),
        ({"copilot/chat": CHAT | {"targets": ["x"]}}, r"targets\[0\].region is missing"),
        (
            {"copilot/chat": CHAT | {"targets": [target("a"), {"region": "x", "name": "y"}]}},
            r"targets\[1\].arn is missing",
        ),
    ],
)
def test_what_is_no_record(given, message) -> None:
    with pytest.raises(ProblemError, match=message):
        exported_records(given)


def test_all_problems_are_reported_at_once() -> None:
    with pytest.raises(ProblemError, match="2 problems") as caught:
        exported_records({"a/b": CHAT | {"schema": 2}, "c/d": {"schema": 1}})
    assert [problem.key for problem in caught.value.problems] == ["a/b", "c/d"]

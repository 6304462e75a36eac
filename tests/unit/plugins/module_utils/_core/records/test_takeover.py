# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What readers of somebody else's document would lose, and that nothing else stops a takeover."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.takeover import lost_arns

from tests.unit.plugins.module_utils.record_samples import arn

OLD, NEW = arn("old"), arn("new")
DEEP = '{"a":' * 600 + f'"{OLD}"' + "}" * 600


def theirs(value, **more):
    text = value if isinstance(value, str) or value is None else json.dumps(value)
    return {"name": "/p", "region": "us-east-1", "type": "String", "value": text, "tags": {}} | more


@pytest.mark.parametrize(
    ("value", "document", "lost"),
    [
        pytest.param({"copilot": {"primary_arn": OLD}}, {"copilot": {"primary_arn": OLD}}, "", id="the_same"),
        pytest.param({"copilot": {"primary_arn": OLD}}, {"copilot": {"primary_arn": NEW}}, "", id="another_profile"),
        pytest.param({"a": {"b": OLD}}, {"a": {"b": None}}, "a.b", id="null"),
        pytest.param({"a": {"b": OLD}}, {"a": {"b": ""}}, "a.b", id="empty"),
        pytest.param({"a": {"b": OLD}}, {"a": {"b": {"arn": OLD}}}, "a.b", id="another_shape"),
        pytest.param({"a": {"b": OLD}, "c": OLD}, {}, "a.b, c", id="all_of_them"),
        pytest.param({"a": [{"arn": OLD}, OLD]}, {"a": [{"arn": OLD}]}, "a[1]", id="in_a_list"),
        pytest.param({"a": OLD}, {"schema": 1, "index": True, "records": {"cai": ["a"]}}, "a", id="an_index"),
        pytest.param([OLD], {"a": OLD}, "[0]", id="a_list"),
        pytest.param(OLD, {"a": OLD}, "the whole value", id="an_arn_alone"),
        pytest.param(DEEP, {}, ".".join("a" * 600), id="nested_deeply"),
        pytest.param({"a": None, "b": "text", "c": 5, "note": "no arn:"}, {}, "", id="no_arn"),
        pytest.param("not JSON", {}, "", id="no_json"),
        pytest.param("", {}, "", id="nothing"),
        pytest.param(None, {}, "", id="unread"),
    ],
)
def test_an_arn_without_a_successor_at_its_path_is_lost(value, document, lost) -> None:
    errors = lost_arns([theirs(value)], document)
    assert [row["message"].split(": adopt all roles")[0] for row in errors] == (
        [f"it is not ours yet, and its readers would no longer find {lost}"] if lost else []
    )


@pytest.mark.parametrize(
    ("tags", "refused"),
    [
        ({"ManagedBy": "genai.bedrock"}, False),
        ({"ManagedBy": "terraform"}, True),
        ({"Project": "genai"}, True),
        (None, True),
    ],
)
def test_what_is_ours_may_lose_what_it_likes(tags, refused) -> None:
    assert bool(lost_arns([theirs({"a": OLD}, tags=tags)], {})) == refused


def test_each_region_has_its_own_error_and_a_secret_stays_one() -> None:
    secret = theirs({"hidden_key": OLD}, region="eu-west-1", type="SecureString")
    first, second = lost_arns([theirs({"a": OLD}), secret], {})
    assert (first["key"], first["region"], first["code"]) == ("/p", "us-east-1", "ReadersWouldLose")
    assert (second["region"], "1 of its ARNs" in second["message"], "hidden" in second["message"]) == (
        "eu-west-1",
        True,
        False,
    )

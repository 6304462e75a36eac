# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The schema takes every record, with fields that are new to it too, and none that lacks something."""

from __future__ import annotations

import copy

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import records
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.schema import record_schema
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.workloads import workload_plan
from ansible_collections.genai.bedrock.plugins.module_utils.inference_router import Record
from jsonschema import Draft202012Validator, ValidationError

from tests.unit.plugins.module_utils.record_samples import EAST, OF_SONNET, WEST, record, row, target

SCHEMA = Draft202012Validator(record_schema())
GUARDED = target("chat") | {"guardrail": {"identifier": "gr1234567890", "version": "3"}}
ACROSS = target("chat") | {"guardrail": GUARDED["guardrail"] | {"guardrail_profile": "us.guardrail.v1:0"}}
EMBEDDING = {"kind": "embedding", "base_model_id": "amazon.titan-embed-text-v2:0", "provider": "amazon"}


def without(given, *path):
    changed = copy.deepcopy(given)
    place = changed
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return changed


def embedding_record():
    return without(without(record("embedding", "titan", dimensions=512, **EMBEDDING), "max_tokens"), "temperature")


def test_the_schema_itself_is_valid() -> None:
    Draft202012Validator.check_schema(record_schema())


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(record("copilot", "chat"), id="text"),
        pytest.param(record("copilot", "chat", **OF_SONNET), id="with all that is known of the model"),
        pytest.param(without(without(record("x", "y"), "max_tokens"), "temperature"), id="unset"),
        pytest.param(record("copilot", "chat", max_tokens=None, temperature=None), id="unset by an earlier version"),
        pytest.param(record("cai", "a", [target("a") | {"guardrail": None}]), id="no guardrail by an earlier version"),
        pytest.param(record("cai", "a", [target("a") | {"model_source": "us.a.b"}]), id="source"),
        pytest.param(record("cross_region", "sonnet", [target("a", EAST), target("a", WEST)], order=2), id="ordered"),
        pytest.param(record("cai", "support", [GUARDED]), id="guardrail"),
        pytest.param(record("cai", "support", [ACROSS]), id="guardrail profile"),
        pytest.param(record("copilot", "chat", previous=[target("old")["arn"]]), id="previous"),
        pytest.param(embedding_record(), id="embedding"),
        pytest.param(
            without(without(record("x", "canvas", kind="other"), "max_tokens"), "temperature"), id="neither of the two"
        ),
        pytest.param(embedding_record() | {"request": {"dimensions": 512}}, id="request"),
        pytest.param(without(embedding_record(), "dimensions"), id="unknown length"),
        pytest.param(embedding_record() | {"dimensions": None}, id="unknown length of an earlier version"),
        pytest.param(record("copilot", "chat", [target("chat") | {"new": 1}], newer={"x": 1}), id="fields to come"),
    ],
)
def test_a_record(given) -> None:
    SCHEMA.validate(given)


@pytest.mark.parametrize("field", record_schema()["required"])
def test_a_missing_field(field) -> None:
    assert not SCHEMA.is_valid(without(record("copilot", "chat"), field))


@pytest.mark.parametrize("field", record_schema()["properties"]["targets"]["items"]["required"])
def test_a_missing_field_of_a_target(field) -> None:
    assert not SCHEMA.is_valid(without(record("copilot", "chat"), "targets", 0, field))


@pytest.mark.parametrize(
    "wrong",
    [
        {"schema": 2},
        {"targets": []},
        {"targets": [target("chat") | {"arn": "arn:aws:bedrock:us-east-1::foundation-model/a.b"}]},
        {"targets": [target("chat") | {"guardrail": {"identifier": "gr1"}}]},
        {"targets": [target("chat") | {"guardrail": GUARDED["guardrail"] | {"guardrail_profile": ""}}]},
        {"kind": "image"},
        {"context_window": None},
        {"max_output_tokens": 0},
        {"capabilities": {"reasoning": True}},
        {"capabilities": {"tools": "yes"}},
        {"exclusive_parameters": ["temperature"]},
        {"targets": [target("chat") | {"model_source": None}]},
        {"max_tokens": "100"},
        {"key": ""},
        {"previous": ["old"]},
    ],
    ids=str,
)
def test_a_wrong_field(wrong) -> None:
    assert not SCHEMA.is_valid(record("copilot", "chat") | wrong)


def test_records_that_tests_make_are_validated_against_it() -> None:
    """The proof that conftest.py looks at them."""
    plan = workload_plan({"chat": {}}, "copilot", {"environment": "dev", "regions": [EAST]})
    assert records(plan, [row("chat")], None)
    with pytest.raises(ValidationError, match="'' should be non-empty"):
        records(plan, [row("chat", inference_profile_name="")], None)


def test_readers_pass_over_fields_to_come() -> None:
    known = record("copilot", "chat")
    later = known | {"new": [1], "targets": [known["targets"][0] | {"newer": 1}]}
    assert Record.parse(later) == Record.parse(known)


def test_another_version_is_reported() -> None:
    with pytest.raises(ValueError, match="no schema 2 of records: this collection writes schema 1"):
        record_schema(2)

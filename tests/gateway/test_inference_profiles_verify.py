# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module inference_profiles_verify: every target is called once, on its own, and each failure says what to do."""

from __future__ import annotations

import pytest
import yaml
from ansible_collections.genai.bedrock.plugins.modules import inference_profiles_verify

from tests.gateway.invoke_kit import COHERE, EAST, NOVA, SONNET, TITAN, WEST, called, profiles
from tests.gateway.running import run_module, writes


@pytest.fixture
def records(aws):
    models = {"chat": SONNET, "titan": TITAN, "cohere": COHERE, "nova": NOVA}
    regions = {key: [EAST, WEST] if key == "chat" else [EAST] for key in models}
    targets = profiles(aws, {key: (model, regions[key]) for key, model in models.items()})
    records = {key: {"schema": 1, "base_model_id": models[key], "targets": targets[key]} for key in models}
    return {
        "copilot/chat": records["chat"] | {"kind": "text"},
        "embedding/titan": records["titan"] | {"kind": "embedding", "dimensions": 256},
        "embedding/cohere": records["cohere"] | {"kind": "embedding", "dimensions": 1024},
        "embedding/nova": records["nova"] | {"kind": "embedding", "dimensions": 3072},
    }


def verify(aws, **options):
    return run_module("inference_profiles_verify", aws, **options)


def verdicts(result):
    return [(row["key"], row["region"], row["verdict"], row["dimensions"]) for row in result["targets"]]


def test_every_target_answers(aws, records):
    result = verify(aws, records=records)
    assert verdicts(result) == [
        ("copilot/chat", EAST, "ok", None),
        ("copilot/chat", WEST, "ok", None),
        ("embedding/titan", EAST, "ok", 256),
        ("embedding/cohere", EAST, "ok", 1024),
        ("embedding/nova", EAST, "ok", 3072),
    ]
    row = result["targets"][0]
    assert row | {"latency_ms": 0} == {
        "key": "copilot/chat",
        "region": EAST,
        "inference_profile_arn": records["copilot/chat"]["targets"][0]["arn"],
        "base_model_id": SONNET,
        "kind": "text",
        "latency_ms": 0,
        "verdict": "ok",
        "code": None,
        "message": None,
        "dimensions": None,
        "guardrail": None,
    }
    assert row["latency_ms"] > 0
    assert list(row) == list(yaml.safe_load(inference_profiles_verify.RETURN)["targets"]["contains"])
    assert sorted(called(aws)) == [("Converse", EAST), ("Converse", WEST), *[("InvokeModel", EAST)] * 3]


def test_a_second_run_changes_nothing_either(aws, records):
    results = [verify(aws, records=records) for _round in range(2)]
    assert [result["changed"] for result in results] == [False, False]
    assert writes(aws) == []


@pytest.mark.parametrize(("chosen", "calls"), [([0], 1), ([], 0)], ids=["one", "none"])
def test_some_targets_alone(aws, records, chosen, calls):
    arns = [records["copilot/chat"]["targets"][number]["arn"] for number in chosen]
    assert len(verify(aws, records=records, arns=arns)["targets"]) == calls
    assert len(called(aws)) == calls


def test_check_mode_calls_nothing(aws, records):
    result = verify(aws, check=True, records=records)
    assert (result["targets"], result["changed"], aws.calls()) == ([], False, [])


def test_a_denied_target_is_not_called_again_and_others_are(aws, records):
    aws.switch(deny=[f"bedrock:InvokeModel@{WEST}"])
    result = verify(aws, records=records)
    assert [row["verdict"] for row in result["targets"]] == ["ok", "failed", "ok", "ok", "ok"]
    (error,) = result["errors"]
    arn = records["copilot/chat"]["targets"][1]["arn"]
    assert error | {"message": ""} == {
        "key": "copilot/chat",
        "region": WEST,
        "operation": "InvokeModel",
        "code": "AccessDeniedException",
        "message": "",
    }
    assert result["msg"].startswith(f"copilot/chat in {WEST}: bedrock:InvokeModel of {arn} failed in {WEST}: ")
    assert result["msg"].endswith(
        "; allow bedrock:InvokeModel on the profile and on its model in every region that it routes to"
    )
    assert called(aws).count(("Converse", WEST)) == 1


def test_a_vector_of_another_length(aws, records):
    result = verify(aws, records={"embedding/cohere": records["embedding/cohere"] | {"dimensions": 512}})
    assert verdicts(result) == [("embedding/cohere", EAST, "failed", 1024)]
    assert result["errors"][0]["code"] == "DimensionMismatch"
    assert "answered with 1024 dimensions, the record says 512; correct dimensions of the entry" in result["msg"]


@pytest.mark.parametrize(
    "fault",
    [
        {"code": "ResourceNotFoundException", "status": 404, "times": 3},
        {"code": "ValidationException", "message": "The provided model identifier is invalid.", "times": 3},
        {"code": "ThrottlingException", "status": 429, "times": 3},
        {"code": "ServiceUnavailableException", "status": 503, "times": 3},
    ],
    ids=["not known yet", "not valid yet", "throttled", "unavailable"],
)
def test_what_passes_is_waited_for(aws, records, quick, fault):
    aws.switch(fail=[{"operation": "Converse", **fault}])
    result = verify(aws, records={"copilot/chat": records["copilot/chat"]}, workers=1)
    assert [row["verdict"] for row in result["targets"]] == ["ok", "ok"]
    assert len(called(aws)) == 5


@pytest.mark.parametrize(
    ("fault", "calls", "hint"),
    [
        ({"code": "ResourceNotFoundException", "status": 404}, 8, "its model is no longer offered: deploy again"),
        ({"code": "ThrottlingException", "status": 429}, 4, "raise the model's quota"),
        ({"code": "ServiceUnavailableException", "status": 503}, 4, "run again later"),
        ({"code": "ValidationException", "message": "no"}, 1, "ValidationException: no"),
        ({"code": "AccessDeniedException", "status": 403}, 1, "allow bedrock:InvokeModel"),
    ],
    ids=["gone", "throttled", "unavailable", "invalid", "denied"],
)
def test_what_does_not_pass_fails_in_the_end(aws, records, quick, fault, calls, hint):
    aws.switch(fail=[{"operation": "InvokeModel", **fault}])
    result = verify(aws, records={"embedding/titan": records["embedding/titan"]})
    assert (verdicts(result)[0][2], result["errors"][0]["code"]) == ("failed", fault["code"])
    assert hint in result["msg"]
    assert len(called(aws)) == calls


def test_the_arn_of_another_region_is_a_failure(aws, records, quick):
    record = records["embedding/titan"]
    moved = record | {"targets": [record["targets"][0] | {"region": WEST}]}
    result = verify(aws, records={"embedding/titan": moved})
    assert "The provided model identifier is invalid.; the profile was deleted or is in another region" in result["msg"]


BAD = {
    "no record": ({"one": "text"}, "one: must be a record of schema 1"),
    "a later schema": ({"one": {"schema": 2}}, "one: must be a record of schema 1"),
    "no targets": ({"one": {"schema": 1}}, "one: needs targets"),
    "no ARN": ({"one": {"schema": 1, "targets": [{"region": EAST}]}}, "one: has a target without region or arn"),
    "no model": ({"one": {"schema": 1, "targets": [{"region": EAST, "arn": "a"}]}}, "one: has no base_model_id"),
}


@pytest.mark.parametrize(("records", "message"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("check", [True, False])
def test_bad_records_are_refused_before_any_call(aws, records, message, check):
    result = verify(aws, check=check, records=records)
    assert message in result["msg"]
    assert (result["errors"][0]["key"], aws.calls()) == ("one", [])


def test_an_arn_that_no_record_names_is_refused(aws, records):
    result = verify(aws, records=records, arns=["arn:unheard-of"])
    assert "arn:unheard-of is in arns, but no target of records has it" in result["msg"]
    assert aws.calls() == []


def test_the_guardrail_of_a_target_applies_to_its_call(aws, records):
    """One that does not exist is refused, as it would be for the application."""
    record = records["copilot/chat"]
    target = record["targets"][0] | {"guardrail": {"identifier": "0123456789ab", "version": "1"}}
    aws.switch(fail=[{"operation": "Converse", "code": "ValidationException", "match": "0123456789ab"}])
    assert verify(aws, records={"copilot/chat": record | {"targets": [target]}})["failed"]


def test_a_hundred_targets_take_one_call_each(aws, records):
    record = records["embedding/titan"]
    assert len(verify(aws, records={f"embedding/e{number}": record for number in range(100)})["targets"]) == 100
    assert len(called(aws)) == 100

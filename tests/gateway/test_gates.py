# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gates that nobody in the play named: trusted access programs, enforced guardrails, and projects of the endpoint."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws import preflight
from botocore.exceptions import ClientError

from tests.gateway.deploying import deploy
from tests.gateway.guardrail_kit import PLAIN, guardrail
from tests.gateway.invoke_kit import SONNET, TITAN, made
from tests.gateway.running import run_module
from tests.local_aws.server import LocalAws

EAST = "us-east-1"
PROGRAM = {"anthropic-early": {"provider": "Anthropic", "models": [SONNET], "enrollmentUrl": "https://apply"}}


def findings(aws: LocalAws, model: str = SONNET) -> dict[str, str]:
    wanted = {"chat": {"model_source": model, "geography": "us"}}
    result = run_module("inference_profiles_preflight", aws, inference_profiles=wanted)
    return {row["code"]: row["way_out"] for row in result["findings"] if row["severity"] != "info"}


def test_a_model_behind_a_trusted_access_program(aws: LocalAws) -> None:
    aws.switch(trusted_access=PROGRAM)
    assert "apply for access: https://apply" in findings(aws)["trusted_access"]
    assert "trusted_access" not in findings(aws, "nobody.knows-v1:0")
    aws.switch(trusted_access={"anthropic-early": {**PROGRAM["anthropic-early"], "status": "enabled"}})
    assert findings(aws) == {}


def test_a_deployment_that_finds_no_model_says_so_too(aws: LocalAws) -> None:
    aws.switch(trusted_access=PROGRAM)
    entries = {"chat": {"model": SONNET, "geography": "us", "regions": [EAST]}}
    result = deploy(aws, roles=("inference_profiles",), inference_profiles_entries=entries).result
    assert result["failed"]
    assert (
        "inference_profiles_entries.chat.model in us-east-1: model 'anthropic.claude-sonnet-4-6' is not in the live list"
        in result["msg"]
    )
    assert "apply for access: https://apply" in result["msg"]


def test_nothing_is_asked_where_the_model_is_listed(aws: LocalAws) -> None:
    findings(aws)
    assert "ListTrustedAccessPrograms" not in {call["operation"] for call in aws.calls()}


def test_an_older_botocore_is_passed_over(aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "has_call", lambda _client, _operation: False)
    aws.switch(trusted_access=PROGRAM)
    assert "trusted_access" not in findings(aws)
    assert "ListTrustedAccessPrograms" not in {call["operation"] for call in aws.calls()}


def test_a_call_that_an_enforced_guardrail_stops(aws: LocalAws) -> None:
    record = made(aws, "chat", SONNET, [EAST], kind="text")
    aws.switch(enforced_guardrail="yes")
    result = run_module("inference_profiles_verify", aws, records={"copilot/chat": record})
    (row,) = result["targets"]
    assert (row["verdict"], row["code"]) == ("failed", "EnforcedGuardrail")
    assert "none is named for it: the account or its organization enforces one" in result["msg"]
    aws.switch(enforced_guardrail="another word")
    assert (
        run_module("inference_profiles_verify", aws, records={"copilot/chat": record})["targets"][0]["verdict"] == "ok"
    )


def test_an_enforced_guardrail_beside_the_named_one(aws: LocalAws) -> None:
    """Only what the named one blocks shows that it works."""
    named = guardrail(aws, **PLAIN, publish_version=True)["guardrails"][0]
    record = made(aws, "chat", SONNET, [EAST], kind="text")
    record["targets"][0]["guardrail"] = {"identifier": named["guardrail_id"], "version": "1"}

    def verified(enforced: str, phrase: str) -> dict[str, Any]:
        aws.switch(enforced_guardrail=enforced)
        result = run_module("inference_profiles_verify", aws, records={"chat": record}, guardrail_phrase=phrase)
        return result["targets"][0]

    assert verified("", "purple elephant")["guardrail"] == "intervened"
    assert verified("purple", "purple elephant")["guardrail"] == "intervened"
    assert verified("green", "green elephant")["code"] == "GuardrailDidNotIntervene"
    stopped = verified("yes", "purple elephant")
    assert stopped["code"] == "EnforcedGuardrail"
    assert f"and not guardrail {named['guardrail_id']} version 1, which is named for it" in stopped["message"]


def test_an_answer_that_an_enforced_guardrail_wrote(aws: LocalAws) -> None:
    targets = made(aws, "chat", SONNET, [EAST], kind="text")["targets"]
    aws.switch(enforced_guardrail="secret")
    result = run_module("inference_profile_invoke", aws, targets=targets, prompt="A secret")
    assert result["stop_reason"] == "guardrail_intervened"
    assert "the account or its organization enforces one" in str(result["warnings"])
    assert "warnings" not in run_module("inference_profile_invoke", aws, targets=targets, prompt="Hello")


@pytest.mark.parametrize(
    ("operation", "request_"),
    [
        ("list_inference_profiles", {"typeEquals": "APPLICATION", "projectIdentifier": "proj_x"}),
        ("list_inference_profiles", {"projectIdentifier": "proj_x"}),
        ("list_foundation_models", {"projectIdentifier": "proj_x"}),
        ("list_trusted_access_programs", {"projectIdentifier": "default"}),
    ],
)
def test_projects_that_the_endpoint_refuses(aws: LocalAws, operation: str, request_: dict[str, Any]) -> None:
    client = aws.client("bedrock")
    if not hasattr(client, operation):
        return
    with pytest.raises(ClientError, match="ValidationException"):
        getattr(client, operation)(**request_)


def test_an_application_profile_has_no_named_project(aws: LocalAws) -> None:
    row = run_module("inference_profile", aws, name="a", model_source=TITAN)["inference_profile"]
    client = aws.client("bedrock")
    get = client.get_inference_profile
    assert (
        get(inferenceProfileIdentifier=row["inference_profile_id"], projectIdentifier="default")["type"]
        == "APPLICATION"
    )
    with pytest.raises(ClientError, match="do not support projects other than default"):
        get(inferenceProfileIdentifier=row["inference_profile_id"], projectIdentifier="proj_x")

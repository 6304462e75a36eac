# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the guardrail that cai makes to the policy that requires it: a call without it is not allowed."""

from __future__ import annotations

import json
from typing import Any

from tests.gateway.deploying import deploy, grant
from tests.local_aws.server import LocalAws
from tests.unit.plugins.module_utils import iam_calls as iam

ACTIONS = ("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream")
ENTRIES = {"sales_copilot": {"enabled": False}, "internal_assistant": {"enable_guardrails": False}}

ACROSS = {"guardrail_profile": "us.guardrail.v1:0"}


def target_of(aws: LocalAws, key: str, region: str) -> dict[str, Any]:
    path = f"/local/bedrock/inference-profiles/cai/{key}"
    record = json.loads(aws.client("ssm").get_parameter(Name=path)["Parameter"]["Value"])
    (target,) = (target for target in record["targets"] if target["region"] == region)
    return dict(target)


def test_what_is_guarded_is_called_with_its_guardrail_or_not_at_all(aws: LocalAws) -> None:
    deploy(aws, roles=("cai",), cai_entries=ENTRIES, cai_guardrail=ACROSS).ok()
    wanted = {"access_require_guardrail": True, "access_allow_get_inference_profile": True}
    made = grant(aws, **wanted).ok().result["documents"]
    policies = [document for name, document in made.items() if name.startswith("invoke-cai")]
    assert policies

    def allowed(resource: str, **context: str) -> bool:
        found = {iam.allows(policies, action, resource, **context) for action in ACTIONS}
        assert len(found) == 1
        return found.pop()

    for region in ("us-east-1", "us-west-2"):
        support, assistant = (target_of(aws, key, region) for key in ("customer_support", "internal_assistant"))
        (live,) = aws.client("bedrock", region).list_guardrails()["guardrails"]
        assert support["guardrail"] == {"identifier": live["id"], "version": "1", **ACROSS}
        guardrail = f"{live['arn']}:1"
        assert iam.allows(policies, "bedrock:ApplyGuardrail", live["arn"])
        profile = live["crossRegionDetails"]["guardrailProfileArn"]
        for place in ("us-east-1", "us-east-2", "us-west-2"):
            assert iam.allows(policies, "bedrock:ApplyGuardrail", profile.replace(region, place))
        assert iam.allows(policies, "bedrock:GetInferenceProfile", support["arn"])
        # Both the profile and a model behind it are judged in a call.
        for target, free in ((support, False), (assistant, True)):
            for place in target["destinations"]:
                called: list[tuple[str, dict[str, str]]] = [(target["arn"], {})]
                model = f"arn:aws:bedrock:{place}::foundation-model/{model_of(aws, target)}"
                called.append((model, {"bedrock__InferenceProfileArn": target["arn"]}))
                for resource, context in called:
                    assert allowed(resource, bedrock__GuardrailIdentifier=guardrail, **context)
                    assert allowed(resource, **context) is free
                    assert allowed(resource, bedrock__GuardrailIdentifier=f"{live['arn']}:2", **context) is free
                    assert allowed(resource, bedrock__GuardrailIdentifier=live["arn"], **context) is free


def model_of(aws: LocalAws, target: dict[str, Any]) -> str:
    client = aws.client("bedrock", target["region"])
    models = client.get_inference_profile(inferenceProfileIdentifier=target["arn"])["models"]
    return str(models[0]["modelArn"]).rpartition("/")[2]

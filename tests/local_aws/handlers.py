# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which function answers which operation; what is not here is moto's."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from . import (
    account_api,
    alarms_api,
    cloudwatch_api,
    cost_tags_api,
    guardrails_api,
    metric_data_api,
    models_api,
    profiles_api,
    ssm_reads,
    ssm_rules,
    tagging_api,
    tags_api,
    trusted_access,
)
from .catalogue.regions import is_bedrock_region, is_region
from .errors import AwsError
from .messages import Call, Reply
from .runtime import converse, guardrails, invoke, tokens

# A dict is the answer's body, a Reply the whole answer, a Call a request for moto, None leaves it to moto as it is.
Handler = Callable[[Call], dict[str, Any] | Reply | Call | None]

_HANDLERS: dict[str, Handler] = {
    "bedrock:CreateInferenceProfile": profiles_api.create,
    "bedrock:GetInferenceProfile": profiles_api.get,
    "bedrock:ListInferenceProfiles": profiles_api.list_,
    "bedrock:DeleteInferenceProfile": profiles_api.delete,
    "bedrock:TagResource": tags_api.tag,
    "bedrock:UntagResource": tags_api.untag,
    "bedrock:ListTagsForResource": tags_api.list_tags,
    "bedrock:CreateGuardrail": guardrails_api.create,
    "bedrock:GetGuardrail": guardrails_api.get,
    "bedrock:ListGuardrails": guardrails_api.list_,
    "bedrock:UpdateGuardrail": guardrails_api.update,
    "bedrock:DeleteGuardrail": guardrails_api.delete,
    "bedrock:CreateGuardrailVersion": guardrails_api.create_version,
    "bedrock:ListFoundationModels": models_api.list_models,
    "bedrock:GetFoundationModel": models_api.get_model,
    "bedrock:ListTrustedAccessPrograms": trusted_access.list_programs,
    "bedrock:GetFoundationModelAvailability": models_api.availability,
    "bedrock-runtime:ApplyGuardrail": guardrails.apply_guardrail,
    "bedrock-runtime:Converse": converse.converse,
    "bedrock-runtime:ConverseStream": converse.converse_stream,
    "bedrock-runtime:CountTokens": tokens.count,
    "bedrock-runtime:InvokeModel": invoke.invoke,
    "bedrock-runtime:InvokeModelWithResponseStream": invoke.invoke_stream,
    "resourcegroupstaggingapi:GetResources": tagging_api.get_resources,
    "resourcegroupstaggingapi:TagResources": tagging_api.tag_resources,
    "resourcegroupstaggingapi:UntagResources": tagging_api.untag_resources,
    "cloudwatch:PutDashboard": cloudwatch_api.put_dashboard,
    "cloudwatch:GetDashboard": cloudwatch_api.get_dashboard,
    "cloudwatch:ListDashboards": cloudwatch_api.list_dashboards,
    "cloudwatch:DeleteDashboards": cloudwatch_api.delete_dashboards,
    "cloudwatch:PutMetricAlarm": alarms_api.put_metric_alarm,
    "cloudwatch:DescribeAlarms": alarms_api.describe_alarms,
    "cloudwatch:DeleteAlarms": alarms_api.delete_alarms,
    "cloudwatch:ListTagsForResource": cloudwatch_api.list_tags,
    "cloudwatch:TagResource": cloudwatch_api.tag,
    "cloudwatch:UntagResource": cloudwatch_api.untag,
    "cloudwatch:GetMetricData": metric_data_api.get_metric_data,
    "ce:ListCostAllocationTags": cost_tags_api.list_tags,
    "ce:UpdateCostAllocationTagsStatus": cost_tags_api.update_tags,
    "service-quotas:GetServiceQuota": account_api.applied_quota,
    "service-quotas:GetAWSDefaultServiceQuota": account_api.default_quota,
    "iam:SimulatePrincipalPolicy": account_api.simulate,
    "ssm:PutParameter": ssm_rules.put_parameter,
    "ssm:GetParameters": ssm_reads.get_parameters,
    "ssm:GetParameterHistory": ssm_reads.get_parameter_history,
    "ssm:DescribeParameters": ssm_reads.describe_parameters,
    "ssm:AddTagsToResource": ssm_reads.add_tags,
}
# Services that must refuse a region that does not exist, each by the regions that it is in.
_REGIONAL = {
    "bedrock": is_bedrock_region,
    "bedrock-runtime": is_bedrock_region,
    "resourcegroupstaggingapi": is_region,
    "ssm": is_region,
}
_JSON_RPC = ("ce", "ssm", "resourcegroupstaggingapi", "service-quotas")
_CONTENT_TYPES = dict.fromkeys(_JSON_RPC, "application/x-amz-json-1.1")


def handle(call: Call) -> Reply | Call | None:
    """Answer a call, or say what moto is to answer."""
    if not _REGIONAL.get(call.service, bool)(call.region):
        # A real client would not even find a host of that name.
        text = f"The local AWS endpoint knows no region {call.region!r}."
        raise AwsError("UnrecognizedClientException", text, 403)
    handler = _HANDLERS.get(call.name)
    answer = handler(call) if handler else None
    if isinstance(answer, dict):
        content_type = _CONTENT_TYPES.get(call.service, "application/json")
        return Reply(200, json.dumps(answer).encode(), {"Content-Type": content_type})
    return answer

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What IAM is asked for a call: each action with its resource, and what IAM knows of the request.

Resources and condition keys of an action: Service Authorization Reference. Which further action a call needs: the
documentation of its parameters in botocore's service models, the Bedrock User Guide, the IAM User Guide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from .catalogue.regions import partition_of
from .errors import AwsError
from .guardrail_store import guardrails_of
from .messages import Call
from .resource_state import boundary_of, tags_of
from .services import iam_action, operation_model, protocol_of
from .sources import resolve_source
from .store import store_of
from .switches import active
from .wire import read_params

_BEDROCK = "arn:{partition}:bedrock:{region}:{account}:"
#: Service → parameters that name what a call is about; the first that is there does.
_NAMED_BY: Mapping[str, Mapping[str, str]] = {
    "bedrock": {
        "resourceARN": "",
        "inferenceProfileIdentifier": _BEDROCK + "application-inference-profile/",
        "guardrailIdentifier": _BEDROCK + "guardrail/",
    },
    "bedrock-runtime": {"modelId": "arn:{partition}:bedrock:{region}::foundation-model/"},
    "cloudwatch": {
        "ResourceARN": "",
        "AlarmName": "arn:{partition}:cloudwatch:{region}:{account}:alarm:",
        "AlarmNames": "arn:{partition}:cloudwatch:{region}:{account}:alarm:",
        "DashboardName": "arn:{partition}:cloudwatch::{account}:dashboard/",
        "DashboardNames": "arn:{partition}:cloudwatch::{account}:dashboard/",
    },
    "iam": {"RoleName": "arn:{partition}:iam::{account}:role/", "PolicySourceArn": ""},
    "logs": {"logGroupName": "arn:{partition}:logs:{region}:{account}:log-group:"},
    "ssm": dict.fromkeys(("Name", "Names", "Path", "ResourceId"), "arn:{partition}:ssm:{region}:{account}:parameter"),
    "sts": {"RoleArn": ""},
}
#: Calls that need a second action on the same resource where they carry tags.
_TAGGED_BY = {
    "cloudwatch:PutMetricAlarm": "cloudwatch:TagResource",
    "cloudwatch:PutDashboard": "cloudwatch:TagResource",
    "iam:CreateRole": "iam:TagRole",
    "logs:CreateLogGroup": "logs:TagResource",
    "ssm:PutParameter": "ssm:AddTagsToResource",
}
_NEW = "new"


@dataclass(frozen=True)
class Authorization:
    """``context`` are condition keys of the request; ``tags`` are those that the resource has after the call."""

    action: str
    resource: str
    context: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] | None = None


def authorizations(call: Call) -> list[dict[str, Any]]:
    """None for a request that cannot be read: AWS refuses it before it asks IAM."""
    try:
        params = _params(call)
        context = {"aws:RequestedRegion": call.region, **_request_tags(params)}
        found = [*_own(call, params), *_beside(call, params)]
    except (AwsError, AttributeError, KeyError, TypeError, ValueError):
        return []
    return [
        asdict(
            Authorization(check.action, check.resource, context | check.context, tags_of(check.resource, call.account))
        )
        for check in found
    ]


def _params(call: Call) -> dict[str, Any]:
    if protocol_of(call.service) in ("query", "ec2"):
        return dict(parse_qsl(call.http.body.decode(), keep_blank_values=True))
    model = operation_model(call.service, call.operation)
    return read_params(model, call.http) if model else {}


def _request_tags(params: Mapping[str, Any]) -> dict[str, str]:
    given = params.get("tags") or params.get("Tags") or []
    if isinstance(given, Mapping):
        pairs = list(given.items())
    else:
        # Some calls that take tags away name their keys alike.
        pairs = [(_of(tag, "key"), _of(tag, "value")) for tag in given if isinstance(tag, Mapping)]
    members = {name: value for name, value in params.items() if name.startswith("Tags.member.")}
    listed = [(value, members[name[:-3] + "Value"]) for name, value in members.items() if name.endswith(".Key")]
    return {f"aws:RequestTag/{key}": str(value) for key, value in [*pairs, *listed]}


def _of(tag: Mapping[str, str], name: str) -> str:
    return tag[name] if name in tag else tag[name.capitalize()]


def _own(call: Call, params: Mapping[str, Any]) -> Iterator[Authorization]:
    """The action of the call itself."""
    action = iam_action(call.service, call.operation)
    resources = list(_named(call, params))
    if call.operation == "CreateInferenceProfile":
        source = _with_account(call, params["modelSource"]["copyFrom"])
        models = resolve_source(source, call.region, active())
        resources = list(dict.fromkeys([_arn(call, f"application-inference-profile/{_NEW}"), source, *models]))
    for resource in resources or ["*"]:
        yield Authorization(action, resource, _boundary(call, params, resource))


def _named(call: Call, params: Mapping[str, Any]) -> Iterable[str]:
    for name, start in _NAMED_BY.get(call.service, {}).items():
        if name in params:
            values = params[name] if isinstance(params[name], list) else [params[name]]
            return [_filled(call, start, str(value)) for value in values]
    return []


def _filled(call: Call, start: str, value: str) -> str:
    if value.startswith("arn:"):
        return value
    if start.endswith(":application-inference-profile/") and "." in value:
        return _arn(call, f"inference-profile/{value}")
    place = {"partition": partition_of(call.region), "region": call.region, "account": call.account}
    if call.service != "ssm":
        return start.format_map(place) + value
    # Parameters without a path have a slash before their name in an ARN, too; a version or label is no part of it.
    return start.format_map(place) + ("" if value.startswith("/") else "/") + value.partition(":")[0]


def _beside(call: Call, params: Mapping[str, Any]) -> Iterator[Authorization]:
    """Further actions that AWS demands."""
    tagged = bool(_request_tags(params))
    if call.name in _TAGGED_BY and tagged:
        yield from (Authorization(_TAGGED_BY[call.name], resource) for resource in _named(call, params))
    if call.operation in ("CreateInferenceProfile", "CreateGuardrail") and tagged:
        kind = "application-inference-profile" if "Profile" in call.operation else "guardrail"
        yield Authorization("bedrock:TagResource", _arn(call, f"{kind}/{_NEW}"))
    if profile := params.get("crossRegionConfig"):
        name = profile["guardrailProfileIdentifier"]
        yield Authorization(f"bedrock:{call.operation}", _arn(call, f"guardrail-profile/{name.rpartition('/')[2]}"))
    if role := ((params.get("loggingConfig") or {}).get("cloudWatchConfig") or {}).get("roleArn"):
        yield Authorization("iam:PassRole", role, {"iam:PassedToService": "bedrock.amazonaws.com"})
    if call.service == "bedrock-runtime":
        yield from _invoked(call, params)


def _invoked(call: Call, params: Mapping[str, Any]) -> Iterator[Authorization]:
    """The models of an application profile, and the profile behind it, which AWS's guide asks for."""
    action, arn = iam_action(call.service, call.operation), str(params.get("modelId", ""))
    if ":application-inference-profile/" in arn and (
        profile := store_of(call.account, call.region).find(arn.rpartition("/")[2])
    ):
        through = {"bedrock:InferenceProfileArn": arn}
        yield from (Authorization(action, model, through) for model in profile.model_arns)
        if ":inference-profile/" in profile.source:
            yield Authorization(action, _with_account(call, profile.source))
    guardrail = params.get("guardrailIdentifier") or (params.get("guardrailConfig") or {}).get("guardrailIdentifier")
    if guardrail:
        arn = _filled(call, _BEDROCK + "guardrail/", guardrail)
        yield Authorization("bedrock:ApplyGuardrail", arn)
        yield from (Authorization("bedrock:ApplyGuardrail", profile) for profile in _routed(call, arn))


def _routed(call: Call, guardrail_arn: str) -> list[str]:
    """The guardrail's profile in each region to which that routes (user guide, "Permissions for using cross-Region
    inference with Amazon Bedrock Guardrails"; those of `us.guardrail.v1:0` from us-east-1, of others their own)."""
    found = guardrails_of(call.account, call.region).find(guardrail_arn)
    config = (found.draft.settings.get("crossRegionConfig") if found else None) or {}
    if not (profile := config.get("guardrailProfileIdentifier", "").rpartition("/")[2]):
        return []
    regions = {"us-east-1", "us-east-2", "us-west-2"} if profile.startswith("us.") else {call.region}
    place = f"arn:{partition_of(call.region)}:bedrock"
    return [f"{place}:{region}:{call.account}:guardrail-profile/{profile}" for region in sorted(regions)]


def _boundary(call: Call, params: Mapping[str, Any], resource: str) -> dict[str, str]:
    """Of the role that is to be, or of the one that is there."""
    if call.service != "iam" or "RoleName" not in params:
        return {}
    requested = params.get("PermissionsBoundary") or boundary_of(resource, call.account)
    return {"iam:PermissionsBoundary": requested} if requested else {}


def _arn(call: Call, name: str) -> str:
    return f"arn:{partition_of(call.region)}:bedrock:{call.region}:{call.account}:{name}"


def _with_account(call: Call, arn: str) -> str:
    """IAM sees a system-defined profile with the caller's account."""
    parts = arn.split(":", 5)
    return ":".join([*parts[:4], call.account, parts[5]]) if parts[5].startswith("inference-profile/") else arn

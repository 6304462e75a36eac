# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a response is the service's own: it parses according to the protocol and has the required members.

botocore does not check: it turns a body that is not JSON into an empty response, and crashes on a page instead of XML.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

with suppress(ImportError):  # AnsibleAWSModule reports what is missing
    from botocore.parsers import ResponseParserError, create_parser

    #: What botocore's parsers raise for what is not their format.
    CRASHES: tuple[type[Exception], ...] = (
        ResponseParserError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
        struct.error,
    )

_JSON = ("json", "rest-json")
_FORMATS = {"json": "json", "rest-json": "json", "query": "xml", "smithy-rpc-v2-cbor": "cbor"}
#: Members that an operation always returns although botocore's model does not mark them: its API reference, Response
#: Syntax or Response Elements; that a list is there when it is empty, too, is what the examples of the AWS CLI show.
_ALWAYS: dict[tuple[str, str], tuple[str, ...]] = {
    ("bedrock", "ListInferenceProfiles"): ("inferenceProfileSummaries",),
    ("bedrock", "ListFoundationModels"): ("modelSummaries",),
    ("bedrock", "ListTagsForResource"): ("tags",),
    # What answers a token that comes again is not documented, so an answer without an ARN counts.
    ("bedrock", "CreateInferenceProfile"): (),
    ("ce", "ListCostAllocationTags"): ("CostAllocationTags",),
    ("cloudwatch", "DescribeAlarms"): ("MetricAlarms",),
    ("cloudwatch", "GetDashboard"): ("DashboardArn", "DashboardBody"),
    ("cloudwatch", "GetMetricData"): ("MetricDataResults",),
    ("cloudwatch", "ListTagsForResource"): ("Tags",),
    ("iam", "CreatePolicy"): ("Policy",),
    ("iam", "CreatePolicyVersion"): ("PolicyVersion",),
    ("iam", "GetPolicy"): ("Policy",),
    ("iam", "GetPolicyVersion"): ("PolicyVersion",),
    ("iam", "ListAttachedRolePolicies"): ("AttachedPolicies",),
    ("iam", "ListEntitiesForPolicy"): ("PolicyGroups", "PolicyRoles", "PolicyUsers"),
    ("iam", "ListPolicies"): ("Policies",),
    ("iam", "ListPolicyVersions"): ("Versions",),
    ("iam", "SimulatePrincipalPolicy"): ("EvaluationResults",),
    ("kms", "DescribeKey"): ("KeyMetadata",),
    ("logs", "DescribeLogGroups"): ("logGroups",),
    ("logs", "ListTagsLogGroup"): ("tags",),
    ("resourcegroupstaggingapi", "GetResources"): ("ResourceTagMappingList",),
    ("service-quotas", "GetAWSDefaultServiceQuota"): ("Quota",),
    ("service-quotas", "GetServiceQuota"): ("Quota",),
    ("ssm", "DescribeParameters"): ("Parameters",),
    ("ssm", "GetParameter"): ("Parameter",),
    ("ssm", "GetParameterHistory"): ("Parameters",),
    ("ssm", "GetParameters"): ("Parameters", "InvalidParameters"),
    ("ssm", "GetParametersByPath"): ("Parameters",),
    ("ssm", "ListTagsForResource"): ("TagList",),
    ("ssm", "PutParameter"): ("Version",),
    ("sts", "AssumeRole"): ("Credentials",),
    ("sts", "GetCallerIdentity"): ("Account", "Arn"),
}
#: It is not documented whether the list of a resource without tags is empty or missing.
_MAY_LEAVE_OUT = frozenset({"tags", "Tags", "TagList"})


class ForeignAnswerError(Exception):
    """An answer that is not the service's; the text says what it lacks."""


def required_members(model: Any) -> tuple[str, ...]:
    """What an answer to the operation must have; empty where nothing need be in it."""
    shape = model.output_shape
    known = _ALWAYS.get((model.service_model.service_name, model.name))
    return known if known is not None else tuple(shape.required_members if shape else ())


def read_success(model: Any, response: Mapping[str, Any]) -> dict[str, Any] | None:
    """What botocore reads in the answer, None for a stream; ForeignAnswerError where it is not the service's."""
    if model.has_event_stream_output or model.has_streaming_output:
        _check_stream(model, response["headers"])
        return None
    parsed = _parsed(model, response)
    missing = [name for name in required_members(model) if parsed.get(name) is None]
    if missing and set(missing) <= _MAY_LEAVE_OUT and _has_request_id(response) and response["body"]:
        members = model.output_shape.members
        return parsed | {name: {} if members[name].type_name == "map" else [] for name in missing}
    if missing and not response["body"].strip():
        raise ForeignAnswerError("with an empty body")
    if missing:
        raise ForeignAnswerError(f"without {' and '.join(missing)}, which {model.name} always returns")
    if not required_members(model):
        _check_origin(model, response, parsed)
    return parsed


def check_error(model: Any, response: Mapping[str, Any]) -> None:
    """ForeignAnswerError where an answer with a status of errors does not name one as the service does."""
    if "x-amzn-errortype" in response["headers"]:
        return
    if not _names_an_error(model, response):
        raise ForeignAnswerError("without an error in it")


def _parsed(model: Any, response: Mapping[str, Any]) -> dict[str, Any]:
    protocol = model.service_model.resolved_protocol
    try:
        if protocol in _JSON or model.output_shape is None:
            _document(protocol, response["body"])
        parsed: dict[str, Any] = create_parser(protocol).parse(response, model.output_shape)
    except CRASHES as error:
        raise _unreadable(protocol, response["body"]) from error
    return parsed


def _names_an_error(model: Any, response: Mapping[str, Any]) -> bool:
    """Whether there is a code or a message."""
    protocol, body = model.service_model.resolved_protocol, response["body"]
    try:
        if protocol == "query":
            # 400, since botocore takes a page with a status of faults as it is.
            parsed = create_parser(protocol).parse({**response, "status_code": 400}, model.output_shape)
            return isinstance(parsed["Error"]["Code"], str)
        document = _document(protocol, body)
    except CRASHES as error:
        raise _unreadable(protocol, body) from error
    return not document.keys().isdisjoint({"__type", "code", "Code", "message", "Message"})


def _document(protocol: str, body: bytes) -> Mapping[str, Any]:
    """The outermost map of a body; for XML only whether it is XML."""
    if protocol == "query":
        create_parser(protocol).parse({"status_code": 200, "headers": {}, "body": body}, None)
        return {}
    if not body.strip():
        return {}
    if protocol in _JSON:
        found = json.loads(body)
    else:
        parser = create_parser(protocol)
        found = parser.parse_data_item(parser.get_peekable_stream_from_bytes(body))
    if found is not None and not isinstance(found, dict):
        raise TypeError(f"a {type(found).__name__} where a map should be")
    return found or {}


def _unreadable(protocol: str, body: bytes) -> ForeignAnswerError:
    if not body.strip():
        return ForeignAnswerError("with an empty body")
    return ForeignAnswerError(f"with a body that is no {_FORMATS.get(protocol, protocol).upper()} of the service")


def _check_stream(model: Any, headers: Mapping[str, str]) -> None:
    """Of a stream only its type can be known beforehand."""
    kind = content_type(headers)
    if model.has_event_stream_output and "eventstream" not in kind:
        raise ForeignAnswerError("without a stream of events")
    if not kind or "html" in kind:
        raise ForeignAnswerError("with a body of another type")


def _check_origin(model: Any, response: Mapping[str, Any], parsed: Mapping[str, Any]) -> None:
    """For operations without output: a foreign response, empty or not, must not count as success."""
    if _has_request_id(response) or parsed.keys() - {"ResponseMetadata"}:
        return
    protocol, body = model.service_model.resolved_protocol, response["body"]
    if _FORMATS.get(protocol, protocol) not in content_type(response["headers"]).replace("xhtml", ""):
        raise ForeignAnswerError("with an empty body" if not body.strip() else "with a body of another type")
    if protocol != "query" and _document(protocol, body):
        raise ForeignAnswerError(f"with members that {model.name} does not know")


def content_type(headers: Mapping[str, str]) -> str:
    return str(headers.get("content-type") or "").split(";", maxsplit=1)[0].strip().lower()


def _has_request_id(response: Mapping[str, Any]) -> bool:
    """AWS sends an id with every answer; a proxy or a portal does not."""
    return any(name in response["headers"] for name in ("x-amzn-requestid", "x-amz-request-id"))

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What botocore's service models tell: operations, routes, protocols, error statuses."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs

from botocore.exceptions import UnknownServiceError
from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel

from .messages import HttpRequest

# Several services sign with one name; the first that has a route for the request is meant.
_BY_SIGNING_NAME = {
    "bedrock": ("bedrock", "bedrock-runtime", "bedrock-agent", "bedrock-agent-runtime"),
    "tagging": ("resourcegroupstaggingapi",),
    "monitoring": ("cloudwatch",),
    "servicequotas": ("service-quotas",),
}
# The prefix of a service's IAM actions, where it is not the service's own name.
_IAM_PREFIX = {
    "bedrock-runtime": "bedrock",
    "bedrock-agent": "bedrock",
    "bedrock-agent-runtime": "bedrock",
    "resourcegroupstaggingapi": "tag",
    "service-quotas": "servicequotas",
}
# Fact sheet 4: the IAM actions know no Converse; InvokeModel grants it.
_IAM_ACTION = {
    "bedrock-runtime:Converse": "bedrock:InvokeModel",
    "bedrock-runtime:ConverseStream": "bedrock:InvokeModelWithResponseStream",
}
# Errors that are the service's own, though some models give them no status (fact sheet 8: InternalServerError of ssm).
_FAULTS = {
    "InternalFailure": 500,
    "InternalServerError": 500,
    "InternalServiceException": 500,
    "ServiceUnavailable": 503,
}
_LABEL = re.compile(r"\{(\w+)(\+?)\}")

Route = tuple[str, re.Pattern[str], str]


# The loader alone, for a session would read the shell's AWS configuration and fail on a wrong AWS_PROFILE.
_LOADER = Loader()


@lru_cache(maxsize=64)
def service_model(service: str) -> ServiceModel | None:
    try:
        return ServiceModel(_LOADER.load_service_model(service, "service-2"), service)
    except UnknownServiceError:
        return None


def operation_model(service: str, operation: str) -> OperationModel | None:
    model = service_model(service)
    if model is None or operation not in model.operation_names:
        return None
    return model.operation_model(operation)


@lru_cache(maxsize=64)
def protocol_of(service: str) -> str:
    model = service_model(service)
    protocols = list(model.metadata.get("protocols") or [model.metadata["protocol"]]) if model else ["json"]
    # botocore speaks JSON wherever a service offers it beside CBOR.
    return "json" if "json" in protocols else protocols[0]


def error_status(service: str, code: str) -> int:
    """The HTTP status that the service model gives this error code."""
    model = service_model(service)
    for shape in model.error_shapes if model else ():
        if code in {shape.error_code, shape.name}:
            return int(shape.metadata.get("error", {}).get("httpStatusCode", _FAULTS.get(code, 400)))
    if code in ("AccessDenied", "AccessDeniedException", "UnrecognizedClientException"):
        return 400 if protocol_of(service) == "json" else 403
    return _FAULTS.get(code, 400)


def iam_action(service: str, operation: str) -> str:
    name = f"{service}:{operation}"
    return _IAM_ACTION.get(name, f"{_IAM_PREFIX.get(service, service)}:{operation}")


@lru_cache(maxsize=64)
def _routes(service: str) -> tuple[Route, ...]:
    model = service_model(service)
    if model is None:
        return ()
    found = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        path = http["requestUri"].split("?", 1)[0].rstrip("/") or "/"
        parts = [re.escape(part) for part in _LABEL.split(path)[::3]]
        labels = [f"(?P<{label}>{'.+' if greedy else '[^/]+'})" for label, greedy in _LABEL.findall(path)]
        pattern = parts[0] + "".join(label + part for label, part in zip(labels, parts[1:], strict=True))
        found.append((http["method"], re.compile(pattern + "/?"), name))
    # A fixed path wins over one with labels.
    return tuple(sorted(found, key=lambda route: route[1].groups))


def labels_of(service: str, operation: str, path: str) -> dict[str, str]:
    """The URI labels of a request, still percent-encoded."""
    for _method, pattern, name in _routes(service):
        if name == operation and (match := pattern.fullmatch(path)):
            return match.groupdict()
    return {}


def identify(http: HttpRequest, signing_name: str) -> tuple[str, str]:
    """Service and operation of a request; the operation is empty if no model knows it."""
    candidates = _BY_SIGNING_NAME.get(signing_name, (signing_name,))
    for service in candidates:
        operation = _operation(http, service)
        if operation:
            return service, operation
    return candidates[0], ""


def _operation(http: HttpRequest, service: str) -> str:
    protocol = protocol_of(service)
    if target := http.headers.get("x-amz-target"):
        return target.rsplit(".", 1)[-1]
    if protocol in ("query", "ec2"):
        form = parse_qs(http.body.decode("utf-8", "replace"))
        return (form.get("Action") or http.query.get("Action") or [""])[0]
    for method, pattern, name in _routes(service):
        if method == http.method and pattern.fullmatch(http.path):
            return name
    return ""

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults on demand: latency, denied actions and errors that AWS would only rarely give."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from fnmatch import fnmatchcase

from .catalogue.regions import partition_of
from .errors import AwsError
from .messages import Call
from .services import iam_action
from .switches import Failure, Switches


class FailureCounter:
    """Counts how often each asked-for failure has been given."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._given: dict[int, int] = {}

    def clear(self) -> None:
        with self._lock:
            self._given.clear()

    def next_error(self, call: Call, failures: tuple[Failure, ...], when: str) -> AwsError | None:
        """The error that this call is to be answered with, if any."""
        for number, failure in enumerate(failures):
            if failure.when == when and _meets(failure, call) and self._take(number, failure):
                message = failure.message or f"{failure.code} on demand of the switch fail."
                return AwsError(failure.code, message, failure.status)
        return None

    def _take(self, number: int, failure: Failure) -> bool:
        with self._lock:
            given = self._given.get(number, 0)
            self._given[number] = given + 1
        return failure.times is None or given < failure.times


def _meets(failure: Failure, call: Call) -> bool:
    names = (call.operation, call.name, iam_action(call.service, call.operation))
    if not any(fnmatchcase(name, failure.operation) for name in names):
        return False
    if failure.region and failure.region != call.region:
        return False
    return not failure.match or failure.match in f"{resource_of(call)} {call.params}"


def denial(call: Call, switches: Switches) -> AwsError | None:
    """AccessDenied in AWS's own words if the switch deny names this operation."""
    words = (word.partition("@") for word in switches.deny)
    here = [pattern for pattern, _at, region in words if region in {"", call.region}]
    for action, names in _needed(call).items():
        if any(fnmatchcase(name, pattern) for name in names for pattern in here):
            return _access_denied(call, action, resource_of(call))
    return None


def destination_denial(call: Call, model_arns: Iterable[str], switches: Switches) -> AwsError | None:
    """AccessDenied on the model in a region to which a call may be routed, as the switch says with `…@to:<region>`.

    AWS says so only when it routes a request there (fact sheet 4); here it is every time, so that a test can rely on it.
    """
    action = iam_action(call.service, call.operation)
    for arn in model_arns:
        words = (word.partition("@to:") for word in switches.deny)
        if any(fnmatchcase(action, pattern) for pattern, _to, place in words if place == arn.split(":")[3]):
            return _access_denied(call, action, arn)
    return None


def _needed(call: Call) -> dict[str, tuple[str, ...]]:
    """The IAM actions that a call needs, each with the names that the switch may give it."""
    action = iam_action(call.service, call.operation)
    prefix = action.partition(":")[0]
    needed: dict[str, tuple[str, ...]] = {action: (action, f"{prefix}:{call.operation}", call.name)}
    # Fact sheet 4: creation with tags needs the permission to tag as well.
    if call.name == "bedrock:CreateInferenceProfile" and call.params.get("tags"):
        needed["bedrock:TagResource"] = ("bedrock:TagResource",)
    if call.http.bearer:
        # User guide, "Control permissions for API keys".
        needed["bedrock:CallWithBearerToken"] = ("bedrock:CallWithBearerToken",)
    if call.name == "ssm:PutParameter" and call.params.get("Tags"):
        needed["ssm:AddTagsToResource"] = ("ssm:AddTagsToResource",)
    return needed


def _access_denied(call: Call, action: str, resource: str) -> AwsError:
    user = f"arn:{partition_of(call.region)}:iam::{call.account}:user/local"
    code = "AccessDenied" if call.service in ("sts", "iam") else "AccessDeniedException"
    text = (
        f"User: {user} is not authorized to perform: {action} on resource: {resource} "
        f"because no identity-based policy allows the {action} action"
    )
    return AwsError(code, text)


def resource_of(call: Call) -> str:
    """The ARN that a call is about, `*` where it is about none."""
    params = call.params
    for name in ("resourceARN", "inferenceProfileIdentifier", "modelIdentifier", "modelId"):
        value = str(params.get(name, ""))
        if value.startswith("arn:"):
            return value
    partition, place = partition_of(call.region), f"{call.region}:{call.account}"
    if profile := params.get("inferenceProfileIdentifier"):
        kind = "inference-profile" if "." in profile else "application-inference-profile"
        return f"arn:{partition}:bedrock:{place}:{kind}/{profile}"
    if call.service == "bedrock-runtime" and (model := params.get("modelId")):
        return f"arn:{partition}:bedrock:{call.region}::foundation-model/{model}"
    if call.service == "ssm" and (parameter := params.get("Name") or params.get("ResourceId") or params.get("Path")):
        return f"arn:{partition}:ssm:{place}:parameter/{str(parameter).lstrip('/')}"
    return "*"

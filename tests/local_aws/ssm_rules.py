# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the parameter store refuses and decides beyond moto: sizes, tiers, levels, patterns (fact sheet 8)."""

from __future__ import annotations

import json
import re
from typing import Any

from moto.ssm.models import Parameter, ssm_backends

from .errors import AwsError, validation_error
from .messages import Call
from .moto_bridge import MOTO_LOCK
from .ssm_reads import MAX_TAGS, too_many_tags

STANDARD_BYTES = 4096
ADVANCED_BYTES = 8192
MAX_LEVELS = 15
MAX_NAME = 1011
# These force the Advanced tier (fact sheet 8: DataType).
_ADVANCED_DATA_TYPES = {"url", "json", "jsonc"}
_DATA_TYPES = {
    *("text", "aws:ec2:image", "aws:ssm:integration", "aws:region", "aws:account:id", "boolean", "integer", "float"),
    *("binary", "hostname", "email", "ipv4-address", "ipv6-address"),
    *_ADVANCED_DATA_TYPES,
}
MAX_POLICIES = 10
_POLICY_TYPES = ("Expiration", "ExpirationNotification", "NoChangeNotification")
_GUIDE = "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html"


def put_parameter(call: Call) -> Call | dict[str, Any]:
    """Check a PutParameter and have moto write it with its tier decided."""
    params = call.params
    current = _current(call)
    _check_name(call)
    if "{{" in params["Value"]:
        raise validation_error('Parameter value can\'t nest another parameter. Do not use "{{}}" in the value.')
    _check_pattern(params, current)
    _check_policies(params)
    _check_data_type(params)
    if len(params.get("Tags", [])) > MAX_TAGS:
        raise too_many_tags()
    if current is not None and not params.get("Overwrite"):
        # moto says so in AWS's own words; size and tier do not matter any more.
        return call
    return _written(call, _tier(params, current), current)


def _written(call: Call, tier: str, current: Parameter | None) -> dict[str, Any]:
    """moto knows two data types, and neither who wrote nor how policies go; the parameter remembers those itself."""
    params = call.params
    data_type = params.get("DataType") or (current.data_type if current else "text")
    with MOTO_LOCK:
        made = ssm_backends[call.account][call.region].put_parameter(
            name=params["Name"],
            description=params.get("Description"),
            value=params["Value"],
            parameter_type=params.get("Type"),
            allowed_pattern=params.get("AllowedPattern"),
            keyid=params.get("KeyId"),
            overwrite=params.get("Overwrite", False),
            tags=params.get("Tags"),
            data_type="text",
            tier=tier,
            policies=params.get("Policies"),
        )
        made.data_type = data_type
        # User Guide, Assigning parameter policies: an empty policy removes all.
        made.policies = None if made.policies in ("[{}]", "[]") else made.policies
    return {"Version": made.version, "Tier": made.tier}


def _check_policies(params: dict[str, Any]) -> None:
    """Types and number, as the errors of PutParameter say."""
    try:
        found = [policy for policy in json.loads(params.get("Policies") or "[]") if policy]
    except ValueError as error:
        raise AwsError("InvalidPolicyAttributeException", "The policies are not valid JSON.") from error
    if len(found) > MAX_POLICIES:
        raise AwsError("PoliciesLimitExceededException", f"A parameter can have at most {MAX_POLICIES} policies.")
    kinds = [policy.get("Type") for policy in found]
    for kind in kinds:
        if kind not in _POLICY_TYPES:
            raise AwsError("InvalidPolicyTypeException", f"The policy type {kind} is not supported.")
    if kinds.count("Expiration") > 1:
        raise AwsError("IncompatiblePolicyException", "A parameter can have one Expiration policy.")
    if found and params.get("Tier") == "Standard":
        raise validation_error("Parameter policies are only supported for advanced tier parameters.")


def _check_data_type(params: dict[str, Any]) -> None:
    requested = params.get("DataType", "text")
    if requested not in _DATA_TYPES:
        text = f"The following data type is not supported: {requested} (Data type names are all lowercase.)"
        raise validation_error(text)


def _current(call: Call) -> Parameter | None:
    parameters = ssm_backends[call.account][call.region]._parameters
    # get(), for a plain lookup would create an entry: it is a defaultdict.
    versions = parameters.get(call.params["Name"])
    return versions[-1] if versions else None


def _check_name(call: Call) -> None:
    name = call.params["Name"]
    prefix = f"arn:aws:ssm:{call.region}:{call.account}:parameter/"
    if len(prefix + name.lstrip("/")) > MAX_NAME:
        raise validation_error(f"Parameter name: can't be longer than {MAX_NAME} characters with the ARN's prefix.")
    if not re.fullmatch(r"[a-zA-Z0-9_.\-/]+", name) or ("/" in name and not name.startswith("/")) or "//" in name:
        raise validation_error(
            "Parameter name must be a fully qualified name: sub-paths divided by slash symbol, each formed as a mix "
            "of letters, numbers and the following 3 symbols .-_"
        )
    if len(name.strip("/").split("/")) > MAX_LEVELS:
        text = f"A parameter hierarchy can have at most {MAX_LEVELS} levels."
        raise AwsError("HierarchyLevelLimitExceededException", text)


def _check_pattern(params: dict[str, Any], current: Parameter | None) -> None:
    pattern = params.get("AllowedPattern", current.allowed_pattern if current else None)
    if not pattern:
        return
    try:
        matches = re.search(pattern, params["Value"])
    except re.error as error:
        raise AwsError("InvalidAllowedPatternException", f"The pattern {pattern} is not valid: {error}.") from error
    if not matches:
        text = f"Parameter value, cannot be validated against allowedPattern: {pattern}"
        raise AwsError("ParameterPatternMismatchException", text)


def _tier(params: dict[str, Any], current: Parameter | None) -> str:
    """The tier that the parameter gets, or the refusal of the one that was asked for."""
    size = len(params["Value"].encode())
    needs_advanced = size > STANDARD_BYTES or params.get("DataType") in _ADVANCED_DATA_TYPES or params.get("Policies")
    was_advanced = current is not None and current.tier == "Advanced"
    requested = params.get("Tier") or ("Advanced" if was_advanced else "Standard")
    if size > ADVANCED_BYTES:
        raise validation_error(
            f"Advanced tier parameters support a maximum parameter value of {ADVANCED_BYTES} characters."
        )
    if requested == "Intelligent-Tiering":
        return "Advanced" if needs_advanced or was_advanced else "Standard"
    if requested == "Standard" and was_advanced:
        raise validation_error(
            "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the "
            "advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced "
            "parameter and recreate it as a standard parameter."
        )
    if requested == "Standard" and size > STANDARD_BYTES:
        raise validation_error(
            f"Standard tier parameters support a maximum parameter value of {STANDARD_BYTES} characters. To create a "
            "larger parameter value, upgrade the parameter to use the advanced-parameter tier. "
            f"For more information, see {_GUIDE}"
        )
    if requested == "Standard" and params.get("DataType") in _ADVANCED_DATA_TYPES:
        return "Advanced"
    return str(requested)

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which model a modelId means, or why AWS refuses it (fact sheet 2.3, 5.1)."""

from __future__ import annotations

import re

from ..catalogue.lookup import find_model, inference_types
from ..catalogue.model import Model
from ..errors import AwsError, not_found, validation_error
from ..faults import destination_denial
from ..messages import Call
from ..offered import find_system_profile
from ..store import store_of
from ..switches import active

_ARN = re.compile(r"arn:[a-z-]+:bedrock:([a-z0-9-]*):(\d{12}|):([a-z-]+)/(.+)")


def addressed_model(call: Call) -> Model:
    """The model that a call reaches through its modelId."""
    identifier = call.params["modelId"]
    if not identifier.startswith("arn:"):
        # An application profile's bare id is no valid identifier here, although the docs say so (5.1).
        return _by_id(identifier, call.region)
    match = _ARN.fullmatch(identifier)
    if match is None:
        raise _invalid()
    region, account, kind, name = match.groups()
    if region != call.region or (kind != "foundation-model" and account != call.account):
        raise _invalid()
    if kind == "application-inference-profile":
        return _by_application_profile(call, name)
    if kind == "inference-profile":
        return _by_system_profile(name, region) or _ended(name)
    if kind == "foundation-model":
        return _by_id(name, region, allow_profile=False)
    raise _invalid()


def _by_id(name: str, region: str, *, allow_profile: bool = True) -> Model:
    if allow_profile and (through_profile := _by_system_profile(name, region)):
        return through_profile
    model = find_model(name)
    if model is None:
        return _ended(name)
    return _directly(model, region)


def _by_system_profile(name: str, region: str) -> Model | None:
    profile = find_system_profile(name, region)
    return profile.model if profile else None


def _by_application_profile(call: Call, profile_id: str) -> Model:
    profile = store_of(call.account, call.region).find(profile_id)
    if profile is None:
        # Text assumed (fact sheet 11, 7).
        raise not_found("The specified inference profile could not be found.")
    if error := destination_denial(call, profile.model_arns, active()):
        raise error
    # The source region's entry; the first may be the region-less one of a global profile.
    arn = profile.model_arns[-1]
    region, model = arn.split(":")[3], find_model(arn.rpartition("/")[2])
    if model is None:
        raise _invalid()
    if len(profile.model_arns) == 1:
        # Copied from a foundation model: then that model itself must take on-demand calls.
        return _directly(model, region)
    return _alive(model)


def _directly(model: Model, region: str) -> Model:
    types = inference_types(model, region)
    if not types or model.start > active().today.isoformat():
        raise _invalid()
    _alive(model)
    if "ON_DEMAND" not in types:
        # Recorded (2.3); the apostrophe is U+2019.
        raise validation_error(
            f"Invocation of model ID {model.id} with on-demand throughput isn\u2019t supported. Retry your request "
            "with the ID or ARN of an inference profile that contains this model."
        )
    return model


def _alive(model: Model) -> Model:
    if model.ended_on(active().today):
        # Fact sheet 2.4: requests fail after the end of life. Text assumed.
        raise not_found(
            "This model version has reached the end of its life. Please refer to the AWS documentation for more details."
        )
    return model


def _ended(name: str) -> Model:
    """A system-defined profile whose model is no longer offered; anything else is no identifier at all."""
    model = find_model(name.partition(".")[2])
    if model is None:
        raise _invalid()
    _alive(model)
    raise _invalid()


def _invalid() -> AwsError:
    return validation_error("The provided model identifier is invalid.")

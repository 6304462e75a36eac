# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Resolves copyFrom, the model source of a new profile, to the models it routes to."""

from __future__ import annotations

import re

from .catalogue.lookup import find_model, inference_types
from .catalogue.regions import is_bedrock_region, partition_of
from .errors import AwsError, not_found, validation_error
from .offered import find_system_profile
from .store import Profile
from .switches import Switches

_ARN = re.compile(r"arn:([a-z-]+):bedrock:([0-9a-z-]*):(\d{12})?:(inference-profile|foundation-model)/(.+)")
# Fact sheet 1.9, recorded.
_INVALID_SOURCE = "copyFrom must be a valid inference profile model source ARN."


def resolve_source(copy_from: str, region: str, switches: Switches) -> tuple[str, ...]:
    """The model ARNs of a profile copied from this source; the account in it may be any or none (1.4)."""
    match = _ARN.fullmatch(copy_from)
    if match is None:
        raise validation_error(_INVALID_SOURCE)
    partition, source_region, _account, kind, name = match.groups()
    foreign = source_region != region and switches.other_region_source == "reject"
    if foreign or not is_bedrock_region(source_region) or partition != partition_of(source_region):
        raise validation_error(_INVALID_SOURCE)
    if kind == "foundation-model":
        return _model(copy_from, name, source_region, switches)
    profile = find_system_profile(name, source_region)
    if profile is None:
        # Code and text assumed: Create models both ResourceNotFound and Validation (1.1).
        raise not_found(f"The inference profile {copy_from} could not be found.")
    return profile.model_arns


def models_of(profile: Profile, switches: Switches) -> tuple[str, ...]:
    """What Get and List tell of a profile: its models as they were copied, or as its source has them by now."""
    match = _ARN.fullmatch(profile.source)
    if match is None or match[4] != "inference-profile" or switches.copied_destinations == "keep":
        return profile.model_arns
    source = find_system_profile(match[5], match[2])
    return source.model_arns if source else profile.model_arns


def _model(arn: str, model_id: str, region: str, switches: Switches) -> tuple[str, ...]:
    model = find_model(model_id)
    types = inference_types(model, region) if model else ()
    if model is None or not types or not model.offered_on(switches.today):
        raise AwsError("ValidationException", _INVALID_SOURCE)
    if "ON_DEMAND" not in types and switches.profile_only_source == "reject":
        raise AwsError("ValidationException", _INVALID_SOURCE)
    return (arn,)

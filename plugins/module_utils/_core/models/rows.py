# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of what AWS offers, in its own field names as snake_case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import destinations, model_ids
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import FoundationModel, SystemProfile


def system_profile_row(profile: SystemProfile, region: str) -> dict[str, Any]:
    """A system-defined profile in the same shape as an application profile; it has no tags and no description."""
    models = sorted(model_ids(profile.model_arns))
    return {
        "region": region,
        "inference_profile_arn": profile.arn,
        "inference_profile_id": profile.profile_id,
        "inference_profile_name": profile.name,
        "description": None,
        "status": "ACTIVE",
        "type": "SYSTEM_DEFINED",
        "models": [{"model_arn": arn} for arn in sorted(profile.model_arns)],
        "tags": {},
        "base_model_id": models[0] if models else None,
        "destinations": list(destinations(profile.model_arns)),
        "geography": profile.geography,
    }


def model_row(model: FoundationModel, region: str, availability: Mapping[str, Any] | None = None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "region": region,
        "model_id": model.model_id,
        "model_arn": model.arn,
        "model_name": model.name,
        "provider_name": model.provider,
        "input_modalities": list(model.input_modalities),
        "output_modalities": list(model.output_modalities),
        "inference_types_supported": sorted(model.inference_types),
        "response_streaming_supported": model.streaming,
        "model_lifecycle": plain_lifecycle(model.lifecycle),
    }
    if availability is not None:
        row["availability"] = _snake(availability)
    return row


def plain_lifecycle(lifecycle: Mapping[str, Any]) -> dict[str, Any]:
    """The lifecycle with dates as ISO 8601 texts."""
    return _snake(lifecycle)


def _snake(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {re.sub(r"(?<!^)(?=[A-Z])", "_", key).lower(): _plain(value) for key, value in fields.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _snake(value)
    return value.isoformat() if isinstance(value, datetime) else value

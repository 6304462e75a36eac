# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Foundation models over the Bedrock API: one call a function, dataclasses out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import FoundationModel


def list_foundation_models(client: Any, region: str) -> list[FoundationModel]:
    """All models of a region. The list has no pages, and its filters do not know INFERENCE_PROFILE, so none is used."""
    with aws_call("bedrock", "ListFoundationModels", region):
        return [_model(row) for row in client.list_foundation_models()["modelSummaries"]]


def get_availability(client: Any, region: str, model_id: str) -> dict[str, Any]:
    """Agreement, authorization, entitlement and region availability of one model for this account."""
    with aws_call("bedrock", "GetFoundationModelAvailability", region):
        answer: dict[str, Any] = client.get_foundation_model_availability(modelId=model_id)
    return {key: value for key, value in answer.items() if key != "ResponseMetadata"}


def list_trusted_programs(client: Any, region: str) -> list[dict[str, Any]]:
    """All trusted access programs that the account sees, with its participation; the answer has no pages."""
    with aws_call("bedrock", "ListTrustedAccessPrograms", region):
        found: list[dict[str, Any]] = client.list_trusted_access_programs()["programSummaries"]
        reported = ("programId", "name", "providerName", "status", "detailsUrl", "enrollmentUrl", "statusReason")
        needed = reported[:5]
        return [{name: row[name] for name in reported if name in needed or name in row} for row in found]


def _model(row: Mapping[str, Any]) -> FoundationModel:
    return FoundationModel(
        model_id=row["modelId"],
        arn=row["modelArn"],
        name=row.get("modelName", ""),
        provider=row.get("providerName", ""),
        inference_types=frozenset(row.get("inferenceTypesSupported", [])),
        input_modalities=tuple(row.get("inputModalities", [])),
        output_modalities=tuple(row.get("outputModalities", [])),
        streaming=bool(row.get("responseStreamingSupported")),
        lifecycle=dict(row.get("modelLifecycle", {})),
    )

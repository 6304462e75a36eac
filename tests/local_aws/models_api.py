# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ListFoundationModels, GetFoundationModel and GetFoundationModelAvailability."""

from __future__ import annotations

from typing import Any

from .catalogue.lookup import find_model, inference_types, models_in
from .catalogue.model import Model
from .errors import not_found, validation_error
from .messages import Call
from .switches import active
from .trusted_access import check_project, is_hidden


def list_models(call: Call) -> dict[str, Any]:
    """Not paged (fact sheet 3)."""
    params = call.params
    check_project(call)
    summaries = [
        _details(model, call.region) for model in models_in(call.region, active().today) if not is_hidden(model)
    ]
    filters = {
        "byOutputModality": "outputModalities",
        "byInferenceType": "inferenceTypesSupported",
        "byCustomizationType": "customizationsSupported",
    }
    for name, member in filters.items():
        if wanted := params.get(name):
            summaries = [summary for summary in summaries if wanted in summary[member]]
    if provider := params.get("byProvider"):
        summaries = [summary for summary in summaries if summary["providerName"].lower() == provider.lower()]
    return {"modelSummaries": summaries}


def get_model(call: Call) -> dict[str, Any]:
    identifier = call.params["modelIdentifier"]
    model_id = identifier.rpartition("/")[2]
    model = next((known for known in models_in(call.region, active().today) if known.id == model_id), None)
    if model is None or identifier not in (model.id, model.arn(call.region)):
        # Code by the service model; text assumed.
        raise not_found(f"Could not resolve the foundation model from the provided model identifier {identifier}.")
    return {"modelDetails": _details(model, call.region)}


def availability(call: Call) -> dict[str, Any]:
    model_id = call.params["modelId"]
    model = find_model(model_id)
    if model is None:
        raise validation_error("The provided model identifier is invalid.")
    offered = model in models_in(call.region, active().today)
    word = "AVAILABLE" if offered else "NOT_AVAILABLE"
    reported = active().availability
    switched = dict(reported.get(model_id, {})) | dict(reported.get(f"{model_id}@{call.region}", {}))
    agreement = {"status": switched.pop("agreement", word)}
    if message := switched.pop("errorMessage", None):
        agreement["errorMessage"] = message
    return {
        "modelId": model_id,
        "agreementAvailability": agreement,
        "authorizationStatus": "AUTHORIZED",
        "entitlementAvailability": word,
        "regionAvailability": word,
        **switched,
    }


def _details(model: Model, region: str) -> dict[str, Any]:
    return {
        "modelArn": model.arn(region),
        "modelId": model.id,
        "modelName": model.name,
        "providerName": model.provider,
        "inputModalities": list(model.inputs),
        "outputModalities": list(model.outputs),
        "responseStreamingSupported": model.streaming,
        "customizationsSupported": [],
        "inferenceTypesSupported": list(inference_types(model, region)),
        "modelLifecycle": _lifecycle(model),
    }


def _lifecycle(model: Model) -> dict[str, str]:
    days = {
        "startOfLifeTime": model.start,
        "legacyTime": model.legacy,
        "publicExtendedAccessTime": model.extended_access,
        "endOfLifeTime": model.end,
    }
    status = "LEGACY" if model.legacy_on(active().today) else "ACTIVE"
    return {"status": status, **{name: f"{day}T00:00:00Z" for name, day in days.items() if day}}

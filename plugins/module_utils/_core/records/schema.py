# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON schema of a record, and of the document: what applications may rely on, for programs that check it."""

from __future__ import annotations

from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import EMBEDDING, KINDS, TEXT
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import SCHEMA

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PROFILE_ARN = r"^arn:[a-z-]+:bedrock:[a-z0-9-]+:[0-9]{12}:application-inference-profile/[^/\s]+$"


def record_schema(version: int = SCHEMA) -> dict[str, Any]:
    """The schema of records whose ``schema`` is this version; ValueError for one that this collection does not know.

    Everything that is written today is required. Nothing else is forbidden: records of the same version may gain
    fields, so readers must ignore unknown ones. ``$defs`` has the schema of the document.
    """
    if version != SCHEMA:
        raise ValueError(f"there is no schema {version!r} of records: this collection writes schema {SCHEMA}")
    return {
        "$schema": _DRAFT,
        "$id": f"urn:genai.bedrock:record:{SCHEMA}",
        "title": "Record of an entry of genai.bedrock",
        "description": "Readers ignore unknown fields.",
        **_object({"schema": {"const": SCHEMA, "description": "Version of the shape."}} | _RECORD, optional=_OPTIONAL),
        "$defs": {"document": _DOCUMENT},
        "allOf": [_where_kind(TEXT, "max_tokens", "temperature"), _where_kind(EMBEDDING, "dimensions")],
    }


def _object(properties: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties | (optional or {})}


def _text(description: str, **rules: Any) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "description": description} | rules


def _where_kind(kind: str, *fields: str) -> dict[str, Any]:
    return {"if": {"properties": {"kind": {"const": kind}}}, "then": {"required": list(fields)}}


_GUARDRAIL = {
    "description": "The guardrail to send with each request of this region; null where there is none.",
    "anyOf": [
        {"type": "null"},
        _object(
            {"identifier": _text("Id or ARN of the guardrail."), "version": _text("Its version, or DRAFT.")},
            {"guardrail_profile": _text("Id of its guardrail profile; only where it has cross-Region inference.")},
        ),
    ],
}
_TARGET = _object(
    {
        "region": _text("The region to call. Requests to another region are refused."),
        "name": _text("Name of the inference profile."),
        "arn": _text("What is called: modelId of InvokeModel and Converse.", pattern=_PROFILE_ARN),
        "profile_id": _text("The last part of the ARN."),
        "arn_prefix": _text("The ARN without its last part, for clients that take both."),
        "destinations": {
            "description": "Regions to which AWS may route a request.",
            "type": "array",
            "items": {"type": "string"},
        },
        "metric_dimension": _object({"ModelId": _text("Dimension of the metrics in the namespace AWS/Bedrock.")}),
        "guardrail": _GUARDRAIL,
    }
)
_RECORD = {
    "key": _text("Key of the entry."),
    "workload": _text("Workload. The record is published at <prefix>/<workload>/<key>."),
    "environment": _text("Environment."),
    "use_case": _text("Use case."),
    "base_model_id": _text("Id of the foundation model: identifies features and prices, which the ARN does not."),
    "provider": {"type": "string", "description": "Provider of the model; empty where its id names none."},
    "model_family": _text("Family of the model, as claude or titan."),
    "kind": {"enum": list(KINDS), "description": "What the model makes."},
    "targets": {
        "description": "Inference profiles in the order in which they are tried, the primary first.",
        "type": "array",
        "minItems": 1,
        "items": _TARGET,
    },
    "previous": {
        "description": "ARNs that were replaced and still exist.",
        "type": "array",
        "items": {"type": "string", "pattern": _PROFILE_ARN},
    },
}
_OPTIONAL = {
    "dimensions": {"type": ["integer", "null"], "description": "Length of the vectors; null where it is not known."},
    "max_tokens": {"type": ["integer", "null"], "description": "Default limit of an answer; null: the model's own."},
    "temperature": {"type": ["number", "null"], "description": "Default temperature; null: none is sent."},
    "order": {"type": "integer", "description": "Place of a cross-region entry in its map."},
}
_NAMES = {"type": "array", "items": {"type": "string"}}
_BELOW = (
    "Where neither is there, or only the second, GetParametersByPath on <prefix> or <prefix>/<workload> lists them."
)
_INDEX = _object(
    {"schema": {"const": SCHEMA}, "index": {"const": True, "description": f"Read the records themselves. {_BELOW}"}},
    {
        "records": {
            "type": "object",
            "additionalProperties": _NAMES,
            "description": "Workload to the keys of its records.",
        },
        "workloads": _NAMES | {"description": "Workloads that have records, where their keys would not fit."},
    },
)
_WHOLE = _object(
    {section: {"type": "object"} for section in ("copilot", "cai", "embeddings", "cross_region", "inference_profiles")}
)
_DOCUMENT = {
    "description": "The parameter at the prefix: every ARN, or an index where those would not fit into 8,192 bytes.",
    "if": {"required": ["index"]},
    "then": _INDEX,
    "else": _WHOLE,
}

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON schema of a record, and of the document: what applications may rely on, for programs that check it."""

from __future__ import annotations

from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import ADAPTIVE, BUDGET, NO_REASONING
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import KINDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import SCHEMA

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PROFILE_ARN = r"^arn:[a-z-]+:bedrock:[a-z0-9-]+:[0-9]{12}:application-inference-profile/[^/\s]+$"


def record_schema(version: int = SCHEMA) -> dict[str, Any]:
    """The schema of records whose ``schema`` is this version; ValueError for one that this collection does not know.

    What every record has is required. Nothing else is forbidden: records of the same version may gain fields, so
    readers must ignore unknown ones. Members without a value are absent; earlier versions wrote null for some, which is
    valid. ``$defs`` has the schema of the document.
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
    }


def _object(properties: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties | (optional or {})}


def _text(description: str, **rules: Any) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "description": description} | rules


def _count(description: str) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "description": description}


_GUARDRAIL = {
    "description": "The guardrail to send with each request of this region; absent where there is none.",
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
    },
    {
        "model_source": _text(
            "What the profile was made from: the id of a system-defined profile (us., eu., global. and so on), or of "
            "the foundation model. Prices and quotas differ by it."
        ),
        "guardrail": _GUARDRAIL,
        "tags_hash": _text("For deployments: a hash of the tags that the profile should have."),
    },
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
_NAMES = {"type": "array", "items": {"type": "string"}}
_CAPABILITIES = {
    "type": "object",
    "description": "What the model can do: true or false. What is absent is not known, which is no false.",
    "properties": {
        **{name: {"type": "boolean"} for name in ("tools", "images", "documents", "prompt_caching", "streaming")},
        "structured_output": {"type": "boolean", "description": "Kept to a JSON schema by Bedrock itself."},
        "reasoning": {
            "enum": [NO_REASONING, BUDGET, ADAPTIVE],
            "description": "How thinking is requested: by a number of tokens (budget), or as the model decides.",
        },
    },
}
_OPTIONAL = {
    "dimensions": {"type": ["integer", "null"], "description": "Length of the vectors; absent where it is not known."},
    "max_tokens": {"type": ["integer", "null"], "description": "Default limit of an answer; absent: the model's own."},
    "temperature": {"type": ["number", "null"], "description": "Default temperature; absent: none is sent."},
    "hash": _text("For deployments: a hash of the other members, which finds edits by hand."),
    "order": {"type": "integer", "description": "Place of a cross-region entry in its map."},
    "endpoint": _text("Service whose endpoint is called."),
    "apis": _NAMES | {"description": "APIs that take the profile; their streaming forms come with them."},
    "anthropic_name": _text("How Anthropic's own API names the model; of Claude models only."),
    "context_window": _count("Tokens that a request and its answer may have together."),
    "max_output_tokens": _count("The most tokens of an answer that the model takes as a limit."),
    "capabilities": _CAPABILITIES,
    "refused_parameters": _NAMES | {"description": "Parameters, in snake_case, with which each request is refused."},
    "exclusive_parameters": {
        "type": "array",
        "items": _NAMES,
        "description": "Groups of parameters, in snake_case, of which a request may have one.",
    },
    "request": {
        "type": "object",
        "description": "Members of the body of InvokeModel that request vectors of this length; empty where none does.",
    },
}
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

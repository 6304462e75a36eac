# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans, rows and records for the tests of what is published."""

from __future__ import annotations

from typing import Any

EAST, WEST = "us-east-1", "us-west-2"
PREFIX = "arn:aws:bedrock:{region}:123456789012:application-inference-profile"
SONNET = "anthropic.claude-sonnet-4-6"
#: What a record says of this model.
OF_SONNET = {
    "endpoint": "bedrock-runtime",
    "apis": ["Converse", "InvokeModel"],
    "anthropic_name": "claude-sonnet-4-6",
    "context_window": 1000000,
    "max_output_tokens": 64000,
    "capabilities": {
        "tools": True,
        "images": True,
        "documents": True,
        "prompt_caching": True,
        "structured_output": True,
        "streaming": True,
        "reasoning": "adaptive",
    },
    "exclusive_parameters": [["temperature", "top_p"]],
}


def arn(profile_id: str, region: str = EAST) -> str:
    return f"{PREFIX.format(region=region)}/{profile_id}"


def row(key: str, region: str = EAST, profile_id: str = "", **values: Any) -> dict[str, Any]:
    """A row as the bulk module returns it."""
    profile_id = profile_id or f"{key}{region[-1]}"
    return {
        "key": key,
        "region": region,
        "action": "none",
        "inference_profile_arn": arn(profile_id, region),
        "inference_profile_id": profile_id,
        "inference_profile_name": f"claude-{key}-dev",
        "description": f"About {key}",
        "base_model_id": SONNET,
        "destinations": [EAST, WEST],
    } | values


def target(key: str, region: str = EAST, profile_id: str = "") -> dict[str, Any]:
    """The target that such a row becomes."""
    profile_id = profile_id or f"{key}{region[-1]}"
    return {
        "region": region,
        "name": f"claude-{key}-dev",
        "arn": arn(profile_id, region),
        "profile_id": profile_id,
        "arn_prefix": PREFIX.format(region=region),
        "destinations": [EAST, WEST],
        "metric_dimension": {"ModelId": profile_id},
    }


def record(workload: str, key: str, targets: list[dict[str, Any]] | None = None, **values: Any) -> dict[str, Any]:
    return {
        "schema": 1,
        "key": key,
        "workload": workload,
        "environment": "dev",
        "use_case": key,
        "base_model_id": SONNET,
        "provider": "anthropic",
        "model_family": "claude",
        "kind": "text",
        "max_tokens": 100,
        "temperature": 0.3,
        "targets": [target(key)] if targets is None else targets,
        "previous": [],
    } | values

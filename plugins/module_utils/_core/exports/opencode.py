# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as a configuration of opencode.

Members are those of its schema (opencode.ai/config.json) and of its documentation (opencode.ai/docs, "Providers",
"Models", "Config"), read 2026-11 for 1.18. A provider has one region; ``whitelist`` hides all models but these, so
that none is called past its profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.choosing import (
    common_region,
    everyday,
    guardrail_config,
    not_text,
    price_of,
    small,
    target_in,
    text_records,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.client_file import ClientFile
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import NO_REASONING
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.model_members import present
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record

_PROVIDER = "amazon-bedrock"
_SCHEMA = "https://opencode.ai/config.json"


def opencode_files(records: Mapping[str, Record]) -> list[ClientFile]:
    texts = text_records(records)
    region = common_region(texts)
    found = {path: (record, target) for path, record in texts.items() if (target := target_in(record, region))}
    left_out = {path: _reason(record, region) for path, record in records.items() if path not in found}
    chosen = {path: record for path, (record, _target) in found.items()}
    models = {path: _model(path, record, target) for path, (record, target) in found.items()}
    main, background = everyday(chosen), small(chosen)
    config = {
        "$schema": _SCHEMA,
        **({"model": f"{_PROVIDER}/{main}", "small_model": f"{_PROVIDER}/{background}"} if main else {}),
        "provider": {_PROVIDER: {"options": {"region": region}, "whitelist": list(models), "models": models}},
    }
    place = "opencode.json in a project, or ~/.config/opencode/opencode.json"
    return [ClientFile("opencode.json", "opencode", place, config, left_out)] if models else []


def _reason(record: Record, region: str | None) -> str:
    return (
        f"it has no target in {region}, the one region of this file" if record["kind"] == "text" else not_text(record)
    )


def _model(path: str, record: Record, target: Mapping[str, Any]) -> dict[str, Any]:
    able = record.get("capabilities", {})
    limits = {"context": record.get("context_window"), "output": record.get("max_output_tokens")}
    guardrail = guardrail_config(target)
    model = {
        "id": target["arn"],
        "name": f"{path} ({record.get('anthropic_name') or record['base_model_id']})",
        "tool_call": able.get("tools"),
        "attachment": able.get("images"),
        "reasoning": able["reasoning"] != NO_REASONING if "reasoning" in able else None,
        "temperature": False if "temperature" in record.get("refused_parameters", ()) else None,
        # Both or none: the schema requires the two together.
        "limit": limits if all(limits.values()) else None,
        "modalities": _modalities(able),
        "cost": _cost(record, target),
        "options": {"guardrailConfig": guardrail} if guardrail else None,
    }
    return present(model)


def _modalities(able: Mapping[str, Any]) -> dict[str, list[str]] | None:
    if "images" not in able:
        return None
    takes = {"text": True, "image": able["images"], "pdf": able.get("documents")}
    return {"input": [kind for kind, taken in takes.items() if taken], "output": ["text"]}


def _cost(record: Record, target: Mapping[str, Any]) -> dict[str, float] | None:
    price = price_of(record, target)
    if price.input is None or price.output is None:
        return None
    members = {"input": price.input, "output": price.output}
    return present(members | {"cache_read": price.cache_read, "cache_write": price.cache_write})

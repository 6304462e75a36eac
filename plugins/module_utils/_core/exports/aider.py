# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as files of aider.

Files and members are those of its documentation (aider.chat/docs/config: "Advanced model settings", "YAML config
file", "Model aliases"), read 2026-11 for 0.86. Its LiteLLM takes an ARN by ``bedrock/converse/`` only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.choosing import (
    everyday,
    guardrail_config,
    not_text,
    price_of,
    small,
    text_records,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.client_file import ClientFile
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.model_members import present
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record

_PLACE = "the root of a repository, or the home directory"
_MILLION = 1_000_000


def aider_files(records: Mapping[str, Record]) -> list[ClientFile]:
    texts = text_records(records)
    left_out = {path: not_text(record) for path, record in records.items() if path not in texts}
    main, weak = everyday(texts), small(texts)
    if main is None or weak is None:
        return []
    config = {
        "model": _name(texts[main]),
        "weak-model": _name(texts[weak]),
        "alias": [f"{path}:{_name(record)}" for path, record in texts.items()],
    }
    settings = [_settings(record, _name(texts[weak])) for record in texts.values()]
    metadata = {_name(record): _metadata(record) for record in texts.values()}
    return [
        ClientFile(".aider.conf.yml", "aider", _PLACE, config, left_out),
        ClientFile(".aider.model.settings.yml", "aider", _PLACE, settings, left_out),
        ClientFile(".aider.model.metadata.json", "aider", _PLACE, metadata, left_out),
    ]


def _name(record: Record) -> str:
    return f"bedrock/converse/{record['targets'][0]['arn']}"


def _settings(record: Record, weak: str) -> dict[str, Any]:
    target = record["targets"][0]
    sent = {"aws_region_name": target["region"], "guardrailConfig": guardrail_config(target)}
    refuses = "temperature" in record.get("refused_parameters", ())
    return {
        "name": _name(record),
        # The format that aider itself uses for Claude and other capable models.
        "edit_format": "diff",
        "weak_model_name": weak,
        "use_temperature": False if refuses else record.get("temperature", True),
        "extra_params": present(sent | {"max_tokens": record.get("max_tokens")}),
    }


def _metadata(record: Record) -> dict[str, Any]:
    price, able = price_of(record, record["targets"][0]), record.get("capabilities", {})
    members = {
        "max_tokens": record.get("max_output_tokens"),
        "max_input_tokens": record.get("context_window"),
        "max_output_tokens": record.get("max_output_tokens"),
        "input_cost_per_token": _per_token(price.input),
        "output_cost_per_token": _per_token(price.output),
        "supports_vision": able.get("images"),
        "litellm_provider": "bedrock",
        "mode": "chat",
    }
    return present(members)


def _per_token(price: float | None) -> float | None:
    return None if price is None else round(price / _MILLION, 12)

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as a configuration of Continue.

Members are those of its schema (continuedev/continue, packages/config-yaml/src/schemas/models.ts) and of its provider
(core/llm/llms/Bedrock.ts), read 2026-11: that sends no guardrail, and finds out an embedding model by its id alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.choosing import not_text, text_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.client_file import ClientFile
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.model_members import present
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record

_ROLES = ("chat", "edit", "apply", "summarize")
#: A capability of a record → what Continue calls it.
_CAPABILITIES = {"tools": "tool_use", "images": "image_input"}


def continue_files(records: Mapping[str, Record]) -> list[ClientFile]:
    texts = text_records(records)
    left_out = {path: reason for path, record in records.items() if (reason := _reason(record))}
    models = [_model(path, record) for path, record in texts.items() if path not in left_out]
    environment = next((record["environment"] for record in texts.values()), "")
    config = {"name": f"Amazon Bedrock, {environment}", "version": "1.0.0", "schema": "v1", "models": models}
    place = "~/.continue/config.yaml, or its models beside those that are there"
    return [ClientFile("continue.yaml", "Continue", place, config, left_out)] if models else []


def _reason(record: Record) -> str:
    if record["kind"] != "text":
        return not_text(record)
    guarded = record["targets"][0].get("guardrail")
    return "its guardrail is required, and Continue sends none" if guarded else ""


def _model(path: str, record: Record) -> dict[str, Any]:
    target, able = record["targets"][0], record.get("capabilities", {})
    options = {
        "contextLength": record.get("context_window"),
        "maxTokens": record.get("max_tokens"),
        "temperature": record.get("temperature"),
        "promptCaching": able.get("prompt_caching") or None,
    }
    return {
        "name": path,
        "provider": "bedrock",
        "model": target["arn"],
        "env": {"region": target["region"]},
        "roles": list(_ROLES),
        "capabilities": [name for member, name in _CAPABILITIES.items() if able.get(member)],
        "defaultCompletionOptions": present(options),
    }

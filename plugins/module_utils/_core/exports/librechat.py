# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as a part of LibreChat's configuration.

Members are those of its schema (danny-avila/LibreChat, packages/data-provider/src/config.ts, bedrockEndpointSchema)
and documentation ("Bedrock Inference Profiles"), read 2026-11: ``inferenceProfiles`` maps the id of a model, which
tells LibreChat its features, to one ARN; there is one region and one guardrail.
"""

from __future__ import annotations

from collections.abc import Mapping

from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.choosing import (
    common_region,
    everyday,
    guardrail_config,
    not_text,
    small,
    target_in,
    text_records,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.client_file import ClientFile
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record

_VERSION = "1.3.0"


def librechat_files(records: Mapping[str, Record]) -> list[ClientFile]:
    texts = text_records(records)
    region, main = common_region(texts), everyday(texts)
    # The everyday record decides for its model, and which guardrail there is.
    ordered = {path: texts[path] for path in ([main] if main else []) + [path for path in texts if path != main]}
    left_out = {path: not_text(record) for path, record in records.items() if path not in texts}
    chosen: dict[str, str] = {}
    arns: dict[str, str] = {}
    guardrails: list[dict[str, str] | None] = []
    for path, record in ordered.items():
        target, model = target_in(record, region), record["base_model_id"]
        if target is None:
            left_out[path] = f"it has no target in {region}, the one region of this file"
        elif model in chosen:
            left_out[path] = f"{chosen[model]} has the same model, and LibreChat takes one profile for each"
        elif guardrails and guardrail_config(target) != guardrails[0]:
            left_out[path] = (
                f"its guardrail differs from that of {next(iter(chosen.values()))}, and LibreChat has one for all"
            )
        else:
            chosen[model], arns[model] = path, target["arn"]
            guardrails.append(guardrail_config(target))
    if not arns or region is None:
        return []
    background = small({path: texts[path] for path in chosen.values()})
    bedrock = {
        "availableRegions": [region],
        "models": list(arns),
        "inferenceProfiles": arns,
        **({"titleModel": texts[background]["base_model_id"]} if background else {}),
        **({"guardrailConfig": guardrails[0]} if guardrails[0] else {}),
    }
    place = (
        f"librechat.yaml, or its part endpoints.bedrock; with BEDROCK_AWS_DEFAULT_REGION={region} in LibreChat's .env"
    )
    config = {"version": _VERSION, "cache": True, "endpoints": {"bedrock": bedrock}}
    return [ClientFile("librechat.yaml", "LibreChat", place, config, left_out)]

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The required shape of records, checked before they are used."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import (
    anything,
    fields,
    list_of,
    map_of,
    maybe,
    number,
    text,
)

TEXTS = list_of(text)
TARGET = fields({"region": text, "name": text, "arn": text, "profile_id": text})
RECORD = fields({"targets": list_of(TARGET)}, {"previous": maybe(TEXTS), "base_model_id": maybe(text), "order": number})
RECORDS = map_of(RECORD)
_GUARDRAIL = fields({"identifier": text, "version": anything})
#: What exports read beside these.
EXPORTED = map_of(
    fields(
        {
            "targets": list_of(fields({}, {"model_source": maybe(text), "guardrail": maybe(_GUARDRAIL)})),
            "kind": text,
            "environment": text,
        },
        {
            "anthropic_name": maybe(text),
            "context_window": maybe(number),
            "max_output_tokens": maybe(number),
            "max_tokens": maybe(number),
            "dimensions": maybe(number),
            "temperature": maybe(number),
            "refused_parameters": maybe(TEXTS),
            "exclusive_parameters": maybe(list_of(TEXTS)),
            "capabilities": maybe(map_of(anything)),
        },
    )
)
#: Fields that a reader may rely on.
PUBLISHED = fields(
    {"environment": text, "base_model_id": text, "targets": list_of(TARGET)},
    {"previous": maybe(TEXTS), "order": number},
)

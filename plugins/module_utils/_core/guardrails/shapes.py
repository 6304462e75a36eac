# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shapes of what filters about guardrails take from earlier steps."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import (
    anything,
    fields,
    list_of,
    map_of,
    maybe,
    text,
)

_TARGET = fields({"inference_profile": text, "region": text})
PLAN = fields(
    {
        "environment": text,
        "workload": text,
        "entries": map_of(fields({"targets": list_of(_TARGET)})),
        "inference_profiles": map_of(fields({"regions": list_of(text)})),
    },
    {"errors": list_of(text), "allowed_regions": maybe(list_of(text))},
)
WISH = maybe(fields({"variable": text}, {"catalogue": map_of(anything), "phrase": text}))
GUARDRAIL = fields(
    {
        "variable": text,
        "regions": list_of(text),
        "existing": map_of(fields({"identifier": text, "version": text})),
    }
)
_ROW = fields({"region": text, "guardrail_id": text, "guardrail_arn": text}, {"versions": maybe(list_of(text))})
_ERROR = fields({"message": text}, {"region": maybe(text), "code": maybe(text)})
LOOKED = fields({}, {"guardrails": maybe(list_of(_ROW)), "errors": maybe(list_of(_ERROR))})
PINS = map_of(anything)

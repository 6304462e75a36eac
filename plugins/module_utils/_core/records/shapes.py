# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shapes of plans, of results of the bulk module and of records, as far as filters read them."""

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
#: Of errors, some of which belong to no key.
KEYS = list_of(maybe(text))

ENTRY = fields(
    {
        "use_case": anything,
        "kind": text,
        "model": text,
        "targets": list_of(fields({"inference_profile": text, "region": text})),
    },
    {"moved_from": maybe(text)},
)
PLAN = fields({"entries": map_of(ENTRY), "removed": TEXTS, "workload": text, "environment": text})

PLACE = {"key": text, "region": text}
PROFILE = fields(
    {
        **PLACE,
        "inference_profile_arn": text,
        "inference_profile_id": text,
        "inference_profile_name": text,
        "base_model_id": maybe(text),
        "destinations": TEXTS,
    },
    {"action": maybe(text)},
)
PROFILES = list_of(PROFILE)
LEFT_OVER = list_of(fields({"region": text, "inference_profile_arn": text}, {"key": maybe(text)}))
ERRORS = list_of(fields({"message": text}, {"key": maybe(text), "name": maybe(text), "region": maybe(text)}))

RESULT = fields(
    {},
    {
        "inference_profiles": maybe(PROFILES),
        "superseded": maybe(list_of(fields({**PLACE, "inference_profile_arn": text}))),
    },
)
SUMMARIZED = fields(
    {},
    {
        "inference_profiles": maybe(list_of(fields(PLACE))),
        "actions": maybe(list_of(fields({**PLACE, "action": text}, {"reasons": maybe(TEXTS)}))),
        "superseded": maybe(list_of(fields({**PLACE, "inference_profile_arn": text}))),
        "orphans": maybe(LEFT_OVER),
        "errors": maybe(ERRORS),
    },
)

TARGET = fields({"region": text, "name": text, "arn": text, "profile_id": text})
RECORD = fields({"targets": list_of(TARGET)}, {"previous": maybe(TEXTS), "base_model_id": maybe(text), "order": number})
RECORDS = map_of(RECORD)
#: What a reader takes for a record of its own: more than filters need.
PUBLISHED = fields(
    {"environment": text, "base_model_id": text, "targets": list_of(TARGET)},
    {"previous": maybe(TEXTS), "order": number},
)
GUARDRAILS = map_of(fields({"version": anything}))
PARAMETERS = list_of(fields({"name": text}))
READ = list_of(fields({"name": text}, {"region": maybe(text), "type": maybe(text), "tags": maybe(map_of(text))}))
DAMAGED = list_of(fields({"path": text, "message": text}))

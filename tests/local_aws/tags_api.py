# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""TagResource, UntagResource and ListTagsForResource of application inference profiles and guardrails."""

from __future__ import annotations

import zlib
from typing import Any

from .errors import not_found, validation_error
from .guardrail_store import GuardrailBackend, guardrails_of
from .messages import Call
from .profiles_api import tags_from
from .store import InferenceProfileBackend, store_of


def _is_ours(arn: str) -> bool:
    return "inference-profile/" in arn or ":guardrail/" in arn


def _store(call: Call, arn: str) -> InferenceProfileBackend | GuardrailBackend:
    parts = arn.split(":", 5)
    if parts[5].startswith("inference-profile/"):
        # Fact sheet 2.1: system-defined profiles cannot be tagged. Code and text assumed.
        raise validation_error("System-defined inference profiles do not support tags.")
    if parts[3:5] != [call.region, call.account]:
        raise not_found(f"The specified resource {arn} could not be found.")
    if parts[5].startswith("guardrail/"):
        return guardrails_of(call.account, call.region)
    return store_of(call.account, call.region)


def tag(call: Call) -> dict[str, Any] | None:
    arn = call.params["resourceARN"]
    if not _is_ours(arn):
        return None
    _store(call, arn).tag_resource(arn, tags_from(call.params["tags"]))
    return {}


def untag(call: Call) -> dict[str, Any] | None:
    arn = call.params["resourceARN"]
    if not _is_ours(arn):
        return None
    # Keys that the resource does not have are passed over (assumed; fact sheet 11, 10).
    _store(call, arn).untag_resource(arn, call.params["tagKeys"])
    return {}


def list_tags(call: Call) -> dict[str, Any] | None:
    arn = call.params["resourceARN"]
    if not _is_ours(arn):
        return None
    tags = _store(call, arn).by_arn(arn).tags
    # Fact sheet 1.5: the order is not sorted, and another one than the tagging API's.
    keys = sorted(tags, key=lambda key: zlib.crc32(key.encode()))
    return {"tags": [{"key": key, "value": tags[key]} for key in keys]}

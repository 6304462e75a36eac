# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hashes in records, by which a later run knows what it wrote itself: the record's own, and one of each profile's tags.

A hash is no seal: it finds an edit, not a forger.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import STRING
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import (
    ADVANCED_BYTES,
    byte_size,
    value_text,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import CREATION_TAGS

#: Members of a record, and of a target.
HASH, TAGS_HASH = "hash", "tags_hash"
#: Of 64 digits; enough to find an edit, and short for a parameter of 4,096 bytes.
_DIGITS = 12
_RESERVED = "aws:"

Record = dict[str, Any]
#: Region → hash of the tags that the profile of the entry there should have, None if that is not known.
TagsOf = Callable[[str], "str | None"]


def tags_hash(tags: Mapping[str, str]) -> str:
    """Of the tags that an inventory decides about: neither those of creation nor those of AWS."""
    return _hash({k: v for k, v in tags.items() if k not in CREATION_TAGS and not k.startswith(_RESERVED)})


def with_hashes(record: Record, tags_of: TagsOf) -> Record:
    """The record with both; unchanged if it would not fit into a parameter any longer."""
    targets = [
        target | ({TAGS_HASH: found} if (found := tags_of(target["region"])) else {}) for target in record["targets"]
    ]
    whole = hashed(record | {"targets": targets})
    return whole if byte_size(value_text(whole, STRING) or "") <= ADVANCED_BYTES else record


def hashed(record: Mapping[str, Any]) -> Record:
    """The record with its own hash, written afresh."""
    content = {name: value for name, value in record.items() if name != HASH}
    return content | {HASH: _hash(content)}


def edited(record: Mapping[str, Any]) -> bool | None:
    """Whether somebody else has changed the record since it was written; None if it has no hash."""
    found = record.get(HASH)
    return None if not isinstance(found, str) else hashed(record)[HASH] != found


def without_hashes(record: Any) -> Any:
    """What applications read of it; of anything else, itself."""
    if not isinstance(record, Mapping) or not isinstance(record.get("targets"), list):
        return record
    targets = [
        {name: value for name, value in target.items() if name != TAGS_HASH} if isinstance(target, Mapping) else target
        for target in record["targets"]
    ]
    return {name: value for name, value in record.items() if name != HASH} | {"targets": targets}


def _hash(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]

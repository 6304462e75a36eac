# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values of parameters: as text, compared, and shown."""

from __future__ import annotations

import json
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.data_types import ADVANCED_TYPES
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import STRING_LIST
from ansible_collections.genai.bedrock.plugins.module_utils._core.redaction import texts_in

HIDDEN = "(SecureString, not shown)"
HIDDEN_CHANGE = "(SecureString, not shown; it differs)"

STANDARD = "Standard"
ADVANCED = "Advanced"
#: Size limit of a tier in bytes of UTF-8 (PutParameter's documentation: 4 KB and 8 KB).
STANDARD_BYTES = 4096
ADVANCED_BYTES = 8192
#: Shorter parts of a secret do not reveal it, and occur in many messages.
_SHORTEST_PART = 6


def value_text(value: object, type_name: str | None) -> str | None:
    """A value as stored in Parameter Store: text unchanged, items of a StringList with commas, other data as JSON."""
    if value is None:
        return None
    if isinstance(value, str):
        return str(value)
    if type_name == STRING_LIST and isinstance(value, list):
        return ",".join(_item_text(item) for item in value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def json_data(text: str) -> Any | None:
    """The JSON object or array in a text, else None: a scalar such as ``007`` or ``1e2`` is text."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None


def same_value(one: str, other: str) -> bool:
    """Whether two values are the same: as JSON where both are JSON, as text where not."""
    if one == other:
        return True
    left, right = json_data(one), json_data(other)
    if left is None or right is None:
        return False
    # As text, since in Python True equals 1 and 1.0 equals 1, and in JSON they do not.
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)


def shown(text: str) -> Any:
    """A plain value for people: parsed where it is JSON, so that a diff shows fields and not one long line."""
    data = json_data(text)
    return text if data is None else data


def byte_size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def needed_tier(text: str, data_type: str | None = None, *, policies: bool = False) -> str:
    """The lowest tier that fits a value of a data type, with or without policies."""
    small = byte_size(text) <= STANDARD_BYTES and data_type not in ADVANCED_TYPES and not policies
    return STANDARD if small else ADVANCED


def scrubbed(text: str, secret: str | None) -> str:
    """A message without the secret, its lines and the texts in it: AWS repeats values in some of its refusals."""
    if not secret:
        return text
    parts = {part for part in (*secret.splitlines(), *texts_in(json_data(secret))) if len(part) >= _SHORTEST_PART}
    # As it is, and as JSON quotes it.
    forms = {form for part in (secret, *parts) for form in (part, json.dumps(part)[1:-1], _json_text(part)[1:-1])}
    for form in sorted(forms, key=len, reverse=True):
        text = text.replace(form, HIDDEN)
    return text


def _json_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _item_text(item: object) -> str:
    return item if isinstance(item, str) else json.dumps(item)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")

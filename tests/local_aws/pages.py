# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages of Bedrock's lists: nextToken and maxResults."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

from .errors import validation_error


def page_of(
    member: str, rows: Sequence[dict[str, Any]], params: Mapping[str, Any], kind: str, default_size: int
) -> dict[str, Any]:
    """One page of rows as `member`; `kind` keeps the token of one list from being taken for that of another."""
    start = _offset(params.get("nextToken"), kind)
    end = start + params.get("maxResults", default_size)
    page: dict[str, Any] = {member: list(rows[start:end])}
    if end < len(rows):
        page["nextToken"] = base64.urlsafe_b64encode(json.dumps([kind, end]).encode()).decode()
    return page


def _offset(token: str | None, kind: str) -> int:
    if not token:
        return 0
    try:
        token_kind, offset = json.loads(base64.urlsafe_b64decode(token.encode()))
    except ValueError:
        token_kind, offset = "", 0
    if token_kind != kind or not isinstance(offset, int):
        raise validation_error("The provided nextToken is invalid.")
    return offset

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON that may have any form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def _within(value: Any, *names: str) -> Any:
    """What nested mappings have there; None where they have nothing."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _json_object(content: bytes) -> dict[str, Any]:
    """Empty if it is not one."""
    try:
        value = json.loads(content)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}

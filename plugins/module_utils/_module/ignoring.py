# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The option ``ignore_tags``, which all modules of tagged resources have."""

from __future__ import annotations

from typing import Any

IGNORE_TAGS: dict[str, Any] = {
    "type": "dict",
    "options": {
        "keys": {"type": "list", "elements": "str", "no_log": False},
        "key_prefixes": {"type": "list", "elements": "str", "no_log": False},
    },
}

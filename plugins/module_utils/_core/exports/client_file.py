# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file for a client: where it belongs, what it holds, and which records it cannot have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ClientFile:
    """``content`` is data for JSON or YAML, by the ending of the name; ``left_out`` is path → why."""

    name: str
    client: str
    place: str
    content: Any
    left_out: Mapping[str, str] = field(default_factory=dict)

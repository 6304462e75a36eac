# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages of the content type application/vnd.amazon.eventstream."""

from __future__ import annotations

import json
import struct
import zlib
from typing import Any

_STRING = 7


def encode_event(name: str, payload: dict[str, Any]) -> bytes:
    """One event: lengths and their checksum, headers, payload, checksum of it all."""
    headers = b"".join(
        _header(key, value)
        for key, value in (
            (":event-type", name),
            (":content-type", "application/json"),
            (":message-type", "event"),
        )
    )
    body = json.dumps(payload).encode()
    lengths = struct.pack(">II", 16 + len(headers) + len(body), len(headers))
    message = lengths + struct.pack(">I", zlib.crc32(lengths)) + headers + body
    return message + struct.pack(">I", zlib.crc32(message))


def _header(key: str, value: str) -> bytes:
    return struct.pack(">B", len(key)) + key.encode() + struct.pack(">BH", _STRING, len(value)) + value.encode()

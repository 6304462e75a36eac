# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Embedding vectors: deterministic, of length one, and with the right number of dimensions."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Sequence


def unit_vector(text: str, dimensions: int) -> list[float]:
    """The same text gives the same vector; different texts point elsewhere."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    generator = random.Random(seed)
    raw = [generator.gauss(0, 1) for _dimension in range(dimensions)]
    length = math.sqrt(sum(value * value for value in raw))
    return [value / length for value in raw]


def bits(vector: Sequence[float]) -> list[int]:
    return [int(value > 0) for value in vector]


def integers(vector: Sequence[float], *, signed: bool) -> list[int]:
    """Eight bits a value."""
    return [round(value * 127) + (0 if signed else 128) for value in vector]


def packed_bits(vector: Sequence[float], *, signed: bool) -> list[int]:
    """Eight dimensions a byte."""
    ones = bits(vector)
    whole = [int("".join(map(str, ones[at : at + 8])), 2) for at in range(0, len(ones), 8)]
    return [byte - 128 for byte in whole] if signed else whole

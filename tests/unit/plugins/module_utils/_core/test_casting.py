# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Typed values and texts from a command line are cast to the same."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core import casting


@pytest.mark.parametrize(
    ("cast", "value", "expected"),
    [
        (casting.as_bool, True, True),
        (casting.as_bool, "yes", True),
        (casting.as_bool, "False", False),
        (casting.as_bool, 0, False),
        (casting.as_int, 8192, 8192),
        (casting.as_int, " 8192 ", 8192),
        (casting.as_int, 8192.0, 8192),
        (casting.as_number, "0.3", 0.3),
        (casting.as_number, 1.0, 1),
        (casting.as_text, "  x ", "x"),
        (casting.as_text, 7, "7"),
        (casting.as_text, True, "true"),
        (casting.as_texts, ["a", 1], ["a", "1"]),
        (casting.as_texts, "a, b", ["a", "b"]),
        (casting.as_texts, '["a", "b"]', ["a", "b"]),
        (casting.as_texts, "", []),
        (casting.as_texts, ("a",), ["a"]),
        (casting.as_map, {"a": 1, 2: 3}, {"a": 1, "2": 3}),
        (casting.as_map, '{"a": {"b": 1}}', {"a": {"b": 1}}),
        (casting.as_map, "", {}),
        (casting.as_scalars, {"a": 1, "b": None}, {"a": 1, "b": None}),
        (casting.as_text_or_map, "eu", "eu"),
        (casting.as_text_or_map, '{"eu-west-1": "eu"}', {"eu-west-1": "eu"}),
        (casting.as_text_or_map, {"eu-west-1": "eu"}, {"eu-west-1": "eu"}),
    ],
)
def test_cast(cast, value: object, expected: object) -> None:
    assert cast(value) == expected
    assert type(cast(value)) is type(expected)


@pytest.mark.parametrize(
    ("cast", "value", "message"),
    [
        (casting.as_bool, "maybe", "must be true or false, not 'maybe'"),
        (casting.as_int, "1.5", "must be a whole number, not '1.5'"),
        (casting.as_int, True, "must be a whole number, not 'True'"),
        (casting.as_int, [1], r"must be a whole number, not '\[1\]'"),
        (casting.as_number, "warm", "must be a number, not 'warm'"),
        (casting.as_number, "nan", "must be a number, not 'nan'"),
        (casting.as_number, "inf", "must be a number, not 'inf'"),
        (casting.as_number, 10**400, "must be a number, not '1000"),
        (casting.as_int, 10**400, "must be a whole number, not '1000"),
        (casting.as_text, ["x"], "must be a text, not a list"),
        (casting.as_texts, {"a": 1}, "must be a list, not a map"),
        (casting.as_texts, 5, "must be a list, not '5'"),
        (casting.as_texts, [["a"]], "must be a text, not a list"),
        (casting.as_texts, None, "must be a list, not nothing"),
        (casting.as_map, "a=b", "must be a map, not 'a=b'"),
        (casting.as_map, "[" * 3000, "must be a map, not"),
        (casting.as_map, [1], "must be a map, not a list"),
        (casting.as_scalars, {"a": [1]}, "must have one value per key; 'a' has a list"),
        (casting.as_text_or_map, ["eu"], "must be a text, not a list"),
    ],
)
def test_what_cannot_be_cast(cast, value: object, message: str) -> None:
    with pytest.raises(casting.CastError, match=message):
        cast(value)

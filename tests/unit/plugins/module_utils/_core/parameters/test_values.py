# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values: as text, compared as JSON or as text, sized and shown."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import (
    HIDDEN,
    byte_size,
    json_data,
    needed_tier,
    same_value,
    scrubbed,
    shown,
    value_text,
)


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, None, None),
        ("plain", None, "plain"),
        ("", None, ""),
        ({"b": 1, "a": [True, None]}, None, '{"a":[true,null],"b":1}'),
        ({"name": "Zoë"}, "String", '{"name":"Zoë"}'),
        (["a", "b"], "String", '["a","b"]'),
        (["a", "b"], "StringList", "a,b"),
        ([1, True, 2.5], "StringList", "1,true,2.5"),
        ("a,b", "StringList", "a,b"),
        (5, None, "5"),
        (True, None, "true"),
        (0.5, None, "0.5"),
    ],
)
def test_value_text(value, kind, text):
    assert value_text(value, kind) == text


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ('{"a": 1}', {"a": 1}),
        ("  [1, 2]", [1, 2]),
        ("[]", []),
        ("{}", {}),
        ("007", None),
        ("1e2", None),
        ("true", None),
        ('"text"', None),
        ("{not json", None),
        ('{"a": NaN}', None),
        ("[" * 5000, None),
        ("", None),
    ],
)
def test_json_data(text, data):
    assert json_data(text) == data
    assert shown(text) == (text if data is None else data)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("x", "x", True),
        ("x", "x ", False),
        ('{"a": 1, "b": 2}', '{"b":2,"a":1}', True),
        ('{"a": [1, 2]}', '{"a": [2, 1]}', False),
        ('{"a": 1}', '{"a": true}', False),
        ('{"a": 1}', '{"a": 1.0}', False),
        ("1e2", "100.0", False),
        ('{"a": 1}', "text", False),
        ("text", '{"a": 1}', False),
        ("{}", "[]", False),
        ('["\\u00e9"]', '["é"]', True),
    ],
)
def test_same_value(one, other, same):
    assert same_value(one, other) is same


@pytest.mark.parametrize(
    ("text", "size", "tier"),
    [
        ("a" * 4096, 4096, "Standard"),
        ("a" * 4097, 4097, "Advanced"),
        ("é" * 2048, 4096, "Standard"),
        ("é" * 2049, 4098, "Advanced"),
    ],
)
def test_tier_goes_by_bytes(text, size, tier):
    assert (byte_size(text), needed_tier(text)) == (size, tier)


@pytest.mark.parametrize(
    ("text", "secret", "result"),
    [
        ("Value 'abc' at 'value' failed", "abc", f"Value '{HIDDEN}' at 'value' failed"),
        ("nothing in it", "abc", "nothing in it"),
        ("plain abc", None, "plain abc"),
        ("plain abc", "", "plain abc"),
        (r"got: a\"b\nc", 'a"b\nc', f"got: {HIDDEN}"),
        (r"got: \u00e9t\u00e9 or été", "été", f"got: {HIDDEN} or {HIDDEN}"),
        ("at line second-line of it", "first-line\nsecond-line\n", f"at line {HIDDEN} of it"),
        (
            '{"user": "me", "password": "hunter22"}',
            '{"user":"me","password":"hunter22"}',
            f'{{"user": "me", "password": "{HIDDEN}"}}',
        ),
        ("password 123456789 refused", '{"password":[123456789]}', f"password {HIDDEN} refused"),
    ],
)
def test_scrubbed(text, secret, result):
    assert scrubbed(text, secret) == result

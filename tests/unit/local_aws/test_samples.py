# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that satisfy a JSON schema."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.local_aws.runtime.samples import sample

CITY = {"type": "object", "properties": {"city": {"type": "string"}, "unit": {"enum": ["C", "F"]}}}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({}, "value"),
        (CITY, {"city": "city", "unit": "C"}),
        ({**CITY, "required": ["city"]}, {"city": "city"}),
        ({"type": "object"}, {}),
        ({"required": ["x"]}, {"x": "x"}),
        ({"const": 3}, 3),
        ({"enum": ["b", "a"]}, "b"),
        ({"type": "integer"}, 1),
        ({"type": "integer", "minimum": 5, "multipleOf": 4}, 8),
        ({"type": "integer", "exclusiveMinimum": 5}, 6),
        ({"type": "integer", "maximum": -3}, -3),
        ({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}, 0.5),
        ({"type": "boolean"}, True),
        ({"type": "null"}, None),
        ({"type": ["null", "string"]}, "value"),
        ({"type": "string", "minLength": 8}, "valueval"),
        ({"type": "string", "maxLength": 2}, "va"),
        ({"type": "string", "format": "date"}, "2026-11-30"),
        ({"type": "string", "default": "x"}, "x"),
        ({"type": "array", "items": {"type": "integer"}}, [1]),
        ({"type": "array", "items": {"type": "string"}, "minItems": 2, "uniqueItems": True}, ["value0", "value1"]),
        ({"type": "array", "maxItems": 0}, []),
        ({"anyOf": [{"type": "null"}, {"type": "integer"}]}, 1),
        ({"allOf": [{**CITY, "required": ["city"]}, {"required": ["unit"]}]}, {"city": "city", "unit": "C"}),
    ],
)
def test_the_value_of_a_schema(schema: dict[str, Any], value: Any) -> None:
    assert sample(schema) == value
    Draft202012Validator(schema).validate(sample(schema))


@pytest.mark.parametrize("pattern", ["^[a-z]{3}-[0-9]{4}$", "^arn:aws:", r"^\d{4}-\d\d-\d\d$"])
def test_patterns(pattern: str) -> None:
    schema = {"type": "object", "properties": {"id": {"type": "string", "pattern": pattern}}, "required": ["id"]}
    Draft202012Validator(schema).validate(sample(schema))


def test_definitions_that_refer_to_themselves() -> None:
    node = {"type": "object", "properties": {"name": {"type": "string"}, "next": {"$ref": "#/$defs/node"}}}
    tree = {"type": "array", "items": {"$ref": "#/$defs/tree"}}
    schema = {
        "type": "object",
        "properties": {"first": {"$ref": "#/$defs/node"}, "tree": tree},
        "required": ["first", "tree"],
        "$defs": {
            "node": {**node, "required": ["name"]},
            "tree": {"type": "object", "properties": {"children": tree}, "required": ["children"]},
        },
    }
    Draft202012Validator(schema).validate(sample(schema))
    assert sample(schema)["first"] == {"name": "name"}


def test_what_is_no_schema_has_a_value_too() -> None:
    assert sample({"type": "string", "pattern": "("}) == "value"
    assert sample({"$ref": "#/$defs/none"}) == "value"

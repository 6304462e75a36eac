# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A value that satisfies a JSON schema: the same one every time, and as short as it may be.

A string is the name of its property. What a schema must not be (`not`), `if`, `patternProperties` and the like are not
looked at; jsonschema says whether the value will do.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

Schema = Mapping[str, Any]

_MAX_DEPTH = 12
# JSON schema's own names of formats.
_FORMATS = {
    "date": "2026-11-30",
    "date-time": "2026-11-30T12:00:00Z",
    "time": "12:00:00Z",
    "duration": "P1D",
    "email": "someone@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/",
    "url": "https://example.com/",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def satisfies(value: Any, schema: Schema) -> bool:
    """Whether a value is valid; a schema that is none allows everything."""
    # Imported late, that the endpoint starts without it.
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    try:
        return bool(Draft202012Validator(schema).is_valid(value))
    except (SchemaError, LookupError, ValueError):
        return True


def sample(schema: Schema) -> Any:
    """A value for a whole schema, with its own definitions."""
    return _value(schema, "value", schema, 0)


def _value(schema: Any, name: str, root: Schema, depth: int) -> Any:
    if not isinstance(schema, Mapping) or depth > _MAX_DEPTH:
        return name
    schema = _merged(schema, root, depth)
    if "const" in schema:
        return schema["const"]
    for member in ("enum", "examples"):
        if isinstance(schema.get(member), list) and schema[member]:
            return schema[member][0]
    if "default" in schema and satisfies(schema["default"], {**schema, "$defs": root.get("$defs", {})}):
        return schema["default"]
    return _MAKERS[_kind(schema)](schema, name, root, depth)


def _merged(schema: Schema, root: Schema, depth: int) -> dict[str, Any]:
    """The schema with what it refers to, all of its `allOf`, and the first of its alternatives that is not null."""
    merged: dict[str, Any] = {name: value for name, value in schema.items() if name not in ("$ref", "allOf")}
    parts = [_resolved(schema["$ref"], root)] if "$ref" in schema else []
    parts += list(schema.get("allOf", ()))
    for word in ("anyOf", "oneOf"):
        choices = [choice for choice in merged.pop(word, ()) if isinstance(choice, Mapping)]
        parts += [choice for choice in choices if choice.get("type") != "null"][:1] or choices[:1]
    for part in parts:
        if isinstance(part, Mapping) and depth < _MAX_DEPTH:
            _add(merged, _merged(part, root, depth + 1))
    return merged


def _add(merged: dict[str, Any], part: Schema) -> None:
    for name, value in part.items():
        if name == "properties":
            merged[name] = {**value, **merged.get(name, {})}
        elif name == "required":
            merged[name] = [*merged.get(name, []), *value]
        else:
            merged.setdefault(name, value)


def _resolved(reference: str, root: Schema) -> Any:
    found: Any = root
    for step in reference.removeprefix("#").split("/")[1:]:
        found = found.get(step.replace("~1", "/").replace("~0", "~"), {}) if isinstance(found, Mapping) else {}
    return found


def _kind(schema: Schema) -> str:
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), "null")
    if kind in _MAKERS:
        return str(kind)
    if "properties" in schema or "required" in schema:
        return "object"
    return "array" if "items" in schema else "string"


def _object(schema: Schema, _name: str, root: Schema, depth: int) -> dict[str, Any]:
    """What is required; without such a list everything, for a call without arguments shows nothing."""
    properties = schema.get("properties") or {}
    wanted = schema.get("required") or (list(properties) if depth == 0 else [])
    return {name: _value(properties.get(name, {}), name, root, depth + 1) for name in wanted}


def _array(schema: Schema, name: str, root: Schema, depth: int) -> list[Any]:
    if prefix := schema.get("prefixItems"):
        return [_value(item, name, root, depth + 1) for item in prefix]
    # One item where there may be one, that lists are seen.
    size = max(schema.get("minItems", 0), min(1, schema.get("maxItems", 1)) if depth < _MAX_DEPTH // 2 else 0)
    items = [_value(schema.get("items", {}), name, root, depth + 1) for _number in range(size)]
    if schema.get("uniqueItems") and size > 1:
        items = [f"{item}{number}" if isinstance(item, str) else number for number, item in enumerate(items)]
    return items


def _string(schema: Schema, name: str, _root: Schema, _depth: int) -> str:
    low, high = schema.get("minLength", 0), schema.get("maxLength", math.inf)
    if pattern := schema.get("pattern"):
        return _matching(str(pattern), name, low, high)
    text = _FORMATS.get(str(schema.get("format")), name or "text")
    text = text if len(text) >= low else (text * low)[:low]
    return text if len(text) <= high else text[: int(high)]


def _matching(pattern: str, name: str, low: float, high: float) -> str:
    """A text of this pattern; hypothesis finds the simplest one."""
    # Imported late: it costs half a second, and few tools have patterns.
    from hypothesis import HealthCheck, find, settings
    from hypothesis.errors import HypothesisException, NoSuchExample
    from hypothesis.strategies import from_regex

    quiet = settings(database=None, derandomize=True, suppress_health_check=list(HealthCheck), deadline=None)
    try:
        expression = re.compile(pattern)
        if expression.search(name) and low <= len(name) <= high:
            return name
        return find(from_regex(expression), lambda text: low <= len(text.strip()) <= high, settings=quiet)
    except (re.error, NoSuchExample, HypothesisException):
        return name


def _number(schema: Schema, _name: str, _root: Schema, _depth: int) -> Any:
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    step = schema.get("multipleOf", 1)
    if low is None:
        low = min(1, high) if high is not None else 1
    number = math.ceil(low / step) * step
    if schema.get("exclusiveMinimum") is not None and number <= schema["exclusiveMinimum"]:
        number += step
    if (high is not None and number > high) or number == schema.get("exclusiveMaximum"):
        # Between two whole numbers.
        number = (low + high) / 2
    return number


def _integer(schema: Schema, name: str, root: Schema, depth: int) -> int:
    return int(_number(schema, name, root, depth))


_MAKERS: dict[str, Callable[[Schema, str, Schema, int], Any]] = {
    "object": _object,
    "array": _array,
    "string": _string,
    "number": _number,
    "integer": _integer,
    "boolean": lambda *_nothing: True,
    "null": lambda *_nothing: None,
}

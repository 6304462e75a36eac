# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks an operation's input against botocore's service model and answers as AWS does.

botocore itself checks only what is required, types and lower bounds (fact sheet 1.3); the service also
checks upper bounds, patterns and closed enumerations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

from .errors import AwsError, validation_error
from .guardrail_rules import LONG_DEFINITION

# Enumerations that the live service has already grown beyond (fact sheet 2.3, 3): not enforced.
_OPEN_ENUMS = {"InferenceType", "ModelModality"}
# Java's classes that Python's re lacks; all of them stand inside a bracket expression.
_JAVA_CLASSES = {r"\p{L}": r"\w", r"\p{Z}": r"\s", r"\p{N}": r"\d"}
# Lengths that the live service has grown beyond, for those that say so: the rest is in guardrail_rules.
_LARGER = {"GuardrailTopicDefinition": LONG_DEFINITION}
# Some patterns lack partitions in which AWS has the resource itself (fact sheet 10: application profiles in
# eusc-de-east-1 and in us-isof): assumed to be behind the service.
_SOME_PARTITIONS, _ANY_PARTITION = "arn:aws(|-us-gov|-cn|-iso|-iso-b):", "arn:aws(-[^:]+)?:"
_PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "boolean": (bool,),
    "list": (list,),
    "map": (dict,),
    "structure": (dict,),
}


def check_input(model: OperationModel, params: Mapping[str, Any]) -> None:
    """Raise AWS's ValidationException, naming every constraint that the input violates."""
    shape = model.input_shape
    if not isinstance(shape, StructureShape):
        return
    faults = list(_structure(shape, params, ""))
    if faults:
        plural = "error" if len(faults) == 1 else "errors"
        raise validation_error(f"{len(faults)} validation {plural} detected: {'; '.join(faults)}")


def _check(shape: Shape, value: Any, path: str) -> Iterator[str]:
    _check_type(shape, value, path)
    if isinstance(shape, StructureShape):
        if not shape.metadata.get("document"):
            yield from _structure(shape, value, path)
    elif isinstance(shape, ListShape):
        yield from _size(shape, len(value), value, path, "length")
        for number, item in enumerate(value, 1):
            yield from _check(shape.member, item, f"{path}.{number}.member")
    elif isinstance(shape, MapShape):
        yield from _size(shape, len(value), value, path, "length")
        for key, item in value.items():
            yield from _check(shape.key, key, f"{path}.key")
            yield from _check(shape.value, item, f"{path}.{key}.member")
    elif shape.type_name in ("string", "blob"):
        yield from _text(shape, value, path)
    elif shape.type_name in ("integer", "long", "float", "double"):
        yield from _size(shape, value, value, path, "value")


def _structure(shape: StructureShape, value: Mapping[str, Any], path: str) -> Iterator[str]:
    for name in shape.required_members:
        if value.get(name) is None:
            yield f"Value null at '{_join(path, name)}' failed to satisfy constraint: Member must not be null"
    if shape.is_tagged_union and len([name for name in shape.members if value.get(name) is not None]) != 1:
        yield f"Value at '{path}' failed to satisfy constraint: Member must have exactly one member set"
    for name, member in shape.members.items():
        if value.get(name) is not None:
            yield from _check(member, value[name], _join(path, name))


def _text(shape: Shape, value: str | bytes, path: str) -> Iterator[str]:
    yield from _size(shape, len(value), value, path, "length")
    if isinstance(value, bytes):
        return
    pattern = shape.metadata.get("pattern")
    if pattern and not _matches(pattern, value):
        yield f"{_shown(shape, value, path)}: Member must satisfy regular expression pattern: {pattern}"
    allowed = shape.metadata.get("enum")
    if allowed and shape.name not in _OPEN_ENUMS and value not in allowed:
        yield f"{_shown(shape, value, path)}: Member must satisfy enum value set: [{', '.join(allowed)}]"


def _size(shape: Shape, size: float, value: Any, path: str, kind: str) -> Iterator[str]:
    low, high = shape.metadata.get("min"), _LARGER.get(shape.name, shape.metadata.get("max"))
    if low is not None and size < low:
        yield f"{_shown(shape, value, path)}: Member must have {kind} greater than or equal to {low}"
    if high is not None and size > high:
        yield f"{_shown(shape, value, path)}: Member must have {kind} less than or equal to {high}"


def _shown(shape: Shape, value: Any, path: str) -> str:
    """AWS leaves the value of a sensitive member out of its messages."""
    if shape.metadata.get("sensitive"):
        return f"Value at '{path}' failed to satisfy constraint"
    shown = f"[{', '.join(map(str, value))}]" if isinstance(value, list) else value
    return f"Value '{shown}' at '{path}' failed to satisfy constraint"


def _join(path: str, name: str) -> str:
    # The messages spell every member with a small first letter, also where the wire does not.
    return ".".join(filter(None, (path, name[:1].lower() + name[1:])))


def _check_type(shape: Shape, value: Any, path: str) -> None:
    if shape.metadata.get("document"):
        return
    wanted = _PYTHON_TYPES.get(shape.type_name)
    wrong_bool = isinstance(value, bool) and shape.type_name != "boolean"
    if wanted and (wrong_bool or not isinstance(value, wanted)):
        got = "NUMBER_VALUE" if isinstance(value, (int, float)) else f"{type(value).__name__.upper()}_VALUE"
        message = f"{got} can not be converted to a {shape.type_name.capitalize()} at '{path}'"
        raise AwsError("SerializationException", message, 400)


def _matches(pattern: str, value: str) -> bool:
    compiled = _compiled(pattern)
    return compiled is None or compiled.fullmatch(value) is not None


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    pattern = pattern.replace(_SOME_PARTITIONS, _ANY_PARTITION)
    for java, python in _JAVA_CLASSES.items():
        pattern = pattern.replace(java, python)
    try:
        return re.compile(pattern)
    except re.error:
        return None

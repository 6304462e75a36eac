# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and checks the JSON body of InvokeModel; the texts are those of AWS's JSON schema checks (assumed)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..errors import AwsError, validation_error

_END = "please reformat your input and try again."


def malformed(what: str) -> AwsError:
    return validation_error(f"Malformed input request: {what}, {_END}")


def read_body(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise validation_error(f"Malformed input request, {_END}")
    return value


def check_keys(body: dict[str, Any], required: Iterable[str], optional: Iterable[str], path: str = "#") -> None:
    """Every required key must be there and nothing that the model does not know."""
    required = tuple(required)
    for key in required:
        if key not in body:
            raise malformed(f"{path}: required key [{key}] not found")
    for key in body:
        if key not in {*required, *optional}:
            raise malformed(f"{path}: extraneous key [{key}] is not permitted")


def check_enum(body: dict[str, Any], key: str, allowed: Iterable[Any], path: str = "#") -> None:
    # A boolean is a number to Python, and no dimension to AWS.
    if key in body and (isinstance(body[key], bool) or body[key] not in tuple(allowed)):
        raise malformed(f"{path}/{key}: {body[key]} is not a valid enum value")


def check_type(body: dict[str, Any], key: str, wanted: type, path: str = "#") -> None:
    if key in body and not isinstance(body[key], wanted):
        names = {str: "String", list: "JSONArray", dict: "JSONObject", bool: "Boolean"}
        raise malformed(f"{path}/{key}: expected type: {names[wanted]}, found: {type(body[key]).__name__}")

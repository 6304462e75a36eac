# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads an operation's parameters from a request, as the service model lays them out."""

from __future__ import annotations

import json
from typing import Any

from botocore.model import OperationModel, Shape, StructureShape

from .errors import AwsError
from .messages import HttpRequest, decode_label
from .services import labels_of


def read_params(model: OperationModel, http: HttpRequest) -> dict[str, Any]:
    """Parameters by the member names of the operation's input shape."""
    shape = model.input_shape
    if not isinstance(shape, StructureShape):
        return {}
    payload = shape.serialization.get("payload")
    if payload and shape.members[payload].type_name == "blob":
        body: dict[str, Any] = {payload: http.body}
    else:
        body = read_json(http.body)
    service = model.service_model.service_name
    labels = labels_of(service, model.name, http.path)
    params: dict[str, Any] = {}
    for name, member in shape.members.items():
        location = member.serialization.get("location")
        wire_name = member.serialization.get("name", name)
        value = _located(location, wire_name, http, labels) if location else body.get(wire_name)
        if value is not None:
            params[name] = _cast(value, member) if location else value
    return params


def read_json(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        value = json.loads(body)
    except ValueError as error:
        raise AwsError("SerializationException", "The request body is not valid JSON.", 400) from error
    if not isinstance(value, dict):
        raise AwsError("SerializationException", "The request body must be a JSON object.", 400)
    return value


def _located(location: str, name: str, http: HttpRequest, labels: dict[str, str]) -> str | None:
    if location == "uri":
        return decode_label(labels[name]) if name in labels else None
    if location == "querystring":
        return http.query[name][0] if name in http.query else None
    if location == "header":
        return http.headers.get(name.lower()) or None
    return None


def _cast(value: str, shape: Shape) -> Any:
    if shape.type_name in ("integer", "long"):
        try:
            return int(value)
        except ValueError as error:
            text = f"{value} can not be converted to an {shape.type_name.capitalize()}"
            raise AwsError("SerializationException", text, 400) from error
    if shape.type_name == "boolean":
        return value.lower() == "true"
    return value

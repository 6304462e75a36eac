# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CountTokens."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from ..catalogue.lookup import find_model, inference_types
from ..errors import AwsError, validation_error
from ..messages import Call
from ..switches import active
from .answers import tokens_of
from .bodies import read_body
from .converse_question import read_question
from .text_models import text_question


def count(call: Call) -> dict[str, Any]:
    """As many as the answer of the same request reports.

    Only the id of a foundation model will do, also where that takes no calls on demand: a profile's id or ARN is refused
    (pydantic-ai #4001; Boise-State-Development/agentcore-public-stack #430, seen live). That Claude alone is counted is
    assumed.
    """
    identifier = call.params["modelId"]
    model = find_model(identifier)
    if model is None or model.provider != "Anthropic":
        raise validation_error("The provided model doesn't support counting tokens.")
    if not model.offered_on(active().today) or not inference_types(model, call.region):
        raise validation_error("The provided model identifier is invalid.")
    given = call.params["input"]
    if "converse" in given:
        question = read_question(model, given["converse"])
    else:
        question = text_question(model, read_body(_decoded(given["invokeModel"]["body"])))
    return {"inputTokens": tokens_of(question.texts)}


def _decoded(body: str) -> bytes:
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error as error:
        raise AwsError("SerializationException", "The body is not valid base64.", 400) from error

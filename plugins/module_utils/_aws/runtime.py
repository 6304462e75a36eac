# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Invocations of single targets over bedrock-runtime."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import CHECK, aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import NOT_THE_SERVICE, CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import EMBEDDING
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.interventions import (
    INTERVENED,
    enforced_guardrail,
    only_enforced,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.verification import PROMPT, TEXT, Check
from ansible_collections.genai.bedrock.plugins.module_utils._router.embeddings import embedding_body, embedding_vectors
from ansible_collections.genai.bedrock.plugins.module_utils._router.errors import EmbeddingError

#: What IAM calls both Converse and InvokeModel.
INVOKE = "InvokeModel"


class RegionRuntime:
    """bedrock-runtime of one region; each call is sent once and waits ``timeout`` seconds for its answer."""

    def __init__(self, clients: Clients, region: str, *, timeout: float) -> None:
        self._region = region
        once = {"mode": "standard", "total_max_attempts": 1}
        self._client = clients.client("bedrock-runtime", region, read_timeout=timeout, retries=once)

    def answer(self, check: Check) -> int | None:
        """One token of a text model, or one vector, of which the length is returned."""
        if check.kind == EMBEDDING:
            return self._vector_length(check)
        answer = self._converse(check, PROMPT)
        theirs = only_enforced(answer.get("trace") or {})
        if answer["stopReason"] == INTERVENED and (theirs or not check.guardrail):
            raise enforced_guardrail(self._region, theirs, check.guardrail)
        return None

    def intervenes(self, check: Check) -> bool:
        """Whether the guardrail of the target blocks the phrase of the check; one that others enforce is none."""
        answer = self._converse(check, check.phrase)
        return bool(answer["stopReason"] == INTERVENED and not only_enforced(answer.get("trace") or {}))

    def _converse(self, check: Check, prompt: str) -> Mapping[str, Any]:
        # The trace says whose guardrail intervened.
        guardrail = {"guardrailConfig": _guardrail(check) | {"trace": "enabled"}} if check.guardrail else {}
        with aws_call("bedrock", INVOKE, self._region):
            answer: Mapping[str, Any] = self._client.converse(
                modelId=check.arn,
                messages=[{"role": "user", "content": [{"text": prompt}]}],
                inferenceConfig={"maxTokens": 1},
                **guardrail,
            )
        return answer

    def _vector_length(self, check: Check) -> int:
        try:
            body = embedding_body(check.base_model_id, [TEXT], check.dimensions)
            with aws_call("bedrock", INVOKE, self._region):
                response = self._client.invoke_model(
                    modelId=check.arn, contentType="application/json", body=json.dumps(body), **_guardrail(check)
                )
                content = response["body"].read()
            return len(embedding_vectors(_json_object(content, self._region), 1, None)[0])
        except EmbeddingError as error:
            raise CallError(INVOKE, self._region, "UnknownEmbedding", str(error)) from error


def _json_object(content: bytes, region: str) -> dict[str, Any]:
    """The body of an embedding model's response, an unread stream."""
    with suppress(ValueError):
        found = json.loads(content)
        if isinstance(found, dict):
            return found
    message = f"the answer is no JSON object, as Amazon Bedrock gives one. {CHECK}"
    raise CallError(INVOKE, region, NOT_THE_SERVICE, message, f"bedrock:{INVOKE}")


def _guardrail(check: Check) -> dict[str, Any]:
    if not check.guardrail:
        return {}
    identifier, version = check.guardrail["identifier"], str(check.guardrail["version"])
    return {"guardrailIdentifier": identifier, "guardrailVersion": version}

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is sent: the record's guardrail, and its defaults where the caller leaves room for them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._router.answers import _check_content
from ansible_collections.genai.bedrock.plugins.module_utils._router.records import Record, Target


class _Conversation:
    """A request of Converse or ConverseStream. ValueError for half a guardrail."""

    def __init__(self, request: Mapping[str, Any]) -> None:
        self._request = request
        self._guardrail = _own_guardrail(request.get("guardrailConfig"), "guardrailConfig")
        self._config = dict(request.get("inferenceConfig") or {})
        self._yields = _yields(self._config, request.get("additionalModelRequestFields"))

    def to(self, record: Record, target: Target) -> dict[str, Any]:
        defaults = {"maxTokens": record.max_tokens, "temperature": record.temperature}
        config = {name: value for name, value in defaults.items() if name not in self._yields} | self._config
        config = {name: value for name, value in config.items() if value is not None}
        ours = {"guardrailConfig": _guardrail(target) | self._guardrail or None, "inferenceConfig": config or None}
        whole = {**self._request, **ours}
        return {name: value for name, value in whole.items() if value is not None} | {"modelId": target.arn}


class _Invocation:
    """Parameters of InvokeModel but model and body. ValueError for half a guardrail."""

    def __init__(self, kwargs: Mapping[str, Any]) -> None:
        given = {name: value for name, value in kwargs.items() if name in _GUARDRAIL}
        self._guardrail = _own_guardrail(given, "the call")
        others = {name: value for name, value in kwargs.items() if name not in _GUARDRAIL and value is not None}
        self._request = {"contentType": "application/json", **others}

    def answered(
        self, client: Any, target: Target, body: Mapping[str, Any] | str | bytes
    ) -> tuple[dict[str, Any], bytes]:
        """The response and its body, received to the end: a connection that breaks half-way is a failed call too."""
        content = json.dumps(body) if isinstance(body, Mapping) else body
        request = self._request | _guardrail(target) | self._guardrail
        response = client.invoke_model(**request, modelId=target.arn, body=content)
        received: bytes = response["body"].read()
        _check_content(received, str(response.get("contentType") or ""), self._request.get("accept", "*/*"))
        return response, received


_GUARDRAIL = ("guardrailIdentifier", "guardrailVersion")


def _guardrail(target: Target) -> dict[str, Any]:
    if not target.guardrail:
        return {}
    return dict(zip(_GUARDRAIL, (target.guardrail["identifier"], target.guardrail["version"]), strict=True))


def _own_guardrail(given: Any, where: str) -> dict[str, Any]:
    """The caller's guardrail: a complete one, or additions to the record's (such as trace)."""
    if given and not isinstance(given, Mapping):
        raise ValueError(f"{where} must be a mapping of {', '.join(_GUARDRAIL)} and trace")
    kept = {name: value for name, value in (given or {}).items() if str(value or "").strip()}
    named = [name for name in _GUARDRAIL if name in kept]
    if len(named) == 1:
        raise ValueError(
            f"{where} has {named[0]} alone: name {' and '.join(_GUARDRAIL)} for another guardrail, or neither, "
            "so that the record's applies"
        )
    return kept


#: Names of settings as ``_plain`` writes them. Claude rejects a temperature with any of these (User Guide, extended
#: thinking; some 4.5 and later: temperature with top_p).
_SAMPLING = frozenset({"temperature", "topp", "topk"})
_LIMIT = frozenset(
    ("maxtokens", "maxnewtokens", "maxcompletiontokens", "maxoutputtokens", "maxtokenstosample", "maxtokencount")
)
_OFF = (None, False, "", "none", "off", "disabled")


def _yields(config: Mapping[str, Any], fields: Any) -> set[str]:
    """Which defaults are overridden by the caller's settings, in any spelling."""
    options = {name for name, value in _settings({**config, "fields": fields}) if value is not None}
    if any(_reasons(name, value) for name, value in _settings({"fields": fields})):
        return {"maxTokens", "temperature"}
    return ({"temperature"} if options & _SAMPLING else set()) | ({"maxTokens"} if options & _LIMIT else set())


def _settings(value: Any, depth: int = 3) -> Iterator[tuple[str, Any]]:
    """Plain name and value of settings and of what is nested in them, as ``inferenceConfig.topK`` of Nova."""
    if depth and isinstance(value, Mapping):
        for name, inner in value.items():
            yield _plain(name), inner
            yield from _settings(inner, depth - 1)


def _plain(name: Any) -> str:
    return str(name).replace("_", "").replace("-", "").lower()


def _reasons(name: str, value: Any) -> bool:
    """Whether a setting turns on thinking: ``thinking``, ``reasoning_config``, ``reasoningConfig`` of Nova."""
    state = value.get("type", value.get("enabled", True)) if isinstance(value, Mapping) else value
    return name.startswith(("thinking", "reasoning")) and state not in _OFF

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read the guardrail of one name in a region: its DRAFT, its tags, its versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import Content, content_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import (
    FAILED,
    LiveGuardrail,
    WantedGuardrail,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.gateway import GuardrailGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.waiting import settled
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import Sleep
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool


def read(gateway: GuardrailGateway, wanted: WantedGuardrail, sleep: Sleep) -> LiveGuardrail | None:
    """What the region has under the wanted name; None where it has nothing. One that is changing is waited for."""
    identifier = _identifier(gateway, wanted.name)
    answer = settled(gateway, identifier, sleep) if identifier else None
    if answer is None or identifier is None:
        return None
    live = LiveGuardrail(gateway.region, answer)
    live = replace(live, tags=gateway.tags(live.arn))
    if wanted.absent:
        return live
    live = replace(live, versions=tuple(gateway.versions(identifier)))
    return replace(live, newest=_newest(gateway, live, sleep)) if wanted.publish else live


def read_ahead(gateway: GuardrailGateway, name: str, pool: Pool, expected: Iterable[str] = ()) -> None:
    """Make the calls of ``read`` in parallel, for a gateway that caches results.

    ``expected`` versions are read without waiting for the list of versions.
    """
    found = [row for row in gateway.summaries() if row["name"] == name]
    if len(found) != 1:
        return
    identifier, arn = str(found[0]["id"]), str(found[0]["arn"])

    def newest() -> None:
        versions = gateway.versions(identifier)
        if versions:
            gateway.get(identifier, versions[-1])

    reads: list[Callable[[], object]] = [
        newest,
        partial(gateway.get, identifier, None),
        partial(gateway.tags, arn),
        *(partial(gateway.get, identifier, version) for version in expected),
    ]
    pool.map(lambda query: query(), reads)


def with_known_key(gateway: GuardrailGateway, wanted: WantedGuardrail) -> WantedGuardrail:
    """Only KMS can resolve an alias to its key, and GetGuardrail returns the key."""
    key = wanted.content.texts.get("kms_key_id", "")
    if "alias/" not in key:
        return wanted
    texts = {**wanted.content.texts, "kms_key_id": gateway.key_arn(key)}
    return replace(wanted, content=replace(wanted.content, texts=texts))


def _identifier(gateway: GuardrailGateway, name: str) -> str | None:
    found = [str(row["id"]) for row in gateway.summaries() if row["name"] == name]
    if len(found) > 1:
        text = f"{len(found)} guardrails are called {name} ({', '.join(found)}): delete those you do not need"
        raise CallError("ListGuardrails", gateway.region, "Ambiguous", text)
    return found[0] if found else None


def _newest(gateway: GuardrailGateway, live: LiveGuardrail, sleep: Sleep) -> Content | None:
    """The content of the newest version; empty if it failed or was deleted."""
    answer = settled(gateway, live.id, sleep, live.version) if live.version else None
    return None if answer is None or answer.get("status") == FAILED else content_of(answer)

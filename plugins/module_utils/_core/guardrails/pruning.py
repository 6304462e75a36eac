# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which old versions of a guardrail go: those beyond the newest ones, but none that a record pins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import LiveGuardrail

#: Guardrail, by its id or ARN, and version.
Pins = frozenset[tuple[str, str]]


def pins_in(values: Iterable[object]) -> Pins:
    """What records, documents and any other data of ours pin, wherever it is in them."""
    return frozenset(pin for value in values for pin in _pins(value))


def prunable(live: LiveGuardrail, *, keep: int, publishes: bool, pinned: Pins) -> tuple[str, ...]:
    """Versions that go, oldest first. One that is to be published counts among those that are kept."""
    kept = max(keep - publishes, 0)
    old = live.versions[: max(len(live.versions) - kept, 0)]
    return tuple(version for version in old if not is_pinned(live, version, pinned))


def is_pinned(live: LiveGuardrail, version: str, pinned: Pins) -> bool:
    return bool(pinned & {(live.id, version), (live.arn, version)})


def _pins(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        if value.get("identifier") and value.get("version"):
            yield str(value["identifier"]), str(value["version"])
        for item in value.values():
            yield from _pins(item)
    elif isinstance(value, list):
        for item in value:
            yield from _pins(item)

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which versions of guardrails our parameters pin, in all regions that may hold records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.pruning import Pins, pins_in
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.rules import name_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import LiveParameter
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import json_data
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.gateway import GET_NAMES

#: Reads the currently pinned versions; raises CallError if a region cannot be read.
ReadPins = Callable[[], Pins]


class PinningGateway(Protocol):
    """What is read of Parameter Store in one region."""

    def our_tags(self) -> dict[str, dict[str, str]]: ...

    def parameters(self, names: Sequence[str], *, decrypt: bool) -> list[LiveParameter]: ...


def nothing_pinned() -> Pins:
    return frozenset()


def pins_of(gateways: Mapping[str, PinningGateway]) -> ReadPins:
    """All that parameters with our tag pin, whatever their prefix. Of a SecureString nothing is known."""

    def read() -> Pins:
        return pins_in(json_data(live.value) for gateway in gateways.values() for live in _ours(gateway))

    return read


def _ours(gateway: PinningGateway) -> list[LiveParameter]:
    names = [name for arn in gateway.our_tags() for name in _names(arn)]
    batches = [names[start : start + GET_NAMES] for start in range(0, len(names), GET_NAMES)]
    return [live for batch in batches for live in gateway.parameters(batch, decrypt=False) if not live.secure]


def _names(arn: str) -> list[str]:
    """The ARN of ``/a`` and of ``a`` is the same; a name with more slashes begins with one."""
    name = name_of(arn)
    return [name] if name.count("/") > 1 else [name, name.removeprefix("/")]

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call every target once, each on its own, side by side."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.errors import pauses
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.verification import (
    Check,
    Verdict,
    mismatch,
    silent_guardrail,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import Sleep
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Workers, pool_of


class Runtime(Protocol):
    """What of a region's bedrock-runtime is used."""

    def answer(self, check: Check) -> int | None:
        """Call the target once; the length of the vector where it makes one. Raises CallError."""

    def intervenes(self, check: Check) -> bool:
        """Whether the guardrail of the target blocks the phrase of the check. Raises CallError."""


def verify(
    checks: Iterable[Check], runtimes: Mapping[str, Runtime], *, workers: Workers, sleep: Sleep = time.sleep
) -> list[Verdict]:
    """A verdict for each check, in their order; a model that nothing is known to try with is not called."""

    def called(check: Check) -> Verdict:
        return _verdict(check, runtimes[check.region], sleep) if check.callable else Verdict(check, 0)

    with pool_of(workers) as pool:
        return [answer.result for answer in pool.map(called, checks, place=lambda check: check.region)]


def _verdict(check: Check, runtime: Runtime, sleep: Sleep) -> Verdict:
    waited: Counter[tuple[float, ...]] = Counter()
    while True:
        began = time.monotonic()
        try:
            length = runtime.answer(check)
            latency = _since(began)
            if check.tries_guardrail and not runtime.intervenes(check):
                return Verdict(check, latency, length, silent_guardrail(check))
        except CallError as error:
            planned = pauses(error)
            if waited[planned] == len(planned):
                return Verdict(check, _since(began), error=error)
            sleep(planned[waited[planned]])
            waited[planned] += 1
        else:
            return Verdict(check, latency, length, mismatch(check, length))


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which targets rest."""

from __future__ import annotations

import contextlib
import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ansible_collections.genai.bedrock.plugins.module_utils._router.error_codes import fails_over
from ansible_collections.genai.bedrock.plugins.module_utils._router.records import Target

with contextlib.suppress(ImportError):  # the file can be imported, though not used, without boto3
    from botocore.exceptions import ClientError


@dataclass(slots=True, eq=False)
class _Failure:
    """Until when a target rests, and until when the others leave it to the caller who tries it again."""

    rests: float
    tried: float = -math.inf


class _Circuit:
    """Which targets failed a moment ago."""

    def __init__(self, rest: float, clock: Callable[[], float]) -> None:
        self._rest, self._clock = rest, clock
        self._failures: dict[str, _Failure] = {}
        self._lock = threading.Lock()

    def ordered(self, targets: Sequence[Target]) -> list[Target]:
        """Those that do not rest in the record's order, then the others in that order."""
        with self._lock:
            now = self._clock()
            resting = {arn for arn, known in self._failures.items() if now < max(known.rests, known.tried)}
        return sorted(targets, key=lambda target: target.arn in resting)

    def begin(self, target: Target) -> _Failure | None:
        """The failure that this call may undo. While one caller tries a target again, the others go elsewhere."""
        with self._lock:
            known = self._failures.get(target.arn)
            if known is not None:
                known.tried = self._clock() + self._rest
            return known

    def end(self, target: Target, known: _Failure | None, error: Exception | None) -> None:
        """An answer, be it a refusal, undoes the failure that was known when its call began, not a later one."""
        with self._lock:
            if known is not None:
                known.tried = -math.inf
            if error is not None and fails_over(error):
                self._failures[target.arn] = _Failure(self._clock() + self._rest)
            elif (error is None or isinstance(error, ClientError)) and self._failures.get(target.arn) is known:
                self._failures.pop(target.arn, None)

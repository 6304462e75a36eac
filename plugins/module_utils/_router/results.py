# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a caller gets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from ansible_collections.genai.bedrock.plugins.module_utils._router.records import Target


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call: ``error`` is AWS's code or the class of a connection error, None for the call that answered."""

    region: str
    arn: str
    error: str | None
    milliseconds: int


class AllTargetsFailed(ExceptionGroup[Exception]):
    """No target answered.

    ``errors``: (target, exception) of each that was tried; ``attempts`` as in a result; ``deadline_passed``: whether
    targets were left untried because the time was over.
    """

    errors: tuple[tuple[Target, Exception], ...]
    attempts: tuple[Attempt, ...]
    deadline_passed: bool

    def __new__(
        cls, errors: Sequence[tuple[Target, Exception]], attempts: Sequence[Attempt], deadline_passed: bool
    ) -> Self:
        reported = "; ".join(f"{target.region} ({target.name or target.arn}): {error}" for target, error in errors)
        end = "the deadline passed" if deadline_passed else "all targets failed"
        single = [error for _target, error in errors] or [TimeoutError(end)]
        group = super().__new__(cls, f"{end}: {reported}" if reported else end, single)
        group.errors, group.attempts, group.deadline_passed = tuple(errors), tuple(attempts), deadline_passed
        return group


@dataclass(frozen=True, slots=True)
class Result:
    """An answer. ``response`` is boto3's (of embed: the last body); ``embeddings`` has one vector for each text.

    ``by_type`` has them for each requested ``embedding_types``; ``embeddings`` are those of the first.
    """

    response: dict[str, Any]
    served_by: Target
    attempts: tuple[Attempt, ...]
    embeddings: list[list[float]] = field(default_factory=list)
    by_type: dict[str, list[list[float]]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text of a Converse answer; empty where it has none."""
        content = self.response.get("output", {}).get("message", {}).get("content", [])
        return "".join(block.get("text", "") for block in content)


class StreamResult:
    """An open stream; iterate once over the events of ConverseStream. What fails after the first is raised."""

    def __init__(self, stream: Any, events: Iterator[Any], served_by: Target, attempts: tuple[Attempt, ...]) -> None:
        self._stream, self._events = stream, events
        self.served_by, self.attempts = served_by, attempts

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self._events

    def close(self) -> None:
        """Give up the connection without reading on."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

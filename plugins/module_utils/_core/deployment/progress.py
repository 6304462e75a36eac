# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person who watches a run is shown of it: few lines, and none for a short run; and its rows on a pipe."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: The variable with the pipe that the module writes rows to, and the user's switch.
PIPE_VARIABLE = "GENAI_BEDROCK_PROGRESS_PIPE"
SWITCH = "GENAI_BEDROCK_PROGRESS"

#: Seconds in which nothing is shown, the most seconds from one block of lines to the next, and lines of a block.
QUIET = 3.0
PAUSE = 10.0
LINES = 4

#: The size up to which POSIX guarantees atomic writes to a pipe.
ATOMIC = 512
_TEXT = 300
_REGION, _SUBJECT = 14, 28

#: Callbacks for people, by the last part of their name. What others print may have to stay JSON, or is a controller's.
_HUMAN = frozenset({"default", "minimal", "debug", "yaml", "default_without_diff", "timestamp", "unixy"})


def shown_by(callback: str, switch: str | None) -> bool:
    """Whether progress lines fit the output of this stdout callback, and are not turned off."""
    off = (switch or "").strip().lower() in ("0", "false", "no", "off", "n", "f")
    return callback.rpartition(".")[2] in _HUMAN and not off


def encoded(row: Mapping[str, Any]) -> bytes | None:
    """One line for the pipe, None where it could be torn apart."""
    short = {name: value[:_TEXT] if isinstance(value, str) else value for name, value in row.items()}
    line = json.dumps(short, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    return line if len(line) <= ATOMIC else None


def decoded(line: bytes) -> dict[str, str]:
    """The texts of a row, or nothing if the line is not a row. Terminal control characters are removed."""
    try:
        row = json.loads(line)
    except ValueError:
        return {}
    if not isinstance(row, dict):
        return {}
    return {str(name): _printable(value) for name, value in row.items() if isinstance(value, str)}


@dataclass(frozen=True, slots=True)
class _Line:
    """A pending line, and the number of its rows."""

    text: str
    rows: int = 1
    urgent: bool = False


class Progress:
    """Rows in, lines out. ``began`` and ``now`` are seconds of one clock; ``host`` prefixes each line."""

    def __init__(self, began: float, host: str = "") -> None:
        self._host = f"{host}  " if host else ""
        self._began = began
        self._quiet_until = self._next = began + QUIET
        self._rows: list[Mapping[str, str]] = []
        self._width = _SUBJECT

    def add(self, row: Mapping[str, str]) -> None:
        if row.get("text") or row.get("subject"):
            self._rows.append(row)

    def lines(self, now: float, *, last: bool = False) -> list[str]:
        """What is to be shown now; ``last``: the run has ended, and a short one is never shown."""
        if not self._rows or now < self._quiet_until or (now < self._next and not last and not self._urgent):
            return []
        # The longer a run takes, the rarer its lines: they are to fit on a screen with its summary.
        self._next = now + min(now - self._began, PAUSE)
        lines = self._block()
        self._rows = []
        return [f"{self._host}{line}".rstrip() for line in lines]

    @property
    def _urgent(self) -> bool:
        """Whether the run has said itself what it waits for."""
        return any(row.get("text") for row in self._rows)

    def _block(self) -> list[str]:
        lines = [self._line(row) for row in self._rows if not _of_parameter(row)]
        written = Counter((row.get("region", ""), row.get("action", "")) for row in self._rows if _of_parameter(row))
        for (region, action), count in written.items():
            lines.append(self._columns(region, _counted(count, "parameter"), action, rows=count))
        if len(lines) <= LINES:
            return [line.text for line in lines]
        # What everybody waits for is never among those that are only counted.
        first = sorted(range(len(lines)), key=lambda place: not lines[place].urgent)[: LINES - 1]
        hidden = sum(line.rows for place, line in enumerate(lines) if place not in first)
        return [*(lines[place].text for place in sorted(first)), f"and {hidden} more"]

    def _line(self, row: Mapping[str, str]) -> _Line:
        if text := row.get("text"):
            return _Line(text, urgent=True)
        return self._columns(row.get("region", ""), _known(row["subject"]), row.get("action", ""))

    def _columns(self, region: str, subject: str, action: str, rows: int = 1) -> _Line:
        self._width = max(self._width, len(subject))
        return _Line(f"{region:{_REGION}}  {subject:{self._width}}  {action}", rows)


def _of_parameter(row: Mapping[str, str]) -> bool:
    """Nobody knows records by their paths: they are counted."""
    return row.get("subject", "").startswith("/")


def _known(subject: str) -> str:
    """A profile that no plan names is known by its id."""
    return f"profile {subject.rpartition('/')[2]}" if subject.startswith("arn:") else subject


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)

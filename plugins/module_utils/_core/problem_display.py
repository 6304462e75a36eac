# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of problems as a person reads them: what differs in its key or region only is one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: ``copilot/chat in us-east-1: what is wrong``, as ``problem_lines`` writes it.
_PLACED = re.compile(r"(?P<subject>[^\s:]+)(?: in (?P<region>[a-z]{2,}(?:-[a-z]+)+-\d+))?: (?P<message>.+)", re.DOTALL)
#: Stands for the region of a line in its message.
_HERE = "\0"
#: How many names a line lists before it only counts them.
_NAMED = 5


class _Line(NamedTuple):
    subject: str
    region: str
    message: str
    #: As it was given.
    text: str


def headline(problems: Sequence[str], *, refused: bool = False) -> str:
    """``3 problems; nothing was written``."""
    count = len(merged(problems))
    return f"{count} problem{'s' if count != 1 else ''}" + ("; nothing was written" if refused else "")


def merged(problems: Iterable[str]) -> list[str]:
    """Each problem once, in the order of the first; keys and regions that share one are listed."""
    groups: dict[str, list[_Line]] = {}
    for line in map(_parted, dict.fromkeys(problems)):
        groups.setdefault(line.message, []).append(line)
    return [text for lines in groups.values() for text in _joined(lines)]


def _parted(text: str) -> _Line:
    match = _PLACED.fullmatch(text)
    if match is None:
        return _Line("", "", text, text)
    region = match["region"] or ""
    message = match["message"].replace(region, _HERE) if region else match["message"]
    return _Line(match["subject"], region, message, text)


def _joined(lines: Sequence[_Line]) -> list[str]:
    """One line if every subject has every region, otherwise one per subject; single lines are unchanged."""
    if len(lines) == 1:
        return [lines[0].text]
    regions: dict[str, list[str]] = {}
    for line in lines:
        regions.setdefault(line.subject, []).append(line.region)
    alike: dict[tuple[str, ...], list[str]] = {}
    for subject, where in regions.items():
        alike.setdefault(tuple(where), []).append(subject)
    return [_text(subjects, where, lines[0].message) for where, subjects in alike.items()]


def _text(subjects: Sequence[str], regions: Sequence[str], message: str) -> str:
    named = _few([region for region in regions if region])
    subject = _few([subject for subject in subjects if subject])
    if _HERE in message:
        message = message.replace(_HERE, named)
    elif named:
        subject += f" in {named}"
    return f"{subject}: {message}" if subject else message


def _few(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")

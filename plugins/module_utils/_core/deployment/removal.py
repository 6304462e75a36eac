# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a teardown will remove, as a table to read before anybody confirms it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import table

#: How far back a last use is looked for.
DAYS = 90
#: How many profiles have a line of their own.
_ROWS = 60
_UNKNOWN, _NEVER = "unknown", f"not in {DAYS} days"
_HEADER = ("workload", "key", "region", "profile", "last use")


@dataclass(frozen=True, slots=True)
class RemovedProfile:
    """A profile that will be deleted; ``last_use`` is a day, None for not in ``DAYS`` days, or not known."""

    workload: str
    key: str
    region: str
    name: str
    last_use: date | None = None
    known: bool = True

    @property
    def used(self) -> str:
        return _UNKNOWN if not self.known else str(self.last_use or _NEVER)


def removal_lines(environment: str, profiles: Sequence[RemovedProfile], others: Mapping[str, int]) -> list[str]:
    """A headline, a line for each profile, and how many of everything else; ``others``: noun → count."""
    counts = [_counted(count, noun) for noun, count in {"profile": len(profiles), **others}.items() if count]
    lines = [f"{environment}: this removes {', '.join(counts) or 'nothing'} (a plan; nothing was changed)"]
    rows = sorted(profiles, key=lambda one: (one.workload, one.key, one.region, one.name))
    if len(rows) > _ROWS:
        # What nobody knows may be in use.
        rows = sorted(rows, key=lambda one: (not one.known, one.last_use or date.min), reverse=True)
    shown, rest = rows[:_ROWS], rows[_ROWS:]
    if shown:
        body = [(one.workload, one.key, one.region, one.name, one.used) for one in shown]
        lines += ["", *(f"  {line}" for line in table([_HEADER, *body]))]
    if rest:
        more = Counter(one.workload for one in rest)
        whose = ", ".join(f"{workload} {count}" for workload, count in sorted(more.items()))
        lines.append(f"  and {len(rest)} more, none used later than these: {whose}")
    return lines


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"

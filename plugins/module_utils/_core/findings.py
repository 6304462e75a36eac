# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings of a preflight: what was seen, how bad it is, and the way out; as data, as a table and as an exit status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import table

ERROR, WARNING, INFO = "error", "warning", "info"
#: The worst first.
SEVERITIES = (ERROR, WARNING, INFO)
NEVER = "never"
#: What could not be checked.
NOT_CHECKED = "not_checked"
_NOBODY = "-"
#: How many names a cell lists before it only counts them.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; without a key it is about its region, or the whole account.

    ``operation``: the call that failed, where a whole region could not be read; no row has it.
    """

    severity: str
    code: str
    message: str
    way_out: str
    key: str | None = None
    region: str | None = None
    operation: str | None = None

    @property
    def sentence(self) -> str:
        return f"{self.message}; {self.way_out}" if self.way_out else self.message

    def at(self, key: str | None, region: str | None) -> Finding:
        return replace(self, key=key, region=region)

    def as_dict(self) -> dict[str, str | None]:
        """The row of a module's ``findings``."""
        return {name: value for name, value in asdict(self).items() if name != "operation"}


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, the worst first, then by key and region."""
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda one: (_rank(one.severity), one.key or "", one.region or "", one.code))


def failing(findings: Iterable[Finding], fail_on: str) -> list[Finding]:
    """The findings that are at least as bad as ``fail_on``: error, warning or never."""
    if fail_on == NEVER:
        return []
    return [finding for finding in findings if _rank(finding.severity) <= _rank(fail_on)]


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of each severity; every severity is there, so that a template needs no default."""
    counted = Counter(finding.severity for finding in findings)
    return {severity: counted[severity] for severity in SEVERITIES}


def as_problems(findings: Iterable[Finding]) -> list[Problem]:
    return [Problem(one.sentence, one.key, one.region, "preflight", one.code, one.way_out) for one in findings]


def finding_lines(findings: Sequence[Finding]) -> list[str]:
    """A line for each finding and a last one that counts them; what several keys or regions have in common is one."""
    places: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        places.setdefault((finding.severity, finding.code, finding.sentence), []).append(finding)
    rows = [
        (severity, _few(one.key for one in same), _few(one.region for one in same), code, sentence)
        for (severity, code, sentence), same in places.items()
    ]
    return [*table(rows), _counted(findings)]


def _counted(findings: Sequence[Finding]) -> str:
    found = [f"{count} {_plural(severity, count)}" for severity, count in counts(findings).items() if count]
    return ", ".join(found) or "no findings"


def _plural(severity: str, count: int) -> str:
    return severity if count == 1 or severity == INFO else f"{severity}s"


def _few(names: Iterable[str | None]) -> str:
    named = [name for name in dict.fromkeys(names) if name]
    more = len(named) - _NAMED
    return ", ".join(named[:_NAMED]) + (f" and {more} more" if more > 0 else "") or _NOBODY


def _rank(severity: str) -> int:
    return SEVERITIES.index(severity)

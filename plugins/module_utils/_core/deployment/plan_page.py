# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan as Markdown that fits into a comment on a pull request."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.plan import (
    GUARDRAIL,
    PROFILE,
    place_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.differences import changed_parts
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import few

#: Signs that GitHub takes in a comment (docs.github.com, REST API, issue comments), less some for what others add.
MOST = 65_536 - 1_536
#: Signs of what stands above the details.
_TOP = MOST // 2
_KEYS, _REGIONS, _REASON, _STEPS = 8, 4, 300, 12
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&@-])")
_SOURCE = re.compile(r"arn:\S+?/(\S+)")
#: Kinds whose changes are worth a row; those of records and documents follow from them, and are in the details.
_OWN = (PROFILE, GUARDRAIL)

Row = Mapping[str, Any]


def plan_page(plan: Row, host: str = "") -> str:
    """The whole page, ``MOST`` signs at the most; what does not fit is counted, and in plan.json."""
    top = "\n".join([*_fitting(_head(plan, host), _TOP), ""])
    details = _fitting_blocks(plan, MOST - len(top) - 1)
    return f"{top}\n{details}" if details else top


def _head(plan: Row, host: str) -> Iterator[str]:
    where = f" ({_text(host)})" if host else ""
    accounts = ", ".join(one for one in plan["accounts"] if one) or "unknown"
    yield f"## Plan of {_text(plan['environment'])}{where}"
    yield ""
    counted = ", ".join(f"{number} {_text(name.replace('_', ' '))}" for name, number in plan["counts"].items())
    yield f"**{counted or 'In sync: nothing to do'}**, account {_text(accounts)}."
    if plan["changes"]:
        yield from _table(plan["changes"])
    if plan["errors"]:
        yield ""
        yield "**Not all could be planned:**"
        yield ""
        yield from (f"- {_text(line)}" for line in plan["errors"])
    yield from _readers(plan.get("reader_steps") or [])
    yield ""
    yield f"Fingerprint `{plan['fingerprint'][:16]}`. Not covered: {_text('; '.join(plan['not_covered']))}."


def _table(changes: Sequence[Row]) -> Iterator[str]:
    rows = _joined(row for row in changes if row["kind"] in _OWN)
    rows += _joined(row for row in changes if row["kind"] not in _OWN)
    yield ""
    yield "| action | what | regions | origin | reason |"
    yield "| --- | --- | --- | --- | --- |"
    for first, keys, regions in rows:
        what = f"{first['workload']}: {few(keys, _KEYS)}" if first["workload"] else few(keys, _KEYS)
        kind = "" if first["kind"] == PROFILE else f"{first['kind']} "
        cells = (first["action"], f"{kind}{what}", few(regions, _REGIONS), _origin(first), _reason(first))
        yield f"| {' | '.join(_text(cell) for cell in cells)} |"


def _joined(rows: Iterable[Row]) -> list[tuple[Row, list[str], list[str]]]:
    """Changes that differ in key and region only, as one row."""
    by_region: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        about = (row["workload"], row["kind"], row["action"], _origin(row), _reason(row))
        by_region.setdefault((*about, row["region"]), []).append(row)
    alike: dict[tuple[Any, ...], list[Row]] = {}
    for (*members, _region), same in by_region.items():
        alike.setdefault((*members, tuple(row["key"] for row in same)), []).append(same[0])
    return [(firsts[0], list(members[-1]), [row["region"] for row in firsts]) for members, firsts in alike.items()]


def _origin(row: Row) -> str:
    return str(row.get("origin_reason") or row.get("origin") or "")


def _reason(row: Row) -> str:
    if row["action"] in ("create", "retire") and row["kind"] == PROFILE:
        return ""
    text = "; ".join(_SOURCE.sub(r"\1", reason) for reason in row["reasons"])
    return text if len(text) <= _REASON else f"{text[:_REASON]}…"


def _readers(steps: Sequence[Row]) -> Iterator[str]:
    for one in steps:
        yield ""
        yield f"### What readers of {_text(one['workload'])} find"
        yield ""
        yield from (f"{number}. {_text(text)}" for number, text in enumerate(one["steps"][:_STEPS], 1))


def _fitting(lines: Iterable[str], most: int) -> list[str]:
    """Lines as long as there is room; the last ones, which say what the plan is, always are there."""
    listed = list(lines)
    last, kept = listed[-2:], list[str]()
    used = sum(len(line) + 1 for line in last) + 80
    for number, line in enumerate(listed[:-2]):
        used += len(line) + 1
        if used > most:
            return [*kept, "", f"And {len(listed) - 2 - number} more lines, which plan.json has.", *last]
        kept.append(line)
    return [*kept, *last]


def _fitting_blocks(plan: Row, room: int) -> str:
    """Folded details of each change, as many as there is room for."""
    blocks: list[str] = []
    changes = plan["changes"]
    for number, row in enumerate(changes):
        block = _block(row)
        if len(block) + 80 > room:
            blocks.append(f"And {len(changes) - number} more, which plan.json has in full.\n")
            break
        blocks.append(block)
        room -= len(block) + 1
    return "\n".join(blocks)


def _block(row: Row) -> str:
    before, after = changed_parts(row["before"], row["after"])
    lines = [f"{sign} {line}" for sign, value in (("-", before), ("+", after)) for line in _lines(value)]
    # A fence is longer than any that is in what it holds.
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", "\n".join(lines)) or [""]))
    title = f"{row['action']} {place_of(row)}"
    acts = [f"# {arn}" for arn in row["acts_on"]]
    inner = "\n".join([*acts, *lines])
    return f"<details><summary>{_text(title)}</summary>\n\n{fence}diff\n{inner}\n{fence}\n\n</details>\n"


def _lines(value: Any) -> list[str]:
    return json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True).splitlines() if value else []


def _text(text: str) -> str:
    """Text of others as text: nothing in it is markup, a mention or a new line of a table."""
    flat = "".join(sign if sign.isprintable() else " " for sign in str(text))
    return _MARKUP.sub(r"\\\1", flat)

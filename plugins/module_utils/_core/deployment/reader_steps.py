# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a plan does to the readers of records, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.plan import (
    DOCUMENT,
    GUARDRAIL,
    PROFILE,
    RECORD,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import few

#: Keys and regions of a step that are named.
_NAMED = 6
_MADE, _GOING = ("create", "replace"), ("retire", "delete")

Rows = Sequence[Mapping[str, Any]]


def reader_steps(changes: Rows, settings: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """``workload`` and ``steps``, texts in their order, of each workload whose readers find something else."""
    found = []
    for workload, how in settings.items():
        rows = [row for row in changes if row["workload"] == workload]
        if rows:
            documents = [row for row in changes if row["kind"] == DOCUMENT]
            found.append({"workload": workload, "steps": list(_steps(rows, documents, how))})
    return [one for one in found if one["steps"]]


def _steps(rows: Rows, documents: Rows, how: Mapping[str, Any]) -> Iterator[str]:
    made = _of(rows, PROFILE, _MADE)
    going = _of(rows, PROFILE, _GOING)
    written = [row for row in _of(rows, RECORD, ("create", "update")) if row["reasons"] or row["action"] == "create"]
    withdrawn = _of(rows, RECORD, ("delete",))
    guardrails = [row for row in rows if row["kind"] == GUARDRAIL and row["action"] != "delete"]
    if guardrails:
        yield f"The guardrail is written in {_regions(guardrails)}; a record that pins its version keeps the old one."
    if made:
        kept = " Readers go on with the profiles that they have." if _of(rows, PROFILE, ("replace",)) else ""
        yield f"New profiles are created for {_keys(made)} in {_regions(made)}.{kept}"
        if how.get("verify"):
            yield "Each new profile is called once. An entry whose new profile does not answer keeps its record."
    if written:
        moved = " From here on who reads them calls the new profiles." if made else ""
        yield f"The records of {_keys(written)} are written in {_regions(written)}.{moved}"
    if documents and (written or withdrawn):
        yield f"The document is written in {_regions(documents)}."
    if withdrawn:
        yield f"The records of {_keys(withdrawn)} are withdrawn in {_regions(withdrawn)}: readers find them no longer."
    if going:
        yield from _deleting(going, how)


def _deleting(going: Rows, how: Mapping[str, Any]) -> Iterator[str]:
    seconds, hours = how.get("grace_seconds") or 0, how.get("refuse_if_used_within") or 0
    if seconds:
        yield f"Readers that keep a record in memory have {seconds} s to read it again."
    else:
        yield "There is no wait (grace_seconds is 0): a reader that keeps a record in memory may call what is gone."
    unless = f", unless one was called in the last {hours} hours" if hours else ""
    yield f"The old profiles of {_keys(going)} in {_regions(going)} are deleted{unless}. Calls of their ARNs fail."


def _of(rows: Rows, kind: str, actions: Sequence[str]) -> list[Mapping[str, Any]]:
    return [row for row in rows if row["kind"] == kind and row["action"] in actions]


def _keys(rows: Rows) -> str:
    return few(list(dict.fromkeys(row["key"] for row in rows)), _NAMED)


def _regions(rows: Rows) -> str:
    return few(list(dict.fromkeys(row["region"] for row in rows)), _NAMED)

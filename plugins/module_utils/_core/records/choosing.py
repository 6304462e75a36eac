# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records selected by keys or workloads. Missing ones are reported, so that they do not look checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

#: Tags of the playbooks for roles without records.
WITHOUT_RECORDS = frozenset({"publish", "access", "observability"})


def chosen_records(
    records: Mapping[str, Any],
    workloads: Iterable[str] = (),
    keys: Iterable[str] = (),
    damaged: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The ``records`` and the ``damaged`` ones that are named, and as ``problems`` what is named and not there.

    Without workloads all are meant, without keys (``<workload>/<key>``) all of the workloads. Tags of roles that have
    no records are no mistake, and choose nothing.
    """
    paths = sorted({*records, *(row["path"] for row in damaged)})
    published = list(dict.fromkeys(workload_of(path) for path in paths))
    requested, wanted = list(dict.fromkeys(workloads)), list(dict.fromkeys(keys))
    named = [workload for workload in requested if workload not in WITHOUT_RECORDS] if requested else published
    problems = [
        f"{workload}: no record of such a workload is published; {did_you_mean(workload, published)}"
        for workload in named
        if workload not in published
    ]
    problems += [
        f"{key}: no such record is published; {did_you_mean(key, paths)}" for key in wanted if key not in paths
    ]
    problems += [
        f"{key}: is left out, since only {', '.join(requested)} is requested; add {workload_of(key)}"
        for key in wanted
        if key in paths and workload_of(key) not in named
    ]
    chosen = {path for path in paths if workload_of(path) in named and (not wanted or path in wanted)}
    return {
        "records": {path: record for path, record in records.items() if path in chosen},
        "damaged": [row for row in damaged if row["path"] in chosen],
        "problems": problems,
    }


def workload_of(path: str) -> str:
    """Of ``<workload>/<key>``."""
    return path.partition("/")[0]

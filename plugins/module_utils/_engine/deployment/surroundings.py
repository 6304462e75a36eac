# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is at the place of a deployment and not part of it. What was read for the plan already is not read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.notes import Undeclared
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.reading import (
    damaged_records,
    foreign_parameters,
    is_place,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    OWNER,
    WORKLOAD,
    is_subset,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.documents import Document
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.publishing import listed, tagged


def note_surroundings(documents: Iterable[Document], run: Run) -> None:
    """Workloads of the environment that are not in the run, and parameters of others where records are.

    Nobody has to be allowed to read them: what is denied is left out.
    """
    places = list(documents)
    declared = {(document.environment, course.name) for document in places for course in document.courses}
    for document in places:
        here = {name for environment, name in declared if environment == document.environment}
        document.undeclared = _undeclared(document, here, run)
        document.foreign = _foreign(document, run)


def _undeclared(document: Document, declared: set[str], run: Run) -> list[Undeclared]:
    records = Counter(path.partition("/")[0] for path in document.records)
    profiles = Counter(_workloads(document, run))
    names = [name for name in dict.fromkeys([*records, *profiles]) if name not in declared]
    return [Undeclared(name, profiles[name], records[name]) for name in sorted(names)]


def _workloads(document: Document, run: Run) -> list[str]:
    """The tag Workload of every profile of the environment, as the tagging API knows it."""
    regions = list(dict.fromkeys(region for course in document.courses for region in course.workload.regions))
    gateways = document.session.profiles(regions)
    tags = {MANAGED_BY: OWNER, ENVIRONMENT: document.environment}
    answers = run.pool.map(lambda region: gateways[region].our_tags(), regions)
    found = [owner for answer in answers if not answer.error for owner in answer.result.values()]
    return [owner[WORKLOAD] for owner in found if is_subset(tags, owner) and WORKLOAD in owner]


def _foreign(document: Document, run: Run) -> list[dict[str, Any]]:
    """What is in the place of a record, and is none of this environment."""
    prefix, environment = document.prefix, document.environment
    rows, _errors = listed(document.session, run, prefix, document.regions)
    rows = [row for row in rows if is_place(row["name"], prefix)]
    suspects = {row["key"] for row in damaged_records(rows, prefix, environment)}
    try:
        owners = tagged(document.session, run, [row for row in rows if row["name"] in suspects])
    except CallError:
        owners = []
    damaged = [row for row in damaged_records(rows, prefix, environment, owners) if not row["managed"]]
    unowned: Sequence[dict[str, Any]] = [
        {"name": row["key"], "region": row["region"], "reason": f"{row['fault']}, and it carries no tags of ours"}
        for row in damaged
    ]
    return [*unowned, *foreign_parameters(rows, prefix, environment, owners)]

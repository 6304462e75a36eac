# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure profiles: all batches of all regions side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.figures import (
    Figures,
    Points,
    Query,
    batches,
    figures_of,
    queries_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.profiles import UsedProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.spans import Span
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool


class MetricGateway(Protocol):
    """CloudWatch in one region. It may raise CallError."""

    def points(self, queries: Sequence[Query], start: datetime, end: datetime, seconds: int) -> Points: ...


#: A region and up to 500 of its queries.
Task = tuple[str, Sequence[Query]]


def measure(
    profiles: Sequence[UsedProfile],
    gateways: Callable[[str], MetricGateway],
    span: Span,
    *,
    workers: int,
) -> tuple[list[tuple[UsedProfile, dict[datetime, Figures]]], list[Problem]]:
    """Each profile with its figures, and a problem for each region that could not be read in full.

    A profile of which anything is missing is left out: half a number would pass for the whole.
    """
    by_region = {region: gateways(region) for region in dict.fromkeys(profile.region for profile in profiles)}

    def read(task: Task) -> Points:
        region, batch = task
        return by_region[region].points(batch, span.start, span.end, span.seconds)

    with Pool(workers) as pool:
        answers = pool.map(read, _tasks(profiles), place=lambda task: task[0])
    known: dict[str, dict[Query, Mapping[datetime, float]]] = {region: {} for region in by_region}
    unread: set[tuple[str, str]] = set()
    problems: dict[str, Problem] = {}
    for answer in answers:
        region, batch = answer.task
        if answer.error:
            unread |= {(region, query.profile_id) for query in batch}
            problems.setdefault(region, answer.error.problem())
        else:
            known[region] |= answer.result
    measured = [
        (one, figures_of(one.profile_id, known[one.region]))
        for one in profiles
        if (one.region, one.profile_id) not in unread
    ]
    return measured, list(problems.values())


def _tasks(profiles: Sequence[UsedProfile]) -> list[Task]:
    queries: dict[str, list[Query]] = {}
    for profile in profiles:
        queries.setdefault(profile.region, []).extend(queries_of(profile.profile_id))
    return [(region, batch) for region, requested in queries.items() for batch in batches(requested)]

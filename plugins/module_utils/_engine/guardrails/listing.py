# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""List the guardrails of regions, as AWS returns them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.report import guardrail_row
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import is_subset
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.gateway import GuardrailGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Workers, pool_of


@dataclass(frozen=True, slots=True)
class Request:
    """Which guardrails to list, and in which version; an empty set means all."""

    names: frozenset[str] = frozenset()
    identifiers: frozenset[str] = frozenset()
    version: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    versions: bool = True

    def covers(self, summary: Mapping[str, Any]) -> bool:
        return (not self.names or summary["name"] in self.names) and (
            not self.identifiers or bool(self.identifiers & {summary["id"], summary["arn"]})
        )


def list_guardrails(
    gateways: Mapping[str, GuardrailGateway], request: Request, *, workers: Workers
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Rows sorted by region and name, and a problem for all that could not be read."""
    with pool_of(workers) as pool:
        listed = pool.map(lambda region: gateways[region].summaries(), list(gateways), place=str)
        problems = [answer.error.problem() for answer in listed if answer.error]
        found = [(a.task, row) for a in listed if not a.error for row in _requested(a.task, a.result, request)]
        answers = pool.map(lambda task: _row(gateways[task[0]], task[1], request), found, place=lambda task: task[0])
    failed = [(answer.task[1]["name"], answer.error) for answer in answers if answer.error]
    problems += [error.problem(name) for name, error in failed if not error.missing]
    rows = [row for answer in answers if not answer.error for row in [answer.result] if row]
    return sorted(rows, key=lambda row: (row["region"], row["name"], row["guardrail_id"])), problems


def _requested(region: str, summaries: Iterable[Mapping[str, Any]], request: Request) -> list[Mapping[str, Any]]:
    """The requested guardrails of a region, those of other accounts by their ARN only.

    AWS lists a guardrail to its owner only, but a resource-based policy may let others read and use it (user guide,
    "Using resource-based policies for guardrails").
    """
    listed = list(summaries)
    known = {row["arn"] for row in listed}
    arns = sorted(name for name in request.identifiers if name.startswith("arn:") and name.split(":")[3:4] == [region])
    shared = [{"id": arn, "arn": arn, "name": arn, "shared": True} for arn in arns if arn not in known]
    return [row for row in listed if request.covers(row)] + ([] if request.tags else shared)


def _row(gateway: GuardrailGateway, summary: Mapping[str, Any], request: Request) -> dict[str, Any] | None:
    """None if it has other tags, lacks the version, or was deleted in the meantime."""
    # Tags and the list of versions are the owner's to read.
    shared = "shared" in summary
    tags = {} if shared else gateway.tags(summary["arn"])
    if not is_subset(request.tags, tags):
        return None
    answer = gateway.get(summary["id"], request.version)
    if answer is None or (request.names and answer["name"] not in request.names):
        return None
    row = guardrail_row(answer, region=gateway.region, tags=tags, version=answer["version"])
    return {**row, "versions": None if shared else gateway.versions(summary["id"])} if request.versions else row

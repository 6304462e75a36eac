# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""List what regions have: profiles with tags and the lifecycle of their model, foundation models with availability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import FoundationModel
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.rows import (
    model_row,
    plain_lifecycle,
    system_profile_row,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import profile_row
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER, is_subset
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool, Workers, pool_of
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.gateway import Gateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.reading import TAGGING_LAG


@dataclass(frozen=True, slots=True)
class Request:
    """Which profiles to list; an empty set means all."""

    kind: str = "application"
    names: frozenset[str] = frozenset()
    identifiers: frozenset[str] = frozenset()
    tags: Mapping[str, str] = field(default_factory=dict)
    lifecycle: bool = True

    def covers(self, row: Mapping[str, Any]) -> bool:
        identities = {row["inference_profile_arn"], row["inference_profile_id"]}
        return (not self.names or row["inference_profile_name"] in self.names) and (
            not self.identifiers or bool(identities & self.identifiers)
        )


def list_profiles(
    gateways: Mapping[str, Gateway], request: Request, *, workers: Workers
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Rows sorted by region and name, and a problem for every region that could not be read."""
    with pool_of(workers) as pool:
        answers = pool.map(lambda region: _region_rows(gateways[region], request), list(gateways))
        problems = [answer.error.problem() for answer in answers if answer.error]
        found = [(answer.task, row) for answer in answers if not answer.error for row in answer.result]
        rows, failed = _with_tags(pool, gateways, found, request)
    rows = [row for row in rows if is_subset(request.tags, row["tags"])]
    rows.sort(key=lambda row: (row["region"], row["inference_profile_name"], row["inference_profile_arn"]))
    return rows, problems + failed


def _region_rows(gateway: Gateway, request: Request) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    if request.kind != "system_defined":
        rows += [profile_row(profile) for profile in gateway.profiles()]
    if request.kind != "application" and not request.tags:
        rows += [system_profile_row(profile, gateway.region) for profile in gateway.system_profiles()]
    rows = [row for row in rows if request.covers(row)]
    if request.lifecycle and rows:
        models = {model.model_id: model for model in gateway.foundation_models()}
        for row in rows:
            model = models.get(row["base_model_id"])
            row["model_lifecycle"] = plain_lifecycle(model.lifecycle) if model else {}
    return rows


def _with_tags(
    pool: Pool, gateways: Mapping[str, Gateway], found: Sequence[tuple[str, dict[str, Any]]], request: Request
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Application profiles with their tags, without those deleted in the meantime."""
    applications = [(region, row) for region, row in found if row["type"] == "APPLICATION"]
    rows = [row for _region, row in found if row["type"] != "APPLICATION"]
    problems = []
    reported = _known_tags(pool, gateways, {region for region, _row in applications})
    known = {arn: tags for region_tags in reported.values() for arn, tags in region_tags.items()}
    unknown = [(region, row) for region, row in applications if row["inference_profile_arn"] not in known]
    rows += [{**row, "tags": known[arn]} for _r, row in applications if (arn := row["inference_profile_arn"]) in known]
    if request.tags.get(MANAGED_BY) == OWNER and not (request.names or request.identifiers):
        # Only ours are requested, which the bulk read returns unless they are new; there may be thousands of others.
        unknown = [(region, row) for region, row in unknown if region not in reported or _is_new(row)]
    for answer in pool.map(lambda task: gateways[task[0]].tags(task[1]["inference_profile_arn"]), unknown):
        if answer.error is None:
            rows.append({**answer.task[1], "tags": answer.result})
        elif not answer.error.missing:
            problems.append(answer.error.problem(answer.task[1]["inference_profile_name"]))
    return rows, problems


def _known_tags(
    pool: Pool, gateways: Mapping[str, Gateway], regions: set[str]
) -> dict[str, Mapping[str, dict[str, str]]]:
    # If the tagging API is denied or down, tags are read per profile.
    answers = pool.map(lambda region: gateways[region].our_tags(), sorted(regions))
    return {answer.task: answer.result for answer in answers if not answer.error}


def _is_new(row: Mapping[str, Any]) -> bool:
    created = row["created_at"]
    return not created or datetime.now(UTC) - datetime.fromisoformat(created) < TAGGING_LAG


def list_models(
    gateways: Mapping[str, Gateway],
    *,
    identifiers: frozenset[str],
    provider: str | None,
    availability: bool,
    workers: int,
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Foundation models of every region, with availability for this account if requested."""

    def wanted(model: FoundationModel) -> bool:
        return (not identifiers or bool(identifiers & {model.model_id, model.arn})) and (
            not provider or model.provider.lower() == provider.lower()
        )

    with Pool(workers) as pool:
        answers = pool.map(lambda region: gateways[region].foundation_models(), list(gateways))
        problems = [answer.error.problem() for answer in answers if answer.error]
        found = [(a.task, model) for a in answers if not a.error for model in a.result if wanted(model)]
        if not availability:
            rows = [model_row(model, region) for region, model in found]
        else:
            requested = pool.map(lambda task: gateways[task[0]].availability(task[1].model_id), found)
            problems += [a.error.problem(a.task[1].model_id) for a in requested if a.error]
            rows = [model_row(a.task[1], a.task[0], a.result) for a in requested if not a.error]
    rows.sort(key=lambda row: (row["region"], row["model_id"]))
    return rows, problems

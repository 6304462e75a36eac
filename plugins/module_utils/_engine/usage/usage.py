# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage of an environment, or of profiles with some tags: records and lists say which, CloudWatch how much."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.choosing import WITHOUT_RECORDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import record_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, MANAGED_BY, OWNER
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.profiles import of_workloads, used_profiles
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.report import Advice, usage_report
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.spans import Span
from ansible_collections.genai.bedrock.plugins.module_utils._engine import records
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.gateway import Gateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.listing import Request as Profiles
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.listing import list_profiles
from ansible_collections.genai.bedrock.plugins.module_utils._engine.records import RecordGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.usage.measuring import MetricGateway, measure


@dataclass(frozen=True, slots=True)
class Request:
    """Whose usage, and when. With an ``environment`` its records count, too; ``tags`` limit what is listed."""

    regions: Sequence[str]
    span: Span
    environment: str = ""
    prefix: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    workloads: Sequence[str] = ()
    group_by: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Gateways:
    """How regions are reached: Parameter Store where records are read, and what is made once a region is known."""

    parameters: Mapping[str, RecordGateway]
    profiles: Callable[[str], Gateway]
    metrics: Callable[[str], MetricGateway]


@dataclass(frozen=True, slots=True)
class Found:
    """The report, rows of what could not be read, and sentences about workloads that are not there."""

    report: dict[str, Any]
    unread: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def usage(request: Request, gateways: Gateways, advice: Advice, *, workers: int) -> Found:
    """Whatever could be read is reported; what could not is a row of ``unread``."""
    published: dict[str, Any] = {}
    unread: list[dict[str, Any]] = []
    if request.environment:
        requested = records.Request(request.environment, request.prefix, document=False)
        read = records.read_published(gateways.parameters, requested, workers=workers)
        published = read.records
        unread += _rows(read.unread) + [row for row in read.damaged if row["managed"]]
    regions = list(dict.fromkeys([*request.regions, *record_regions(published.values())]))
    listed, unlisted = _listed(request, {region: gateways.profiles(region) for region in regions}, workers)
    profiles = used_profiles(listed, _chosen(published, request.tags, listed), request.environment)
    chosen, problems = of_workloads(profiles, request.workloads, WITHOUT_RECORDS)
    measured, unmeasured = measure(chosen, gateways.metrics, request.span, workers=workers)
    report = usage_report(
        [advice.measured(profile, figures) for profile, figures in measured], request.span, request.group_by
    )
    unread += _rows(unlisted) + _rows(unmeasured)
    return Found({"environment": request.environment, **report}, unread, problems)


def _listed(
    request: Request, gateways: Mapping[str, Gateway], workers: int
) -> tuple[list[dict[str, Any]], list[Problem]]:
    ours = {MANAGED_BY: OWNER, ENVIRONMENT: request.environment} if request.environment else {}
    return list_profiles(gateways, Profiles(tags={**ours, **request.tags}, lifecycle=False), workers=workers)


def _chosen(
    published: Mapping[str, Any], tags: Mapping[str, str], listed: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Records of profiles that are asked for: tags are known of listed ones alone."""
    if not tags:
        return dict(published)
    known = {row["inference_profile_arn"] for row in listed}
    kept = {
        path: {
            **record,
            "targets": [target for target in record["targets"] if target["arn"] in known],
            "previous": [arn for arn in record.get("previous") or [] if arn in known],
        }
        for path, record in published.items()
    }
    return {path: record for path, record in kept.items() if record["targets"] or record["previous"]}


def _rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [problem.as_dict() for problem in problems]

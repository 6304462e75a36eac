# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""End of life of deployed models: everything that the report needs, read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.report import lifecycle_report
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, MANAGED_BY, OWNER
from ansible_collections.genai.bedrock.plugins.module_utils._engine import records
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.gateway import Gateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.listing import Request as Profiles
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.listing import list_models, list_profiles
from ansible_collections.genai.bedrock.plugins.module_utils._engine.records import RecordGateway


@dataclass(frozen=True, slots=True)
class Request:
    """Whose profiles, and for which day. ``everybody``: those of others in the same regions, too."""

    environment: str
    prefix: str
    regions: Sequence[str]
    today: date
    days: int = 90
    workloads: Sequence[str] = ()
    everybody: bool = False


@dataclass(slots=True)
class Lifecycles:
    """The report, and rows of what could not be read: it may be why a workload seems to have no profile."""

    report: dict[str, Any]
    unread: list[dict[str, Any]] = field(default_factory=list)


def read_lifecycles(
    request: Request, parameters: Mapping[str, RecordGateway], profiles: Callable[[str], Gateway], *, workers: int
) -> Lifecycles:
    """Records give entries and more regions, profiles their models, and the lists of each region the successors."""
    published = records.read_published(
        parameters, records.Request(request.environment, request.prefix, document=False), workers=workers
    )
    targets = [target["region"] for record in published.records.values() for target in record["targets"]]
    gateways = {region: profiles(region) for region in dict.fromkeys([*request.regions, *targets])}
    ours = {} if request.everybody else {MANAGED_BY: OWNER, ENVIRONMENT: request.environment}
    deployed, unlisted = list_profiles(gateways, Profiles(tags=ours, lifecycle=False), workers=workers)
    # Needed for successors within the same geography.
    offered, hidden = list_profiles(gateways, Profiles(kind="system_defined", lifecycle=False), workers=workers)
    models, unknown = list_models(gateways, identifiers=frozenset(), provider=None, availability=False, workers=workers)
    report = lifecycle_report(
        deployed,
        models,
        published.records,
        days=request.days,
        today=request.today,
        environment=request.environment,
        workloads=request.workloads,
        system_profiles=offered,
    )
    damaged = [row for row in published.damaged if row["managed"]]
    unread = [problem.as_dict() for problem in (*published.unread, *unlisted, *hidden, *unknown)]
    return Lifecycles(report, [*unread, *damaged])

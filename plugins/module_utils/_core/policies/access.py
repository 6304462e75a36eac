# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The policies of an environment: one for the applications of each workload, one for deployers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import parse_arn
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.deploying import Deployment, deployer_policy
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.invoking import (
    InvokeRequest,
    invoke_policy,
    required_regions,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.policies import Document
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MODEL_SOURCE
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import WORKLOAD_KINDS

INVOKE, DEPLOYER, ASSUME_ROLE = "invoke", "deployer", "assume-role"
ASSUMING = "assume_role"


@dataclass(frozen=True, slots=True)
class Access:
    """The content of the policies. ``deployment`` and ``invoking`` have no account yet; it is read from AWS."""

    deployment: Deployment
    invoking: InvokeRequest
    #: Whether they are managed in IAM, the prefix of their names, and their additional tags.
    managed: bool = False
    policy_prefix: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    ignore_tags: IgnoredTags = NOTHING_IGNORED
    #: Workload → names of IAM roles, and those of deployers.
    roles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    deployer_roles: Sequence[str] = ()
    #: How variables begin in messages.
    start: str = ""

    @property
    def environment(self) -> str:
        return self.deployment.environment


def workloads_of(records: Mapping[str, Record]) -> list[str]:
    return sorted({str(record["workload"]) for record in records.values()})


def known_workloads(records: Mapping[str, Record]) -> list[str]:
    """Workloads that a user may name: those of the roles, and those that are published."""
    return sorted({*WORKLOAD_KINDS, *workloads_of(records)})


def workload_problems(access: Access, records: Mapping[str, Record]) -> list[Problem]:
    """Roles are given for a workload that neither is published nor has a role of this collection."""
    known = known_workloads(records)
    return [
        Problem(f"{access.start}roles.{workload}: is no workload that has records; there are {', '.join(known)}")
        for workload in access.roles
        if workload not in known
    ]


def profile_arns(records: Mapping[str, Record]) -> list[str]:
    """Every profile that records send readers to, or have sent them to and still let them use."""
    targets = [target["arn"] for record in records.values() for target in record["targets"]]
    previous = [arn for record in records.values() for arn in record.get("previous") or ()]
    return list(dict.fromkeys([*targets, *previous]))


def source_arns(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The system-defined profiles behind these profiles, as the profiles themselves remember them."""
    sources = {(row.get("tags") or {}).get(MODEL_SOURCE, "") for row in rows}
    return sorted(source for source in sources if ":inference-profile/" in source and parse_arn(source))


def regions_of(arns: Iterable[str]) -> list[str]:
    return sorted({arn.region for text in arns if (arn := parse_arn(text)) and arn.region})


def policy_documents(
    access: Access, account: str, records: Mapping[str, Record], rows: Sequence[Mapping[str, Any]]
) -> dict[str, Document]:
    """Name of a file, without its ending → document: ``invoke-<workload>``, ``deployer``, ``assume-role``.

    Large policies continue in ``-2``, ``-3`` and so on. ``rows`` are the live profiles, and the
    system-defined ones behind them. Raises ProblemError.
    """
    made: dict[str, Document] = {}
    invoking = replace(access.invoking, account=account)
    for workload in workloads_of(records):
        own = {path: record for path, record in records.items() if record["workload"] == workload}
        made |= _numbered(f"{INVOKE}-{workload}", invoke_policy(own, invoking, rows))
    regions = list(dict.fromkeys([*access.deployment.regions, *regions_of(profile_arns(records))]))
    deployment = replace(access.deployment, account=account, regions=regions)
    features = [feature for feature in deployment.features if feature != ASSUMING]
    made |= _numbered(DEPLOYER, deployer_policy(replace(deployment, features=features)))
    if deployment.assume_role_arn:
        made |= _numbered(ASSUME_ROLE, deployer_policy(replace(deployment, features=(ASSUMING,))))
    return made


def open_regions(
    access: Access, records: Mapping[str, Record], rows: Iterable[Mapping[str, Any]]
) -> tuple[list[str], list[str]]:
    """Regions that an organization's policies must not deny: for Bedrock, and for deployers and readers of records."""
    deployed = {*access.deployment.every_region, *regions_of(profile_arns(records))}
    return required_regions(records, rows), sorted(deployed)


def access_lines(
    access: Access,
    records: Mapping[str, Record],
    policies: Iterable[str],
    required: Sequence[str],
    deployed: Sequence[str],
) -> list[str]:
    """Lines of the summary. SCPs apply to the regions to which AWS may route; deploying uses others."""
    lines = [f"Managed policies: {', '.join(policies)}"] if access.managed else []
    unpublished = sorted(set(access.roles) - set(workloads_of(records)))
    lines += [f"{workload}: nothing is published, so that there is no policy for it" for workload in unpublished]
    lines.append(f"Regions that no policy of your organisation may deny for Bedrock: {', '.join(required)}")
    lines.append(f"Regions that it must not deny to deployers and readers of records: {', '.join(deployed)}")
    if "unspecified" in required:
        lines.append("unspecified means calls of global profiles that leave their region (aws:RequestedRegion)")
    return lines


def _numbered(stem: str, documents: Sequence[Document]) -> dict[str, Document]:
    return {f"{stem}-{number}" if number > 1 else stem: document for number, document in enumerate(documents, 1)}

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The permissions of deployers, within the regions, SSM prefix and tags of an environment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import partition_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.deployer_actions import FEATURES
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.grants import (
    ANYWHERE,
    FIRST_PARAMETERS,
    PARAMETERS,
    Grant,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.policies import (
    Document,
    Statement,
    documents,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.rules import (
    account_problems,
    boundary_problems,
    dashboard_of,
    dashboard_problems,
    environment_problems,
    prefix_of,
    prefix_problems,
    region_problems,
    role_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

_EVERY_REGION = "{every_region}"


@dataclass(frozen=True, slots=True)
class Deployment:
    """Which environment is deployed where. ``ssm_regions`` empty: the first region. ``former_regions``: where the
    environment was before; they count as regions of the profiles and of the parameters.

    ``log_role_arn`` is an existing role that Bedrock uses for logging; ``log_role_boundary_arn`` the
    permissions boundary without which a role of ours must not be.
    """

    environment: str
    account: str
    regions: Sequence[str]
    ssm_prefix: str = ""
    ssm_regions: Sequence[str] = ()
    features: Sequence[str] = ("base",)
    assume_role_arn: str = ""
    log_role_arn: str = ""
    log_role_boundary_arn: str = ""
    dashboard_name: str = ""
    former_regions: Sequence[str] = ()

    @property
    def parameter_regions(self) -> Sequence[str]:
        return self.ssm_regions or self.regions[:1]

    @property
    def every_region(self) -> list[str]:
        return sorted({*self.regions, *self.parameter_regions, *self.former_regions})


@dataclass(frozen=True, slots=True)
class _Part:
    """A grant in one region; empty: in none in particular."""

    grant: Grant
    region: str


def deployer_policy(deployment: Deployment) -> list[Document]:
    """The documents of a deployment with these features."""
    problems = _problems(deployment)
    if problems:
        raise ProblemError(problems)
    parts = [
        _Part(grant, region)
        for feature in FEATURES
        if feature in deployment.features
        for grant in FEATURES[feature]
        if not grant.only_with or getattr(deployment, grant.only_with)
        for region in _regions(grant, deployment)
    ]
    return documents(parts, lambda group: list(_statements(group, deployment)))


def _regions(grant: Grant, deployment: Deployment) -> Sequence[str]:
    if grant.place == ANYWHERE:
        return [""]
    if grant.place == FIRST_PARAMETERS:
        return deployment.parameter_regions[:1]
    current = deployment.parameter_regions if grant.place == PARAMETERS else deployment.regions
    return sorted({*current, *deployment.former_regions})


def _statements(parts: Sequence[_Part], deployment: Deployment) -> Iterator[Statement]:
    regions: dict[str, list[str]] = {}
    for part in parts:
        regions.setdefault(part.grant.sid, []).append(part.region)
    grants = {part.grant.sid: part.grant for part in parts}
    for sid, grant in grants.items():
        conditions = {
            operator: {
                key: found for key, values in keys.items() if (found := _filled(values, regions[sid], deployment))
            }
            for operator, keys in grant.conditions.items()
        }
        resources = _filled(grant.resources, regions[sid], deployment)
        yield Statement(sid, grant.actions + grant.implied, resources, conditions)


def _filled(templates: Iterable[str], regions: Iterable[str], deployment: Deployment) -> list[str]:
    """Each template in each region; what is made of a value that is not given is left out."""
    return [
        text
        for template in templates
        for region in regions
        for text in (
            deployment.every_region if template == _EVERY_REGION else [template.format_map(_values(region, deployment))]
        )
        if text
    ]


def _values(region: str, deployment: Deployment) -> Mapping[str, str]:
    return {
        "partition": partition_of(region),
        "region": region,
        "account": deployment.account,
        "environment": deployment.environment,
        "prefix": prefix_of(deployment.environment, deployment.ssm_prefix),
        "assume_role_arn": deployment.assume_role_arn,
        "log_role_arn": deployment.log_role_arn,
        "log_role_boundary_arn": deployment.log_role_boundary_arn,
        "dashboard_name": dashboard_of(deployment.environment, deployment.dashboard_name),
    }


def _problems(deployment: Deployment) -> list[Problem]:
    empty = [] if deployment.regions else ["regions: is empty; name the regions of the environment"]
    features = [
        f"features: '{feature}' is unknown; {did_you_mean(feature, FEATURES)}"
        for feature in deployment.features
        if feature not in FEATURES
    ]
    assumes, log_role = "assume_role" in deployment.features, deployment.log_role_arn
    boundary, dashboard = deployment.log_role_boundary_arn, deployment.dashboard_name
    found: list[tuple[str, Sequence[str]]] = [
        ("environment", environment_problems(deployment.environment)),
        # The account is that of the credentials.
        ("", account_problems(deployment.account)),
        ("regions", region_problems(deployment.regions, "regions")),
        ("ssm_regions", region_problems(deployment.ssm_regions, "ssm_regions")),
        ("former_regions", region_problems(deployment.former_regions, "former_regions")),
        ("ssm_prefix", prefix_problems(deployment.ssm_prefix)),
        ("regions", empty),
        ("features", features),
        ("assume_role_arn", role_problems(deployment.assume_role_arn, "assume_role_arn") if assumes else ()),
        ("log_role_arn", role_problems(log_role, "log_role_arn") if log_role else ()),
        ("log_role_boundary_arn", boundary_problems(boundary) if boundary else ()),
        ("dashboard_name", dashboard_problems(dashboard) if dashboard else ()),
    ]
    return [Problem(text, option=option) for option, texts in found for text in texts]

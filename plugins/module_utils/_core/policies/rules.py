# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Valid values in policies: a ``*`` in an account, region or path would allow more than intended."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.paths import normal_path
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import Regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import (
    anything,
    fields,
    list_of,
    map_of,
    maybe,
    text,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import SETTINGS

_GUARDRAIL = fields({}, {"identifier": maybe(text), "version": anything, "guardrail_profile": maybe(text)})
_TARGET = fields(
    {"arn": text},
    {"region": maybe(text), "destinations": maybe(TEXTS), "source": maybe(text), "guardrail": maybe(_GUARDRAIL)},
)
#: The parts of records and live profiles that policies use.
RECORDS = map_of(
    fields(
        {"workload": text, "environment": text, "targets": list_of(_TARGET)},
        {"base_model_id": maybe(text), "previous": maybe(TEXTS)},
    )
)
PROFILES = list_of(
    fields(
        {},
        {
            "inference_profile_arn": maybe(text),
            "models": maybe(list_of(fields({"model_arn": text}))),
            "destinations": maybe(TEXTS),
            "tags": maybe(map_of(text)),
        },
    )
)

_ACCOUNT = re.compile(r"[0-9]{12}")
_GUARDRAIL_PROFILE = re.compile(r"arn:aws[a-z-]*:bedrock:[a-z0-9-]+:[0-9]{12}:guardrail-profile/[a-z0-9.:-]+")
_ROLE = re.compile(r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[\w+=,.@/-]+")
_POLICY = re.compile(r"arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[\w+=,.@/-]+")
_DASHBOARD = re.compile(r"[A-Za-z0-9_-]{1,255}")


def prefix_of(environment: str, ssm_prefix: str) -> str:
    """The path below which records are published."""
    return normal_path(ssm_prefix) or f"/{environment}/bedrock/inference-profiles"


def dashboard_of(environment: str, dashboard_name: str = "") -> str:
    """The dashboard that the role observability draws."""
    return dashboard_name or f"{environment}-bedrock"


def account_problems(account: str) -> list[str]:
    if _ACCOUNT.fullmatch(account):
        return []
    return [f"account: '{account}' is no account id, which has twelve digits; quote it, so that a leading 0 stays"]


def environment_problems(environment: str) -> list[str]:
    return [f"environment: {text}" for text in SETTINGS["environment"].rule(environment)]


def workload_problems(workload: str) -> list[str]:
    return [f"workload: {text}" for text in SETTINGS["workload"].rule(workload)]


def prefix_problems(ssm_prefix: str) -> list[str]:
    path = normal_path(ssm_prefix)
    return [f"ssm_prefix: {text}" for text in (SETTINGS["ssm_prefix"].rule(path) if ssm_prefix else ())]


def region_problems(regions: Iterable[str], option: str) -> list[str]:
    """Only what cannot be a region: this collection need not know each."""
    return [f"{option}: {text}" for region in regions if (text := Regions().problem(region))]


def role_problems(role_arn: str, option: str) -> list[str]:
    if _ROLE.fullmatch(role_arn):
        return []
    return [f"{option}: '{role_arn}' is no ARN of an IAM role, as arn:aws:iam::123456789012:role/deployer"]


def boundary_problems(policy_arn: str) -> list[str]:
    if _POLICY.fullmatch(policy_arn):
        return []
    return [f"log_role_boundary_arn: '{policy_arn}' is no ARN of a policy, as arn:aws:iam::123456789012:policy/logs"]


def dashboard_problems(name: str) -> list[str]:
    if _DASHBOARD.fullmatch(name):
        return []
    return [f"dashboard_name: '{name}' is no name of a dashboard, which has letters, digits, hyphens and underscores"]


def guardrail_profile_problems(arns: Iterable[str]) -> list[str]:
    return [
        f"guardrail_profiles: '{arn}' is no ARN of a guardrail profile, as "
        "arn:aws:bedrock:us-east-1:123456789012:guardrail-profile/us.guardrail.v1:0"
        for arn in arns
        if not _GUARDRAIL_PROFILE.fullmatch(arn)
    ]

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM policies for deployers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies import deploying as deployer_policies
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require, text


def deployer_policy(
    environment: str,
    account: str | int,
    regions: Sequence[str],
    ssm_regions: Sequence[str] = (),
    ssm_prefix: str = "",
    features: Sequence[str] = ("base",),
    assume_role_arn: str = "",
    log_role_arn: str = "",
    log_role_boundary_arn: str = "",
    dashboard_name: str = "",
    former_regions: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """The documents for deployers of an environment."""
    lists: dict[str, Any] = {
        "regions": regions,
        "ssm_regions": ssm_regions,
        "former_regions": former_regions,
        "features": features,
    }
    texts: dict[str, Any] = {
        "environment": environment,
        "ssm_prefix": ssm_prefix,
        "assume_role_arn": assume_role_arn,
        "log_role_arn": log_role_arn,
        "log_role_boundary_arn": log_role_boundary_arn,
        "dashboard_name": dashboard_name,
    }
    try:
        shapes = {name: (text, value) for name, value in texts.items()}
        require(**shapes, **{name: (TEXTS, value) for name, value in lists.items()})
        return deployer_policies.deployer_policy(deployer_policies.Deployment(account=str(account), **texts, **lists))
    except ProblemError as error:
        raise AnsibleFilterError(f"deployer_policy: {error}") from error


class FilterModule:
    """The filter deployer_policy."""

    def filters(self) -> dict[str, Any]:
        return {"deployer_policy": deployer_policy}

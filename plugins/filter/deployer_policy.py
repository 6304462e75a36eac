# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM policies for whoever deploys."""

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
) -> list[dict[str, Any]]:
    """The documents for whoever deploys an environment."""
    try:
        require(
            environment=(text, environment),
            regions=(TEXTS, regions),
            ssm_regions=(TEXTS, ssm_regions),
            ssm_prefix=(text, ssm_prefix),
            features=(TEXTS, features),
            assume_role_arn=(text, assume_role_arn),
            log_role_arn=(text, log_role_arn),
            log_role_boundary_arn=(text, log_role_boundary_arn),
            dashboard_name=(text, dashboard_name),
        )
        deployment = deployer_policies.Deployment(
            environment=environment,
            account=str(account),
            regions=regions,
            ssm_prefix=ssm_prefix,
            ssm_regions=ssm_regions,
            features=features,
            assume_role_arn=assume_role_arn,
            log_role_arn=log_role_arn,
            log_role_boundary_arn=log_role_boundary_arn,
            dashboard_name=dashboard_name,
        )
        return deployer_policies.deployer_policy(deployment)
    except ProblemError as error:
        raise AnsibleFilterError(f"deployer_policy: {error}") from error


class FilterModule:
    """The filter deployer_policy."""

    def filters(self) -> dict[str, Any]:
        return {"deployer_policy": deployer_policy}

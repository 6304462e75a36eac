# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A wish for the policies of an environment, as a task gives it."""

from __future__ import annotations

from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.access import Access
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.access_request import read_access

OPTIONS: dict[str, Any] = {
    "environment": "dev",
    "records": {},
    "regions": ["us-east-1", "us-west-2"],
    "ssm_prefix": None,
    "ssm_regions": [],
    "former_regions": [],
    "require_guardrail": False,
    "only_through_profiles": False,
    "guardrail_profiles": [],
    "allow_get_inference_profile": False,
    "features": ["base"],
    "deployer_role_arn": None,
    "log_role_arn": None,
    "log_role_boundary_arn": None,
    "dashboard_name": None,
    "manage": True,
    "policy_prefix": None,
    "roles": {},
    "deployer_roles": [],
    "tags": None,
    "variables": "access_",
}
OURS = {"ManagedBy": "genai.bedrock", "Environment": "dev"}


def access(**options: Any) -> Access:
    made, problems = read_access({**OPTIONS, **options})
    assert problems == []
    return made

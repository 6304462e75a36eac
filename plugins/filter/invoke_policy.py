# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM policies for applications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies import invoking as invoke_policies
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.rules import PROFILES, RECORDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require, text


def invoke_policy(
    records: Mapping[str, Any],
    ssm_regions: Sequence[str] = (),
    ssm_prefix: str = "",
    profiles: Sequence[Mapping[str, Any]] = (),
    require_guardrail: bool = False,
    only_through_profiles: bool = False,
    guardrail_profiles: Sequence[str] = (),
    account: str = "",
    allow_get_inference_profile: bool = False,
) -> list[dict[str, Any]]:
    """The documents for callers of the profiles in these records."""
    try:
        require(
            records=(RECORDS, records),
            profiles=(PROFILES, profiles),
            ssm_regions=(TEXTS, ssm_regions),
            ssm_prefix=(text, ssm_prefix),
            guardrail_profiles=(TEXTS, guardrail_profiles),
            account=(text, account),
        )
        requests = invoke_policies.InvokeRequest(
            ssm_prefix=ssm_prefix,
            ssm_regions=ssm_regions,
            account=account,
            require_guardrail=require_guardrail,
            only_through_profiles=only_through_profiles,
            guardrail_profiles=guardrail_profiles,
            allow_get_inference_profile=allow_get_inference_profile,
        )
        return invoke_policies.invoke_policy(records, requests, profiles)
    except ProblemError as error:
        raise AnsibleFilterError(f"invoke_policy: {error}") from error


class FilterModule:
    """The filter invoke_policy."""

    def filters(self) -> dict[str, Any]:
        return {"invoke_policy": invoke_policy}

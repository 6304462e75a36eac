# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Service Quotas: one call a function."""

from __future__ import annotations

from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call

#: The code of a quota without an applied value: its default applies.
NO_APPLIED_VALUE = "NoSuchResourceException"


def applied_quota(client: Any, region: str, *, service: str, quota: str) -> int:
    with aws_call("servicequotas", "GetServiceQuota", region):
        answer = client.get_service_quota(ServiceCode=service, QuotaCode=quota)
        return int(answer["Quota"]["Value"])


def default_quota(client: Any, region: str, *, service: str, quota: str) -> int:
    with aws_call("servicequotas", "GetAWSDefaultServiceQuota", region):
        answer = client.get_aws_default_service_quota(ServiceCode=service, QuotaCode=quota)
        return int(answer["Quota"]["Value"])

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who calls, and what IAM's policy simulator says he may do: one call a function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import Question, Verdict

_PAGE = 1000


def caller_identity(client: Any, region: str) -> tuple[str, str]:
    """Account id and ARN of the caller; it needs no permission."""
    with aws_call("sts", "GetCallerIdentity", region):
        answer = client.get_caller_identity()
        return answer["Account"], answer["Arn"]


def role_arn(client: Any, region: str, name: str) -> str:
    """The ARN of a role with its path, which the ARN of its sessions lacks."""
    with aws_call("iam", "GetRole", region):
        arn: str = client.get_role(RoleName=name)["Role"]["Arn"]
    return arn


def simulate(client: Any, region: str, principal: str, question: Question) -> list[Verdict]:
    """What the principal may do; nothing is done."""
    request: dict[str, Any] = {
        "PolicySourceArn": principal,
        "ActionNames": question.actions,
        "ContextEntries": [
            {
                "ContextKeyName": name,
                "ContextKeyValues": list(values),
                "ContextKeyType": "stringList" if name == "aws:TagKeys" else "string",
            }
            for name, values in question.context.items()
        ],
    }
    if question.resources:
        request["ResourceArns"] = question.resources
    with aws_call("iam", "SimulatePrincipalPolicy", region):
        pages = client.get_paginator("simulate_principal_policy").paginate(
            **request, PaginationConfig={"PageSize": _PAGE}
        )
        return [verdict for page in pages for row in page["EvaluationResults"] for verdict in _verdicts(row, question)]


def _verdicts(row: Mapping[str, Any], question: Question) -> Iterator[Verdict]:
    """One per resource, if the response has them separately."""
    organization = row.get("OrganizationsDecisionDetail", {}).get("AllowedByOrganizations") is False
    specific = row.get("ResourceSpecificResults") or []
    if not specific:
        missing = tuple(row.get("MissingContextValues", ()))
        # Without requested resources, the name is a template, not a resource.
        resource = row.get("EvalResourceName", "*") if question.resources else "*"
        yield Verdict(row["EvalActionName"], resource, row["EvalDecision"], organization, missing)
    for one in specific:
        decision, missing = one["EvalResourceDecision"], tuple(one.get("MissingContextValues", ()))
        yield Verdict(row["EvalActionName"], one["EvalResourceName"], decision, organization, missing)

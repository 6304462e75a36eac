# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an account may do and have: the quota of profiles, and IAM's policy simulator."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from .messages import Call, Reply
from .switches import active

# Fact sheet 6.
_SERVICE, _QUOTA, _DEFAULT = "bedrock", "L-40EC9882", 1000
_NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/"


def applied_quota(call: Call) -> dict[str, Any] | None:
    """Other quotas are moto's."""
    quota = active().profile_quota
    return _quota(call, _DEFAULT if quota is None else quota)


def default_quota(call: Call) -> dict[str, Any] | None:
    return _quota(call, _DEFAULT)


def simulate(call: Call) -> Reply:
    """What the switch deny names is not allowed, everything else is; policies are not read.

    The shape is that of the service's documentation: a result for each action, in it one for each resource.
    """
    form = {name: values[0] for name, values in parse_qs(call.http.body.decode()).items()}
    resources = _members(form, "ResourceArns")
    region = _context(form).get("aws:RequestedRegion", "")
    results = "".join(_result(action, resources, region) for action in _members(form, "ActionNames"))
    body = (
        f'<SimulatePrincipalPolicyResponse xmlns="{_NAMESPACE}"><SimulatePrincipalPolicyResult>'
        f"<EvaluationResults>{results}</EvaluationResults><IsTruncated>false</IsTruncated>"
        "</SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>"
    )
    return Reply(200, body.encode(), {"Content-Type": "text/xml"})


def _quota(call: Call, value: int) -> dict[str, Any] | None:
    if (call.params.get("ServiceCode"), call.params.get("QuotaCode")) != (_SERVICE, _QUOTA):
        return None
    reported = {"ServiceCode": _SERVICE, "QuotaCode": _QUOTA, "QuotaName": "Inference profiles per account"}
    return {"Quota": {**reported, "Value": float(value), "Adjustable": True, "GlobalQuota": False}}


def _result(action: str, resources: list[str], region: str) -> str:
    decision = "implicitDeny" if _denied(action, region) else "allowed"
    specific = "".join(
        f"<member><EvalResourceName>{escape(resource)}</EvalResourceName>"
        f"<EvalResourceDecision>{decision}</EvalResourceDecision></member>"
        for resource in resources
    )
    return (
        f"<member><EvalActionName>{escape(action)}</EvalActionName><EvalResourceName>*</EvalResourceName>"
        f"<EvalDecision>{decision}</EvalDecision><ResourceSpecificResults>{specific}</ResourceSpecificResults></member>"
    )


def _denied(action: str, region: str) -> bool:
    patterns = [word.partition("@") for word in active().deny]
    return any(fnmatchcase(action, pattern) and place in {"", region} for pattern, _at, place in patterns)


def _members(form: Mapping[str, str], name: str) -> list[str]:
    numbered = {key: value for key, value in form.items() if key.startswith(f"{name}.member.")}
    return [numbered[key] for key in sorted(numbered, key=lambda key: int(key.rpartition(".")[2]))]


def _context(form: Mapping[str, str]) -> dict[str, str]:
    """The first value of each context key."""
    names = {
        key.rpartition(".")[0]: value
        for key, value in form.items()
        if key.startswith("ContextEntries.member.") and key.endswith(".ContextKeyName")
    }
    return {name: form.get(f"{entry}.ContextKeyValues.member.1", "") for entry, name in names.items()}

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What IAM knows of a resource at this moment, whatever service it is of: its tags, and the boundary of a role."""

from __future__ import annotations

from collections.abc import Callable

from moto.cloudwatch.models import cloudwatch_backends
from moto.iam.models import Role, iam_backends
from moto.ssm.models import ssm_backends

from .guardrail_store import guardrails_of
from .moto_bridge import MOTO_LOCK
from .store import store_of

Tags = dict[str, str] | None


def tags_of(arn: str, account: str) -> Tags:
    """None for what is not there, and for kinds whose tags IAM does not know."""
    parts = arn.split(":", 5)
    if len(parts) < 6 or parts[4] != account:
        return None
    kind = parts[2], parts[5].partition("/")[0].partition(":")[0]
    look = _SEARCHES.get(kind)
    return look(arn, account, parts[3]) if look else None


def _of_profile(arn: str, account: str, region: str) -> Tags:
    found = store_of(account, region).find(arn.rpartition("/")[2])
    return dict(found.tags) if found else None


def _of_guardrail(arn: str, account: str, region: str) -> Tags:
    found = guardrails_of(account, region).find(arn)
    return dict(found.tags) if found else None


def _of_parameter(arn: str, account: str, region: str) -> Tags:
    backend, name = ssm_backends[account][region], arn.split(":parameter", 1)[1]
    with MOTO_LOCK:
        return dict(backend.list_tags_for_resource("Parameter", name)) if backend.get_parameter(name) else None


def _of_alarm(arn: str, account: str, region: str) -> Tags:
    backend = cloudwatch_backends[account][region]
    with MOTO_LOCK:
        known = any(alarm.alarm_arn == arn for alarm in backend.alarms.values())
        return dict(backend.tagger.get_tag_dict_for_resource(arn)) if known else None


def _of_role(arn: str, account: str, _region: str) -> Tags:
    found = _role(arn, account)
    return {tag["Key"]: tag["Value"] for tag in found.tags or []} if found else None


def boundary_of(arn: str, account: str) -> str | None:
    """The permissions boundary of a role."""
    found = _role(arn, account)
    return found.permissions_boundary_arn if found else None


def _role(arn: str, account: str) -> Role | None:
    with MOTO_LOCK:
        roles = iam_backends[account][arn.split(":")[1]].roles.values()
        return next((role for role in roles if role.arn == arn), None)


_SEARCHES: dict[tuple[str, str], Callable[[str, str, str], Tags]] = {
    ("bedrock", "application-inference-profile"): _of_profile,
    ("bedrock", "guardrail"): _of_guardrail,
    ("ssm", "parameter"): _of_parameter,
    ("cloudwatch", "alarm"): _of_alarm,
    ("iam", "role"): _of_role,
}

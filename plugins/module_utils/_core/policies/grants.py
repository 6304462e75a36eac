# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a permission of the deployer is made of: actions, templates of what they are about, and conditions.

Which resources and condition keys an action knows: Service Authorization Reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import ROOT
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, MANAGED_BY, OWNER

#: Where the resources of a grant lie: in each region of the profiles, of the parameters, in the first of these, or
#: nowhere in particular.
PROFILES, PARAMETERS, FIRST_PARAMETERS, ANYWHERE = "profiles", "parameters", "first parameters", "anywhere"

#: Templates. ``{every_region}`` is replaced by all regions of the environment, one value each.
PROFILE = "arn:{partition}:bedrock:{region}:{account}:application-inference-profile/*"
SYSTEM_PROFILE = "arn:{partition}:bedrock:{region}:{account}:inference-profile/*"
#: A profile routes to other regions, and a global one to a model without region.
MODEL = "arn:{partition}:bedrock:*::foundation-model/*"
GUARDRAIL = "arn:{partition}:bedrock:{region}:{account}:guardrail/*"
GUARDRAIL_PROFILE = "arn:{partition}:bedrock:{region}:{account}:guardrail-profile/*"
#: Whoever calls a guardrail with such a profile needs it in each region to which that may route.
GUARDRAIL_PROFILE_ANYWHERE = "arn:{partition}:bedrock:*:{account}:guardrail-profile/*"
#: Alarm names of another environment may have the same prefix, such as dev-eu and dev: tags distinguish them.
ALARM = "arn:{partition}:cloudwatch:{region}:{account}:alarm:{environment}-*"
#: IAM knows no tags of dashboards, so that this is one name.
DASHBOARD = "arn:{partition}:cloudwatch::{account}:dashboard/{dashboard_name}"
LOG_GROUP = "arn:{partition}:logs:{region}:{account}:log-group:/{environment}/bedrock/*"
OWN_LOG_ROLE = "arn:{partition}:iam::{account}:role/{environment}-bedrock-invocation-logging"
GIVEN_LOG_ROLE = "{log_role_arn}"
PRINCIPALS = ("arn:{partition}:iam::{account}:role/*", "arn:{partition}:iam::{account}:user/*")
PARAMETER = (
    "arn:{partition}:ssm:{region}:{account}:parameter{prefix}",
    "arn:{partition}:ssm:{region}:{account}:parameter{prefix}/*",
)
#: Below no prefix (``lease.py``).
LOCK = (f"arn:{{partition}}:ssm:{{region}}:{{account}}:parameter{ROOT}/{{environment}}{{prefix}}",)

Conditions = Mapping[str, Mapping[str, tuple[str, ...]]]

HERE: Conditions = {"StringEquals": {"aws:RequestedRegion": ("{every_region}",)}}
#: What carries our tags of this environment.
OURS: Conditions = {
    "StringEquals": {
        f"aws:ResourceTag/{MANAGED_BY}": (OWNER,),
        f"aws:ResourceTag/{ENVIRONMENT}": ("{environment}",),
    }
}
#: Resources without an owner, or ours: new or adopted ones.
OURS_OR_NOBODYS: Conditions = {
    "StringEqualsIfExists": {
        f"aws:ResourceTag/{MANAGED_BY}": (OWNER,),
        f"aws:ResourceTag/{ENVIRONMENT}": ("{environment}",),
    }
}
#: A request that makes something ours.
CLAIM: Conditions = {
    "StringEquals": {
        f"aws:RequestTag/{MANAGED_BY}": (OWNER,),
        f"aws:RequestTag/{ENVIRONMENT}": ("{environment}",),
    }
}
THROUGH_A_PROFILE: Conditions = {"ArnLike": {"bedrock:InferenceProfileArn": (PROFILE,)}}
TO_BEDROCK: Conditions = {"StringEquals": {"iam:PassedToService": ("bedrock.amazonaws.com",)}}
#: Without a boundary there is no such condition.
BOUNDED: Conditions = {"StringEquals": {"iam:PermissionsBoundary": ("{log_role_boundary_arn}",)}}


def all_of(*conditions: Conditions) -> Conditions:
    """Conditions that must all be met."""
    merged: dict[str, dict[str, tuple[str, ...]]] = {}
    for condition in conditions:
        for operator, keys in condition.items():
            merged.setdefault(operator, {}).update(keys)
    return merged


@dataclass(frozen=True, slots=True)
class Grant:
    """Actions on resources under conditions.

    ``implied`` are required by AWS in addition to another call. ``only_with`` names the value of the deployment
    without which there is no such grant.
    """

    sid: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: Conditions = field(default_factory=dict)
    place: str = PROFILES
    implied: tuple[str, ...] = ()
    only_with: str = ""

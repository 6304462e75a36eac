# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the modules call, by feature, and what each call is about: the one list of the deployer's permissions.

``tests/gateway/test_deployer_actions.py`` compares it with the calls that are really made. Which resources and
condition keys an action knows: Service Authorization Reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, MANAGED_BY, OWNER

#: Where the resources of a grant lie: in each region of the profiles, of the parameters, or nowhere in particular.
PROFILES, PARAMETERS, ANYWHERE = "profiles", "parameters", "anywhere"

#: Templates. ``{every_region}`` stands for all regions of the environment, one value each.
_PROFILE = "arn:{partition}:bedrock:{region}:{account}:application-inference-profile/*"
_SYSTEM_PROFILE = "arn:{partition}:bedrock:{region}:{account}:inference-profile/*"
#: A profile routes to other regions, and a global one to a model without region.
_MODEL = "arn:{partition}:bedrock:*::foundation-model/*"
_GUARDRAIL = "arn:{partition}:bedrock:{region}:{account}:guardrail/*"
_GUARDRAIL_PROFILE = "arn:{partition}:bedrock:{region}:{account}:guardrail-profile/*"
#: Alarms, dashboard, log group and role are named after their environment.
_ALARM = "arn:{partition}:cloudwatch:{region}:{account}:alarm:{environment}-*"
_DASHBOARD = "arn:{partition}:cloudwatch::{account}:dashboard/{environment}-*"
_LOG_GROUP = "arn:{partition}:logs:{region}:{account}:log-group:/{environment}/bedrock/*"
_LOG_ROLE = "arn:{partition}:iam::{account}:role/{environment}-bedrock-invocation-logging"
_PRINCIPALS = ("arn:{partition}:iam::{account}:role/*", "arn:{partition}:iam::{account}:user/*")
_PARAMETER = (
    "arn:{partition}:ssm:{region}:{account}:parameter{prefix}",
    "arn:{partition}:ssm:{region}:{account}:parameter{prefix}/*",
)

_Conditions = Mapping[str, Mapping[str, tuple[str, ...]]]

_HERE: _Conditions = {"StringEquals": {"aws:RequestedRegion": ("{every_region}",)}}
#: What carries our tags of this environment.
_OURS: _Conditions = {
    "StringEquals": {
        f"aws:ResourceTag/{MANAGED_BY}": (OWNER,),
        f"aws:ResourceTag/{ENVIRONMENT}": ("{environment}",),
    }
}
#: What belongs to nobody yet, or to us: a new resource, or one that is adopted.
_OURS_OR_NOBODYS: _Conditions = {
    "StringEqualsIfExists": {
        f"aws:ResourceTag/{MANAGED_BY}": (OWNER,),
        f"aws:ResourceTag/{ENVIRONMENT}": ("{environment}",),
    }
}
#: A request that makes something ours.
_CLAIM: _Conditions = {
    "StringEquals": {
        f"aws:RequestTag/{MANAGED_BY}": (OWNER,),
        f"aws:RequestTag/{ENVIRONMENT}": ("{environment}",),
    }
}
_THROUGH_A_PROFILE: _Conditions = {"ArnLike": {"bedrock:InferenceProfileArn": (_PROFILE,)}}


@dataclass(frozen=True, slots=True)
class Grant:
    """Actions on resources under conditions. ``implied`` are demanded by AWS beside a call of another name."""

    sid: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: _Conditions = field(default_factory=dict)
    place: str = PROFILES
    implied: tuple[str, ...] = ()


FEATURES: Mapping[str, tuple[Grant, ...]] = {
    "base": (
        Grant(
            "List",
            (
                "bedrock:ListInferenceProfiles",
                "bedrock:ListFoundationModels",
                "ssm:DescribeParameters",
                "tag:GetResources",
            ),
            ("*",),
            _HERE,
            ANYWHERE,
        ),
        Grant("ReadProfiles", ("bedrock:GetInferenceProfile",), (_PROFILE, _SYSTEM_PROFILE)),
        Grant("ReadProfileTags", ("bedrock:ListTagsForResource",), (_PROFILE,)),
        # Every source is a resource of the call, too.
        Grant("CreateProfiles", ("bedrock:CreateInferenceProfile",), (_PROFILE, _SYSTEM_PROFILE, _MODEL), _CLAIM),
        Grant("TagProfiles", ("bedrock:TagResource",), (_PROFILE,), {**_CLAIM, **_OURS_OR_NOBODYS}),
        Grant(
            "ChangeProfiles",
            ("bedrock:TagResource", "bedrock:UntagResource", "bedrock:DeleteInferenceProfile"),
            (_PROFILE,),
            _OURS,
        ),
        Grant(
            "ReadParameters",
            ("ssm:GetParameters", "ssm:GetParametersByPath", "ssm:ListTagsForResource"),
            _PARAMETER,
            place=PARAMETERS,
        ),
        Grant(
            "WriteParameters",
            ("ssm:PutParameter", "ssm:AddTagsToResource"),
            _PARAMETER,
            _OURS_OR_NOBODYS,
            PARAMETERS,
        ),
        Grant(
            "ChangeParameters",
            ("ssm:DeleteParameter", "ssm:RemoveTagsFromResource"),
            _PARAMETER,
            _OURS,
            PARAMETERS,
        ),
    ),
    "preflight": (
        Grant(
            "CheckModels",
            (
                "bedrock:GetFoundationModelAvailability",
                "servicequotas:GetAWSDefaultServiceQuota",
                "servicequotas:GetServiceQuota",
            ),
            ("*",),
            _HERE,
            ANYWHERE,
        ),
        Grant("CheckPermissions", ("iam:GetRole", "iam:SimulatePrincipalPolicy"), _PRINCIPALS),
    ),
    "verify": (
        Grant("CallProfiles", ("bedrock:InvokeModel",), (_PROFILE,), _OURS),
        Grant("CallSources", ("bedrock:InvokeModel",), (_SYSTEM_PROFILE,)),
        Grant("CallModels", ("bedrock:InvokeModel",), (_MODEL,), _THROUGH_A_PROFILE),
        Grant("CallGuardrails", (), (_GUARDRAIL, _GUARDRAIL_PROFILE), implied=("bedrock:ApplyGuardrail",)),
    ),
    "usage_guard": (Grant("ReadMetrics", ("cloudwatch:GetMetricData",), ("*",), _HERE, ANYWHERE),),
    "guardrails": (
        Grant("ListGuardrails", ("bedrock:ListGuardrails",), ("*",), _HERE, ANYWHERE),
        Grant("ReadGuardrails", ("bedrock:GetGuardrail", "bedrock:ListTagsForResource"), (_GUARDRAIL,)),
        Grant(
            "CreateGuardrails",
            ("bedrock:CreateGuardrail",),
            ("*",),
            {"StringEquals": {**_CLAIM["StringEquals"], **_HERE["StringEquals"]}},
            ANYWHERE,
        ),
        Grant("TagGuardrails", ("bedrock:TagResource",), (_GUARDRAIL,), {**_CLAIM, **_OURS_OR_NOBODYS}),
        Grant(
            "ChangeGuardrails",
            (
                "bedrock:UpdateGuardrail",
                "bedrock:CreateGuardrailVersion",
                "bedrock:DeleteGuardrail",
                "bedrock:TagResource",
                "bedrock:UntagResource",
            ),
            (_GUARDRAIL,),
            _OURS,
        ),
        # Such profiles are AWS's own and have no tags.
        Grant("UseGuardrailProfiles", ("bedrock:UpdateGuardrail",), (_GUARDRAIL_PROFILE,)),
    ),
    "observability": (
        Grant(
            "ReadWatched",
            ("logs:DescribeLogGroups", "bedrock:GetModelInvocationLoggingConfiguration"),
            ("*",),
            _HERE,
            ANYWHERE,
        ),
        Grant("ReadAlarms", ("cloudwatch:DescribeAlarms",), ("arn:{partition}:cloudwatch:{region}:{account}:alarm:*",)),
        Grant("LogInvocations", ("bedrock:PutModelInvocationLoggingConfiguration",), ("*",), _HERE, ANYWHERE),
        Grant("KeepAlarms", ("cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"), (_ALARM,)),
        Grant(
            "KeepDashboards",
            ("cloudwatch:DeleteDashboards", "cloudwatch:GetDashboard", "cloudwatch:PutDashboard"),
            (_DASHBOARD,),
        ),
        Grant(
            "TagWatched",
            ("cloudwatch:ListTagsForResource", "cloudwatch:TagResource", "cloudwatch:UntagResource"),
            (_ALARM, _DASHBOARD),
        ),
        Grant(
            "KeepLogGroups",
            (
                "logs:CreateLogGroup",
                "logs:ListTagsLogGroup",
                "logs:PutRetentionPolicy",
                "logs:TagLogGroup",
                "logs:UntagLogGroup",
            ),
            (_LOG_GROUP,),
            implied=("logs:TagResource",),
        ),
        Grant(
            "KeepLogRole",
            (
                "iam:CreateRole",
                "iam:GetRole",
                "iam:GetRolePolicy",
                "iam:ListAttachedRolePolicies",
                "iam:ListInstanceProfilesForRole",
                "iam:ListRolePolicies",
                "iam:PutRolePolicy",
                "iam:TagRole",
                "iam:UntagRole",
            ),
            (_LOG_ROLE,),
            implied=("iam:PassRole",),
        ),
    ),
    "assume_role": (Grant("AssumeRole", ("sts:AssumeRole",), ("{assume_role_arn}",), place=ANYWHERE),),
}


def called_actions(feature: str) -> frozenset[str]:
    """The actions of a feature that are calls of their own."""
    return frozenset(action for grant in FEATURES[feature] for action in grant.actions)

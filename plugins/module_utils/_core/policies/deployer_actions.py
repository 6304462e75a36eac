# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the modules call, by feature, and what each call is about: the one list of the deployer's permissions.

``tests/gateway/test_deployer_actions.py`` has IAM's rules judge the calls that are really made by it.
"""

from __future__ import annotations

from collections.abc import Mapping

from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.grants import (
    ALARM,
    ANYWHERE,
    BOUNDED,
    CLAIM,
    DASHBOARD,
    FIRST_PARAMETERS,
    GIVEN_LOG_ROLE,
    GUARDRAIL,
    GUARDRAIL_PROFILE,
    GUARDRAIL_PROFILE_ANYWHERE,
    HERE,
    LOCK,
    LOG_GROUP,
    MODEL,
    OURS,
    OURS_OR_NOBODYS,
    OWN_LOG_ROLE,
    PARAMETER,
    PARAMETERS,
    PRINCIPALS,
    PROFILE,
    SYSTEM_PROFILE,
    THROUGH_A_PROFILE,
    TO_BEDROCK,
    Grant,
    all_of,
)

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
            HERE,
            ANYWHERE,
        ),
        Grant("ReadProfiles", ("bedrock:GetInferenceProfile",), (PROFILE, SYSTEM_PROFILE)),
        Grant("ReadProfileTags", ("bedrock:ListTagsForResource",), (PROFILE,)),
        # Every source is a resource of the call, too.
        Grant("CreateProfiles", ("bedrock:CreateInferenceProfile",), (PROFILE, SYSTEM_PROFILE, MODEL), CLAIM),
        Grant("TagProfiles", ("bedrock:TagResource",), (PROFILE,), all_of(CLAIM, OURS_OR_NOBODYS)),
        Grant(
            "ChangeProfiles",
            ("bedrock:TagResource", "bedrock:UntagResource", "bedrock:DeleteInferenceProfile"),
            (PROFILE,),
            OURS,
        ),
        Grant(
            "ReadParameters",
            ("ssm:GetParameters", "ssm:GetParametersByPath", "ssm:ListTagsForResource"),
            PARAMETER,
            place=PARAMETERS,
        ),
        Grant(
            "WriteParameters",
            ("ssm:PutParameter", "ssm:AddTagsToResource"),
            PARAMETER,
            OURS_OR_NOBODYS,
            PARAMETERS,
        ),
        Grant(
            "ChangeParameters",
            ("ssm:DeleteParameter", "ssm:RemoveTagsFromResource"),
            PARAMETER,
            OURS,
            PARAMETERS,
        ),
    ),
    # One parameter by its name, in one statement: three would not fit into one document with what else is the default.
    "lock": (
        Grant(
            "KeepLock",
            (
                "ssm:AddTagsToResource",
                "ssm:DeleteParameter",
                "ssm:GetParameters",
                "ssm:ListTagsForResource",
                "ssm:PutParameter",
            ),
            LOCK,
            OURS_OR_NOBODYS,
            FIRST_PARAMETERS,
        ),
    ),
    "preflight": (
        Grant(
            "CheckModels",
            (
                "bedrock:GetFoundationModelAvailability",
                "bedrock:ListTrustedAccessPrograms",
                "servicequotas:GetAWSDefaultServiceQuota",
                "servicequotas:GetServiceQuota",
            ),
            ("*",),
            HERE,
            ANYWHERE,
        ),
        Grant("CheckPermissions", ("iam:GetRole", "iam:SimulatePrincipalPolicy"), PRINCIPALS),
    ),
    "verify": (
        Grant("CallProfiles", ("bedrock:InvokeModel",), (PROFILE,), OURS),
        Grant("CallSources", ("bedrock:InvokeModel",), (SYSTEM_PROFILE,)),
        Grant("CallModels", ("bedrock:InvokeModel",), (MODEL,), THROUGH_A_PROFILE),
        Grant("CallGuardrails", (), (GUARDRAIL, GUARDRAIL_PROFILE_ANYWHERE), implied=("bedrock:ApplyGuardrail",)),
    ),
    "usage_guard": (Grant("ReadMetrics", ("cloudwatch:GetMetricData",), ("*",), HERE, ANYWHERE),),
    "guardrails": (
        Grant("ListGuardrails", ("bedrock:ListGuardrails",), ("*",), HERE, ANYWHERE),
        Grant("ReadGuardrails", ("bedrock:GetGuardrail", "bedrock:ListTagsForResource"), (GUARDRAIL,)),
        Grant("CreateGuardrails", ("bedrock:CreateGuardrail",), ("*",), all_of(CLAIM, HERE), ANYWHERE),
        Grant("TagGuardrails", ("bedrock:TagResource",), (GUARDRAIL,), all_of(CLAIM, OURS_OR_NOBODYS)),
        Grant(
            "ChangeGuardrails",
            (
                "bedrock:UpdateGuardrail",
                "bedrock:CreateGuardrailVersion",
                "bedrock:DeleteGuardrail",
                "bedrock:TagResource",
                "bedrock:UntagResource",
            ),
            (GUARDRAIL,),
            OURS,
        ),
        # Such profiles are AWS's own and have no tags.
        Grant("UseGuardrailProfiles", ("bedrock:UpdateGuardrail",), (GUARDRAIL_PROFILE,)),
    ),
    "observability": (
        Grant(
            "ReadWatched",
            ("logs:DescribeLogGroups", "bedrock:GetModelInvocationLoggingConfiguration"),
            ("*",),
            HERE,
            ANYWHERE,
        ),
        Grant("ReadAlarms", ("cloudwatch:DescribeAlarms",), ("arn:{partition}:cloudwatch:{region}:{account}:alarm:*",)),
        Grant("LogInvocations", ("bedrock:PutModelInvocationLoggingConfiguration",), ("*",), HERE, ANYWHERE),
        Grant("ReadAlarmTags", ("cloudwatch:ListTagsForResource",), (ALARM,)),
        Grant("WriteAlarms", ("cloudwatch:PutMetricAlarm",), (ALARM,), OURS_OR_NOBODYS),
        Grant("TagAlarms", ("cloudwatch:TagResource",), (ALARM,), all_of(CLAIM, OURS_OR_NOBODYS)),
        Grant(
            "ChangeAlarms",
            ("cloudwatch:DeleteAlarms", "cloudwatch:TagResource", "cloudwatch:UntagResource"),
            (ALARM,),
            OURS,
        ),
        Grant(
            "KeepDashboard",
            (
                "cloudwatch:DeleteDashboards",
                "cloudwatch:GetDashboard",
                "cloudwatch:ListTagsForResource",
                "cloudwatch:PutDashboard",
                "cloudwatch:TagResource",
                "cloudwatch:UntagResource",
            ),
            (DASHBOARD,),
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
            (LOG_GROUP,),
            implied=("logs:TagResource",),
        ),
        # Whoever names a role in the configuration of logging hands it to Bedrock.
        Grant("PassLogRole", (), (GIVEN_LOG_ROLE,), TO_BEDROCK, implied=("iam:PassRole",), only_with="log_role_arn"),
    ),
    # IAM cannot limit what is written into a policy. Only a boundary limits what the role may do in the end.
    "log_role": (
        Grant(
            "ReadLogRole",
            ("iam:GetRole", "iam:GetRolePolicy"),
            (OWN_LOG_ROLE,),
        ),
        Grant("CreateLogRole", ("iam:CreateRole",), (OWN_LOG_ROLE,), all_of(CLAIM, BOUNDED)),
        Grant("TagLogRole", ("iam:TagRole",), (OWN_LOG_ROLE,), all_of(CLAIM, OURS_OR_NOBODYS)),
        Grant("RetagLogRole", ("iam:TagRole", "iam:UntagRole"), (OWN_LOG_ROLE,), OURS),
        Grant(
            "WriteLogRole",
            ("iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"),
            (OWN_LOG_ROLE,),
            all_of(OURS_OR_NOBODYS, BOUNDED),
        ),
        Grant(
            "BoundLogRole",
            ("iam:PutRolePermissionsBoundary",),
            (OWN_LOG_ROLE,),
            all_of(OURS_OR_NOBODYS, BOUNDED),
            only_with="log_role_boundary_arn",
        ),
        Grant("PassOwnLogRole", (), (OWN_LOG_ROLE,), TO_BEDROCK, implied=("iam:PassRole",)),
    ),
    "assume_role": (Grant("AssumeRole", ("sts:AssumeRole",), ("{assume_role_arn}",), place=ANYWHERE),),
}

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What whoever deploys an environment may do, as IAM would judge it. Which actions are needed, tests/gateway tells.

``iam_calls`` tells which part of the judgement is moto's and which is this repository's own reading of the IAM User Guide.
"""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws.regions import known_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import partition_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import Lock
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.rules import parameter_arn
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.deployer_actions import FEATURES
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.deploying import Deployment, deployer_policy
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.policies import MAX_CHARACTERS, size
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

from tests.unit.plugins.module_utils import iam_calls as iam

# The linter and moto's parser of policies know no other partitions.
EVERYWHERE = [region for region in known_regions().listed if partition_of(region) in ("aws", "aws-cn", "aws-us-gov")]
ACCOUNT, EAST, WEST = "123456789012", "us-east-1", "us-west-2"
ROLE = "arn:aws:iam::123456789012:role/genai-deployer"
PROFILE = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdef123456"
SYSTEM = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-6"
MODEL = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-6"
AWAY, NOWHERE = MODEL.replace(EAST, "us-east-2"), MODEL.replace(EAST, "")
GUARDRAIL = "arn:aws:bedrock:us-east-1:123456789012:guardrail/abc123"
PREFIX = "arn:aws:ssm:us-east-1:123456789012:parameter/dev/bedrock/inference-profiles"
RECORD = f"{PREFIX}/copilot/chat"
LOCK = PREFIX.replace("parameter/", "parameter/genai.bedrock.lock/dev/")


def tags(kind: str, owner: str = "genai.bedrock", environment: str = "dev") -> dict[str, str]:
    return {f"aws__{kind}Tag___ManagedBy": owner, f"aws__{kind}Tag___Environment": environment}


def deployment(*features: str, **values: Any) -> Deployment:
    wanted = {"environment": "dev", "account": ACCOUNT, "regions": [EAST, WEST], "features": features or ("base",)}
    return Deployment(**wanted | values)


CLAIM, OURS = tags("Request"), tags("Resource")
THEIRS, NEXT_DOOR = tags("Resource", "terraform"), tags("Resource", environment="production")
HERE, ELSEWHERE = {"aws__RequestedRegion": WEST}, {"aws__RequestedRegion": "eu-west-1"}
THROUGH = {"bedrock__InferenceProfileArn": PROFILE}

#: Another environment, whose name begins alike.
SIBLING = tags("Resource", environment="dev-eu")
WATCHED, DASHBOARDS = f"arn:aws:cloudwatch:{EAST}:123456789012", "arn:aws:cloudwatch::123456789012:dashboard"
ALARM, SIBLINGS_ALARM = (f"{WATCHED}:alarm:{name}-copilot-chat-us-east-1-latency" for name in ("dev", "dev-eu"))
LOG_GROUPS = f"arn:aws:logs:{EAST}:123456789012:log-group:{{}}"
LOG_ROLE = "arn:aws:iam::123456789012:role/dev-bedrock-invocation-logging"
GIVEN_ROLE = "arn:aws:iam::123456789012:role/logs/bedrock"
TO_BEDROCK, TO_EC2 = ({"iam__PassedToService": f"{name}.amazonaws.com"} for name in ("bedrock", "ec2"))

#: feature → what is tried → action, resource, context, whether it is allowed.
TABLE: dict[str, dict[str, tuple[str, str, dict[str, str], bool]]] = {
    "base": {
        "list profiles": ("bedrock:ListInferenceProfiles", "*", HERE, True),
        "list profiles elsewhere": ("bedrock:ListInferenceProfiles", "*", ELSEWHERE, False),
        "read tags in bulk": ("tag:GetResources", "*", HERE, True),
        "read a profile of others": ("bedrock:GetInferenceProfile", PROFILE, THEIRS, True),
        "read its tags": ("bedrock:ListTagsForResource", PROFILE, THEIRS, True),
        "create a profile": ("bedrock:CreateInferenceProfile", PROFILE, CLAIM, True),
        "create it from a model": ("bedrock:CreateInferenceProfile", MODEL, CLAIM, True),
        "create it from a system-defined profile": ("bedrock:CreateInferenceProfile", SYSTEM, CLAIM, True),
        "create it from one that routes away": ("bedrock:CreateInferenceProfile", AWAY, CLAIM, True),
        "create it from a global one": ("bedrock:CreateInferenceProfile", NOWHERE, CLAIM, True),
        "create without tags": ("bedrock:CreateInferenceProfile", PROFILE, {}, False),
        "create for others": ("bedrock:CreateInferenceProfile", PROFILE, tags("Request", "terraform"), False),
        "create for production": (
            "bedrock:CreateInferenceProfile",
            PROFILE,
            tags("Request", environment="production"),
            False,
        ),
        "create elsewhere": ("bedrock:CreateInferenceProfile", PROFILE.replace(EAST, "eu-west-1"), CLAIM, False),
        "tag while creating": ("bedrock:TagResource", PROFILE, CLAIM, True),
        "adopt what is nobody's": ("bedrock:TagResource", PROFILE, CLAIM, True),
        "take what is theirs": ("bedrock:TagResource", PROFILE, CLAIM | THEIRS, False),
        "take what is production's": ("bedrock:TagResource", PROFILE, CLAIM | NEXT_DOOR, False),
        "tag nobody's without a claim": ("bedrock:TagResource", PROFILE, {}, False),
        "retag ours": ("bedrock:TagResource", PROFILE, OURS, True),
        "untag ours": ("bedrock:UntagResource", PROFILE, OURS, True),
        "untag theirs": ("bedrock:UntagResource", PROFILE, THEIRS, False),
        "delete ours": ("bedrock:DeleteInferenceProfile", PROFILE, OURS, True),
        "delete nobody's": ("bedrock:DeleteInferenceProfile", PROFILE, {}, False),
        "delete theirs": ("bedrock:DeleteInferenceProfile", PROFILE, THEIRS, False),
        "delete production's": ("bedrock:DeleteInferenceProfile", PROFILE, NEXT_DOOR, False),
        "tag a guardrail": ("bedrock:TagResource", GUARDRAIL, CLAIM, False),
        "read the document": ("ssm:GetParameters", PREFIX, {}, True),
        "read records by path": ("ssm:GetParametersByPath", f"{PREFIX}/copilot", {}, True),
        "read another environment": ("ssm:GetParametersByPath", PREFIX.replace("/dev/", "/production/"), {}, False),
        "write a record": ("ssm:PutParameter", RECORD, {}, True),
        "write the document": ("ssm:PutParameter", PREFIX, OURS, True),
        "write over theirs": ("ssm:PutParameter", RECORD, THEIRS, False),
        "write beside the prefix": ("ssm:PutParameter", f"{PREFIX}-copy/chat", {}, False),
        "write in another region": ("ssm:PutParameter", RECORD.replace(EAST, WEST), {}, False),
        "tag a record": ("ssm:AddTagsToResource", RECORD, {}, True),
        "delete a record": ("ssm:DeleteParameter", RECORD, OURS, True),
        "delete a parameter of theirs": ("ssm:DeleteParameter", RECORD, THEIRS, False),
        "delete a parameter of nobody": ("ssm:DeleteParameter", RECORD, {}, False),
        "call a profile": ("bedrock:InvokeModel", PROFILE, OURS, False),
        "make a policy": ("iam:CreatePolicy", "arn:aws:iam::123456789012:policy/mine", {}, False),
        "assume a role": ("sts:AssumeRole", ROLE, {}, False),
    },
    "lock": {
        "take it": ("ssm:PutParameter", LOCK, {}, True),
        "tag it while taking it": ("ssm:AddTagsToResource", LOCK, {}, True),
        "see who holds it": ("ssm:GetParameters", LOCK, OURS, True),
        "see whose it is": ("ssm:ListTagsForResource", LOCK, {}, True),
        "renew ours": ("ssm:PutParameter", LOCK, OURS, True),
        "write over theirs": ("ssm:PutParameter", LOCK, THEIRS, False),
        "give ours back": ("ssm:DeleteParameter", LOCK, OURS, True),
        "delete theirs": ("ssm:DeleteParameter", LOCK, THEIRS, False),
        "delete production's": ("ssm:DeleteParameter", LOCK, NEXT_DOOR, False),
        "take that of production": (
            "ssm:PutParameter",
            LOCK.replace("/dev/dev/", "/production/production/"),
            {},
            False,
        ),
        "take it elsewhere": ("ssm:PutParameter", LOCK.replace(EAST, WEST), {}, False),
        "take what is below": ("ssm:PutParameter", f"{LOCK}/x", {}, False),
        "list locks": ("ssm:GetParametersByPath", LOCK, {}, False),
        "write a record": ("ssm:PutParameter", RECORD, {}, False),
    },
    "preflight": {
        "ask for availability": ("bedrock:GetFoundationModelAvailability", "*", HERE, True),
        "ask for it elsewhere": ("bedrock:GetFoundationModelAvailability", "*", ELSEWHERE, False),
        "ask why a model is not listed": ("bedrock:ListTrustedAccessPrograms", "*", HERE, True),
        "let the account opt in": ("bedrock:PutTrustedAccessProgramAccountEnrollment", "*", HERE, False),
        "ask for a quota": ("servicequotas:GetServiceQuota", "*", HERE, True),
        "ask what a role may do": ("iam:SimulatePrincipalPolicy", ROLE, {}, True),
        "ask what a role of another account may do": (
            "iam:SimulatePrincipalPolicy",
            ROLE.replace("123456789012", "210987654321"),
            {},
            False,
        ),
    },
    "verify": {
        "call ours": ("bedrock:InvokeModel", PROFILE, OURS, True),
        "call production's": ("bedrock:InvokeModel", PROFILE, NEXT_DOOR, False),
        "call the model through a profile": ("bedrock:InvokeModel", MODEL, THROUGH, True),
        "call a model elsewhere through it": ("bedrock:InvokeModel", AWAY, THROUGH, True),
        "call a model without region through it": ("bedrock:InvokeModel", NOWHERE, THROUGH, True),
        "call the model by its own id": ("bedrock:InvokeModel", MODEL, {}, False),
        "call it through a system-defined profile": (
            "bedrock:InvokeModel",
            MODEL,
            {"bedrock__InferenceProfileArn": SYSTEM},
            False,
        ),
        "apply a guardrail": ("bedrock:ApplyGuardrail", GUARDRAIL, {}, True),
        "apply its profile where that routes to": (
            "bedrock:ApplyGuardrail",
            "arn:aws:bedrock:us-east-2:123456789012:guardrail-profile/us.guardrail.v1:0",
            {},
            True,
        ),
    },
    "usage_guard": {
        "read metrics": ("cloudwatch:GetMetricData", "*", HERE, True),
        "write metrics": ("cloudwatch:PutMetricData", "*", HERE, False),
    },
    "guardrails": {
        "create one": ("bedrock:CreateGuardrail", "*", CLAIM | HERE, True),
        "create one elsewhere": ("bedrock:CreateGuardrail", "*", CLAIM | ELSEWHERE, False),
        "create one for others": ("bedrock:CreateGuardrail", "*", HERE, False),
        "tag one while creating": ("bedrock:TagResource", GUARDRAIL, CLAIM, True),
        "take one of theirs": ("bedrock:TagResource", GUARDRAIL, CLAIM | THEIRS, False),
        "update ours": ("bedrock:UpdateGuardrail", GUARDRAIL, OURS, True),
        "update theirs": ("bedrock:UpdateGuardrail", GUARDRAIL, THEIRS, False),
        "delete production's": ("bedrock:DeleteGuardrail", GUARDRAIL, NEXT_DOOR, False),
        "tag a profile": ("bedrock:TagResource", PROFILE, OURS, False),
    },
    "observability": {
        "look for alarms": ("cloudwatch:DescribeAlarms", f"{WATCHED}:alarm:*", {}, True),
        "make an alarm": ("cloudwatch:PutMetricAlarm", ALARM, {}, True),
        "tag it": ("cloudwatch:TagResource", ALARM, CLAIM, True),
        "change it": ("cloudwatch:PutMetricAlarm", ALARM, OURS, True),
        "retag it": ("cloudwatch:TagResource", ALARM, OURS, True),
        "delete it": ("cloudwatch:DeleteAlarms", ALARM, OURS, True),
        "delete nobody's alarm": ("cloudwatch:DeleteAlarms", ALARM, {}, False),
        "delete production's alarm": ("cloudwatch:DeleteAlarms", f"{WATCHED}:alarm:production-copilot-chat", {}, False),
        "read the tags of dev-eu's alarm": ("cloudwatch:ListTagsForResource", SIBLINGS_ALARM, SIBLING, True),
        "delete dev-eu's alarm": ("cloudwatch:DeleteAlarms", SIBLINGS_ALARM, SIBLING, False),
        "change dev-eu's alarm": ("cloudwatch:PutMetricAlarm", SIBLINGS_ALARM, SIBLING, False),
        "take dev-eu's alarm": ("cloudwatch:TagResource", SIBLINGS_ALARM, CLAIM | SIBLING, False),
        "untag dev-eu's alarm": ("cloudwatch:UntagResource", SIBLINGS_ALARM, SIBLING, False),
        "draw the dashboard": ("cloudwatch:PutDashboard", f"{DASHBOARDS}/dev-bedrock", {}, True),
        "delete it again": ("cloudwatch:DeleteDashboards", f"{DASHBOARDS}/dev-bedrock", {}, True),
        "draw over theirs": ("cloudwatch:PutDashboard", f"{DASHBOARDS}/theirs", {}, False),
        "draw over dev-eu's": ("cloudwatch:PutDashboard", f"{DASHBOARDS}/dev-eu-bedrock", {}, False),
        "delete dev-eu's": ("cloudwatch:DeleteDashboards", f"{DASHBOARDS}/dev-eu-bedrock", {}, False),
        "log invocations": ("bedrock:PutModelInvocationLoggingConfiguration", "*", HERE, True),
        "log them elsewhere": ("bedrock:PutModelInvocationLoggingConfiguration", "*", ELSEWHERE, False),
        "keep dev-eu's logs": ("logs:PutRetentionPolicy", LOG_GROUPS.format("/dev-eu/bedrock/x"), {}, False),
        "hand the given role to Bedrock": ("iam:PassRole", GIVEN_ROLE, TO_BEDROCK, True),
        "hand it to EC2": ("iam:PassRole", GIVEN_ROLE, TO_EC2, False),
        "hand it to whomever": ("iam:PassRole", GIVEN_ROLE, {}, False),
        "hand another role to Bedrock": ("iam:PassRole", ROLE, TO_BEDROCK, False),
        "hand the log role to Bedrock": ("iam:PassRole", LOG_ROLE, TO_BEDROCK, False),
        "make the log role": ("iam:CreateRole", LOG_ROLE, CLAIM, False),
        "write its permissions": ("iam:PutRolePolicy", LOG_ROLE, OURS, False),
        "say who may assume it": ("iam:UpdateAssumeRolePolicy", LOG_ROLE, OURS, False),
        "write those of the given role": ("iam:PutRolePolicy", GIVEN_ROLE, OURS, False),
    },
    "log_role": {
        "make it": ("iam:CreateRole", LOG_ROLE, CLAIM, True),
        "make it without tags": ("iam:CreateRole", LOG_ROLE, {}, False),
        "make it for production": ("iam:CreateRole", LOG_ROLE, tags("Request", environment="production"), False),
        "make another role": ("iam:CreateRole", ROLE, CLAIM, False),
        "make dev-eu's": ("iam:CreateRole", LOG_ROLE.replace("dev-", "dev-eu-"), CLAIM, False),
        "tag it while creating": ("iam:TagRole", LOG_ROLE, CLAIM, True),
        "retag it": ("iam:TagRole", LOG_ROLE, OURS, True),
        "take theirs of that name": ("iam:TagRole", LOG_ROLE, CLAIM | THEIRS, False),
        "write its permissions": ("iam:PutRolePolicy", LOG_ROLE, OURS, True),
        "write those of theirs": ("iam:PutRolePolicy", LOG_ROLE, THEIRS, False),
        "write those of another role": ("iam:PutRolePolicy", ROLE, OURS, False),
        "say who may assume it": ("iam:UpdateAssumeRolePolicy", LOG_ROLE, OURS, True),
        "say who may assume theirs": ("iam:UpdateAssumeRolePolicy", LOG_ROLE, THEIRS, False),
        "attach a policy": ("iam:AttachRolePolicy", LOG_ROLE, OURS, False),
        "take its boundary away": ("iam:DeleteRolePermissionsBoundary", LOG_ROLE, OURS, False),
        "delete it": ("iam:DeleteRole", LOG_ROLE, OURS, False),
        "hand it to Bedrock": ("iam:PassRole", LOG_ROLE, TO_BEDROCK, True),
        "hand it to EC2": ("iam:PassRole", LOG_ROLE, TO_EC2, False),
        "hand the given role to Bedrock": ("iam:PassRole", GIVEN_ROLE, TO_BEDROCK, False),
        "log invocations": ("bedrock:PutModelInvocationLoggingConfiguration", "*", HERE, False),
    },
    "assume_role": {
        "assume it": ("sts:AssumeRole", ROLE, {}, True),
        "assume another": ("sts:AssumeRole", ROLE.replace("deployer", "admin"), {}, False),
        "list profiles": ("bedrock:ListInferenceProfiles", "*", HERE, False),
    },
}
ROWS = [
    pytest.param(feature, *row, id=f"{feature}-{name}") for feature, rows in TABLE.items() for name, row in rows.items()
]


@pytest.mark.parametrize(("feature", "action", "resource", "context", "expected"), ROWS)
def test_what_a_feature_alone_allows(feature, action, resource, context, expected) -> None:
    policies = deployer_policy(deployment(feature, assume_role_arn=ROLE, log_role_arn=GIVEN_ROLE))
    assert iam.allows(policies, action, resource, **context) is expected


BOUNDARY = "arn:aws:iam::123456789012:policy/log-writers"
WITHIN, BEYOND = ({"iam__PermissionsBoundary": arn} for arn in (BOUNDARY, BOUNDARY.replace("log-writers", "admins")))
BOUNDED: dict[str, tuple[str, dict[str, str], bool]] = {
    "make it within": ("iam:CreateRole", CLAIM | WITHIN, True),
    "make it without": ("iam:CreateRole", CLAIM, False),
    "make it within another one": ("iam:CreateRole", CLAIM | BEYOND, False),
    "write the permissions of one within": ("iam:PutRolePolicy", OURS | WITHIN, True),
    "write those of one without": ("iam:PutRolePolicy", OURS, False),
    "say who may assume one within": ("iam:UpdateAssumeRolePolicy", OURS | WITHIN, True),
    "say who may assume one without": ("iam:UpdateAssumeRolePolicy", OURS, False),
    "set the boundary": ("iam:PutRolePermissionsBoundary", OURS | WITHIN, True),
    "set another one": ("iam:PutRolePermissionsBoundary", OURS | BEYOND, False),
    "set it on theirs": ("iam:PutRolePermissionsBoundary", THEIRS | WITHIN, False),
    "take it away": ("iam:DeleteRolePermissionsBoundary", OURS | WITHIN, False),
}


@pytest.mark.parametrize(("action", "context", "expected"), BOUNDED.values(), ids=BOUNDED)
def test_a_log_role_with_a_boundary_stays_within(action, context, expected) -> None:
    policies = deployer_policy(deployment("log_role", log_role_boundary_arn=BOUNDARY))
    assert iam.allows(policies, action, LOG_ROLE, **context) is expected


def test_without_a_boundary_none_is_set() -> None:
    policies = deployer_policy(deployment("log_role"))
    assert not iam.allows(policies, "iam:PutRolePermissionsBoundary", LOG_ROLE, **OURS | BEYOND)


@pytest.mark.parametrize("feature", [name for name in FEATURES if name not in ("preflight", "log_role")])
def test_features_that_hold_nothing_of_iam(feature) -> None:
    policies = deployer_policy(deployment(feature, assume_role_arn=ROLE))
    current = {action for policy in policies for one in policy["Statement"] for action in one["Action"]}
    assert not [action for action in current if action.startswith("iam:")]


def test_a_dashboard_of_another_name() -> None:
    policies = deployer_policy(deployment("observability", dashboard_name="genai"))
    assert iam.allows(policies, "cloudwatch:PutDashboard", f"{DASHBOARDS}/genai")
    assert not iam.allows(policies, "cloudwatch:PutDashboard", f"{DASHBOARDS}/dev-bedrock")


def test_every_feature_is_in_the_table() -> None:
    assert set(TABLE) == set(FEATURES)


def test_names_of_statements_are_unique() -> None:
    names = [grant.sid for grants in FEATURES.values() for grant in grants]
    assert len(names) == len(set(names))


def test_parameters_have_their_own_regions_and_prefix() -> None:
    policies = deployer_policy(deployment(ssm_regions=[WEST, "eu-west-1"], ssm_prefix="/models"))
    there = "arn:aws:ssm:eu-west-1:123456789012:parameter/models/copilot/chat"
    assert iam.allows(policies, "ssm:PutParameter", there)
    assert not iam.allows(policies, "ssm:PutParameter", there.replace("eu-west-1", EAST))
    assert iam.allows(policies, "ssm:DescribeParameters", "*", **ELSEWHERE)


def test_what_was_left_in_a_former_region_is_found_and_deleted() -> None:
    policies = deployer_policy(deployment(regions=[EAST], former_regions=["eu-west-1"]))
    record, profile = RECORD.replace(EAST, "eu-west-1"), PROFILE.replace(EAST, "eu-west-1")
    assert iam.allows(policies, "ssm:GetParameters", record)
    assert iam.allows(policies, "ssm:DescribeParameters", "*", **ELSEWHERE)
    assert iam.allows(policies, "ssm:DeleteParameter", record, **OURS)
    assert iam.allows(policies, "bedrock:ListInferenceProfiles", "*", **ELSEWHERE)
    assert iam.allows(policies, "bedrock:DeleteInferenceProfile", profile, **OURS)
    assert not iam.allows(policies, "bedrock:DeleteInferenceProfile", profile, **NEXT_DOOR)


def test_a_region_of_the_profiles_may_have_been_one_of_the_parameters() -> None:
    policies = deployer_policy(deployment("base", "lock", former_regions=[WEST]))
    assert iam.allows(policies, "ssm:DeleteParameter", RECORD.replace(EAST, WEST), **OURS)
    assert not iam.allows(policies, "ssm:PutParameter", LOCK.replace(EAST, WEST)), "the lock is in one region"


def test_what_access_requests_by_default_is_one_document() -> None:
    requested = deployment("base", "lock", "preflight", "guardrails", environment="production")
    assert len(deployer_policy(requested)) == 1


def test_the_lock_is_in_the_first_region_of_the_parameters() -> None:
    policies = deployer_policy(deployment("lock", ssm_regions=[WEST, EAST], ssm_prefix="/models/"))
    there = f"arn:aws:ssm:{WEST}:123456789012:parameter/genai.bedrock.lock/dev/models"
    assert iam.allows(policies, "ssm:PutParameter", there)
    assert not iam.allows(policies, "ssm:PutParameter", there.replace(WEST, EAST))


def test_the_lock_is_the_very_parameter_that_runs_take() -> None:
    name = Lock("dev", "/dev/bedrock/inference-profiles", "ann", "deploy").name
    assert parameter_arn(name, EAST, ACCOUNT) == LOCK


def test_govcloud_has_its_own_partition() -> None:
    policies = deployer_policy(deployment(regions=["us-gov-west-1"]))
    profile = PROFILE.replace("arn:aws:", "arn:aws-us-gov:").replace(EAST, "us-gov-west-1")
    assert iam.allows(policies, "bedrock:DeleteInferenceProfile", profile, **OURS)
    assert not iam.allows(policies, "bedrock:DeleteInferenceProfile", PROFILE, **OURS)


@pytest.mark.parametrize("regions", [[EAST], [EAST, WEST], list(EVERYWHERE)], ids=["one", "two", "all"])
@pytest.mark.parametrize("features", [("base",), ("base", "verify"), tuple(FEATURES)], ids=["base", "verify", "all"])
def test_iam_takes_it_and_the_linter_finds_nothing(regions, features) -> None:
    given = {"assume_role_arn": ROLE, "log_role_arn": GIVEN_ROLE, "log_role_boundary_arn": BOUNDARY}
    wanted = deployment(*features, regions=regions, ssm_regions=regions, former_regions=regions[::-1], **given)
    policies = deployer_policy(wanted)
    for policy in policies:
        iam.check_grammar(policy)
        assert iam.findings(policy) == []
        assert size(policy) <= MAX_CHARACTERS
    for region in regions:
        profile = PROFILE.replace("arn:aws:", f"arn:{partition_of(region)}:").replace(EAST, region)
        assert iam.allows(policies, "bedrock:DeleteInferenceProfile", profile, **OURS)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"environment": "Dev*"}, r"environment: 'Dev\*' is no environment"),
        ({"account": "12345678901"}, "account: '12345678901' is no account id"),
        ({"regions": []}, "regions: is empty"),
        ({"regions": ["us-east-*"]}, r"regions: 'us-east-\*' is no region"),
        ({"ssm_regions": ["*"]}, r"ssm_regions: '\*' is no region"),
        ({"former_regions": ["*"]}, r"former_regions: '\*' is no region"),
        ({"ssm_prefix": "/*"}, r"ssm_prefix: '/\*' is no path"),
        ({"features": ["verfy"]}, "features: 'verfy' is unknown; did you mean 'verify'"),
        ({"log_role_arn": "arn:aws:iam::123456789012:role/*"}, r"log_role_arn: '.*\*' is no ARN of an IAM role"),
        (
            {"log_role_boundary_arn": "arn:aws:iam::123456789012:policy/*"},
            "log_role_boundary_arn: .* is no ARN of a policy",
        ),
        ({"dashboard_name": "dev*"}, r"dashboard_name: 'dev\*' is no name of a dashboard"),
        ({"features": ["assume_role"]}, "assume_role_arn: '' is no ARN of an IAM role"),
        (
            {"features": ["assume_role"], "assume_role_arn": "arn:aws:iam::123456789012:role/*"},
            "is no ARN of an IAM role",
        ),
    ],
    ids=[
        "environment",
        "account",
        "no_region",
        "region",
        "ssm_region",
        "former_region",
        "prefix",
        "feature",
        "any_log_role",
        "any_boundary",
        "any_dashboard",
        "no_role",
        "any_role",
    ],
)
def test_wrong_input(values, message) -> None:
    with pytest.raises(ProblemError, match=message):
        deployer_policy(deployment(**values))


def test_all_that_is_wrong_is_reported_at_once() -> None:
    with pytest.raises(ProblemError, match="3 problems"):
        deployer_policy(deployment(account="1", regions=[], features=["x"]))

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the policy simulator is asked about the deployer, and what its answers say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.deployer_actions import FEATURES
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.deploying import Deployment, deployer_policy
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import (
    OPTIONAL_FEATURES,
    Question,
    Scope,
    Verdict,
    assumed_role,
    permission_findings,
    principal_of,
    questions,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source

from tests.unit.plugins.module_utils import iam_calls as iam
from tests.unit.plugins.module_utils.fakes import ACCOUNT, SONNET, TITAN, fm, system

EAST, WEST = "us-east-1", "us-west-2"
ROLE = "arn:aws:iam::123456789012:role/deployer"


def source_of(profile):
    return Source(profile.arn, SONNET, profile.model_arns)


SOURCES = {
    EAST: [source_of(system(f"us.{SONNET}")), Source(fm(TITAN), TITAN, (fm(TITAN),))],
    WEST: [source_of(system(f"global.{SONNET}", WEST))],
}
SCOPE = Scope(
    account=ACCOUNT,
    regions=(EAST, WEST),
    owner={"Environment": "dev", "Workload": "copilot"},
    environment="dev",
    ssm_regions=(EAST,),
    sources=SOURCES,
    tags={EAST: {"CostCenter": "ai"}, WEST: {}},
)


def requested(scope=SCOPE, region=EAST, on_resources=True):
    found = [one for one in questions(scope) if one.region == region and one.on_resources is on_resources]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("caller", "principal", "role"),
    [
        ("arn:aws:iam::123456789012:user/path/ann", "arn:aws:iam::123456789012:user/path/ann", None),
        ("arn:aws:sts::123456789012:assumed-role/deployer/run-1", ROLE, "deployer"),
        (
            "arn:aws-us-gov:sts::123456789012:assumed-role/deployer/run-1",
            ROLE.replace(":aws:", ":aws-us-gov:"),
            "deployer",
        ),
        ("arn:aws:iam::123456789012:root", None, None),
        ("arn:aws:sts::123456789012:federated-user/bob", None, None),
    ],
    ids=["user", "session of a role", "other partition", "root", "federated"],
)
def test_whose_policies_hold(caller, principal, role):
    assert (principal_of(caller), assumed_role(caller)) == (principal, role)


def test_two_questions_a_region_and_none_about_each_key():
    assert [(one.region, one.on_resources) for one in questions(SCOPE)] == [
        (EAST, False),
        (EAST, True),
        (WEST, False),
        (WEST, True),
    ]


@pytest.mark.parametrize("features", [*([feature] for feature in OPTIONAL_FEATURES), list(OPTIONAL_FEATURES)], ids=str)
def test_the_deployer_policy_allows_all_that_is_asked(features):
    deployment = Deployment("dev", ACCOUNT, [EAST, WEST], ssm_regions=[EAST], features=features)
    policies = deployer_policy(deployment)
    found = questions(replace(SCOPE, features=features))
    assert found
    for question in found:
        context = {key: values[0] for key, values in question.context.items()}
        denied = [need for need in question.needs if not iam.allows(policies, *need, **context)]
        assert denied == []


def test_every_action_of_a_feature_is_asked_about():
    for feature in OPTIONAL_FEATURES:
        sent_to = [grant for grant in FEATURES[feature] if not grant.only_with]
        wanted = {action for grant in sent_to for action in grant.actions + grant.implied}
        found = {action for one in questions(replace(SCOPE, features=[feature])) for action in one.actions}
        assert found == wanted, feature


def test_the_lock_is_asked_about_where_it_is():
    scope = replace(SCOPE, features=["lock"], ssm_regions=(WEST, EAST))
    resource = f"arn:aws:ssm:{WEST}:{ACCOUNT}:parameter/genai.bedrock.lock/dev/dev/bedrock/inference-profiles"
    assert (requested(scope), requested(scope, WEST).resources) == (None, [resource])


def test_creation_is_asked_about_the_very_sources():
    needs = {resource for action, resource in requested().needs if action == "bedrock:CreateInferenceProfile"}
    assert needs == {
        f"arn:aws:bedrock:us-east-1:{ACCOUNT}:application-inference-profile/preflight000",
        SOURCES[EAST][0].arn,
        fm(TITAN),
    }


def test_calling_is_asked_about_every_destination():
    needs = {
        resource for action, resource in requested(replace(SCOPE, features=["verify"])).needs if "Invoke" in action
    }
    assert {fm(SONNET, EAST), fm(SONNET, WEST), fm(TITAN)} < needs


def test_where_nothing_is_made_nothing_is_asked_of_making_and_calling():
    scope = replace(SCOPE, features=["base", "verify"], unmade_regions=(WEST,))
    east, west = requested(scope).actions, requested(scope, WEST).actions
    made = {"bedrock:CreateInferenceProfile", "bedrock:InvokeModel", "bedrock:ApplyGuardrail"}
    assert made <= set(east)
    assert not made & set(west)
    assert {"bedrock:DeleteInferenceProfile", "bedrock:TagResource", "bedrock:UntagResource"} <= set(west)


@pytest.mark.parametrize(
    ("changes", "region", "parameters"),
    [
        (
            {},
            EAST,
            {"parameter/dev/bedrock/inference-profiles", "parameter/dev/bedrock/inference-profiles/preflight000"},
        ),
        ({}, WEST, set()),
        (
            {"ssm_regions": (WEST,)},
            WEST,
            {"parameter/dev/bedrock/inference-profiles", "parameter/dev/bedrock/inference-profiles/preflight000"},
        ),
        ({"ssm_prefix": "/own/path"}, EAST, {"parameter/own/path", "parameter/own/path/preflight000"}),
        ({"environment": ""}, EAST, set()),
        ({"environment": "", "ssm_prefix": "/own"}, EAST, {"parameter/own", "parameter/own/preflight000"}),
    ],
    ids=["default prefix", "no parameters there", "another region", "own prefix", "nothing known", "prefix alone"],
)
def test_parameters(changes, region, parameters):
    question = requested(replace(SCOPE, **changes), region)
    found = {arn.split(":", 5)[5] for arn in question.resources if ":ssm:" in arn}
    assert found == parameters
    listed = {action for one in questions(replace(SCOPE, **changes)) if one.region == region for action in one.actions}
    assert ("ssm:DescribeParameters" in listed) is bool(parameters)


def test_a_region_of_parameters_alone_is_asked_about_parameters_alone():
    scope = replace(SCOPE, ssm_regions=("eu-west-1",))
    actions = [action for one in questions(scope) if one.region == "eu-west-1" for action in one.actions]
    assert actions
    assert all(action.startswith("ssm:") for action in actions)


def test_the_context_is_that_of_the_requests():
    context = requested().context
    assert context["aws:RequestedRegion"] == (EAST,)
    assert context["aws:RequestTag/CostCenter"] == ("ai",)
    assert context["aws:RequestTag/ManagedBy"] == context["aws:ResourceTag/ManagedBy"] == ("genai.bedrock",)
    assert context["aws:TagKeys"] == ("CostCenter", "Environment", "ManagedBy", "Workload")


CREATE, DELETE = "bedrock:CreateInferenceProfile", "bedrock:DeleteInferenceProfile"
QUESTION = Question(EAST, frozenset({(CREATE, "arn:a"), (CREATE, "arn:b"), (DELETE, "arn:a")}), {})


def verdict(action=CREATE, resource="arn:a", decision="implicitDeny", **values):
    return Verdict(action, resource, decision, **values)


@pytest.mark.parametrize(
    ("verdicts", "reported"),
    [
        ([verdict(decision="allowed")], []),
        ([verdict(DELETE, "arn:b")], []),
        ([verdict()], [("error", "permission_missing", f"{ROLE} may not {CREATE} on arn:a (implicitDeny)")]),
        (
            [verdict(), verdict(resource="arn:b")],
            [("error", "permission_missing", f"{ROLE} may not {CREATE} on arn:a, arn:b (implicitDeny)")],
        ),
        (
            [verdict(decision="explicitDeny"), verdict(DELETE)],
            [
                ("error", "permission_missing", f"{ROLE} may not {CREATE} on arn:a (explicitDeny)"),
                ("error", "permission_missing", f"{ROLE} may not {DELETE} on arn:a (implicitDeny)"),
            ],
        ),
        (
            [verdict(by_organization=True)],
            [("error", "region_denied", f"{ROLE} may not {CREATE} on arn:a (implicitDeny)")],
        ),
        (
            [verdict(missing_context=("aws:SourceVpc",))],
            [
                (
                    "warning",
                    "permission_unsure",
                    f"{ROLE} may not {CREATE} on arn:a (implicitDeny), as far as can be determined without aws:SourceVpc",
                )
            ],
        ),
    ],
    ids=["allowed", "nobody needs it", "denied", "on both", "two actions", "by the organization", "context is missing"],
)
def test_findings(verdicts, reported):
    found = list(permission_findings(ROLE, QUESTION, verdicts))
    assert [(one.severity, one.code, one.message) for one in found] == reported
    assert {(one.key, one.region) for one in found} <= {(None, EAST)}

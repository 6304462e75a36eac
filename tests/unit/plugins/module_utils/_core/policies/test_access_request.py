# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task asks of policies: what it comes to, and which variable is wrong."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.access_request import explain, read_access
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.deploying import Deployment, deployer_policy
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError

from tests.unit.plugins.module_utils.access_samples import OPTIONS, access
from tests.unit.plugins.module_utils.record_samples import record


def test_places_and_names_follow_from_the_environment():
    made = access()
    assert made.deployment.ssm_regions == ["us-east-1"]
    assert (made.invoking.ssm_prefix, made.policy_prefix) == ("/dev/bedrock/inference-profiles", "dev-bedrock-")
    assert access(policy_prefix="").policy_prefix == ""
    assert access(former_regions=["eu-west-1", ""]).deployment.former_regions == ["eu-west-1"]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"environment": "Dev"}, "access_environment: "),
        ({"regions": ["mars"], "ssm_regions": ["us-east-1"]}, "access_regions: "),
        ({"former_regions": ["mars"]}, "access_former_regions: "),
        ({"regions": []}, "access_ssm_regions: is empty; name the regions of the records, or access_regions"),
        ({"policy_prefix": "a b"}, "access_policy_prefix: 'a b' cannot begin the name of a managed policy"),
        ({"tags": {"aws:x": "y"}}, "access_tags: "),
        ({"roles": {"copilot": "one"}}, "access_roles.copilot: must be a list of names of IAM roles, not 'one'"),
        (
            {"roles": {"copilot": ["one"]}, "manage": False},
            "access_roles and access_deployer_roles: roles can only be given managed policies; set access_manage",
        ),
        ({"deployer_roles": ["one"], "manage": False}, "access_roles and access_deployer_roles: "),
        ({"records": {"copilot/chat": record("copilot", "chat") | {"targets": "x"}}}, "records.copilot/chat.targets: "),
    ],
)
def test_what_is_wrong_is_reported_with_the_variable(options, problem):
    _made, (found, *more) = read_access({**OPTIONS, **options})
    assert more == []
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("message", "option", "start", "line"),
    [
        ("features: 'x' is unknown", "features", "access_", "access_features: 'x' is unknown"),
        ("features: 'x' is unknown", "features", "", "features: 'x' is unknown"),
        ("assume_role_arn: 'x' is no ARN", "assume_role_arn", "access_", "access_assume_role_arn: 'x' is no ARN"),
        ("assume_role_arn: 'x' is no ARN", "assume_role_arn", "", "deployer_role_arn: 'x' is no ARN"),
        ("the statements are too long", "", "access_", "the statements are too long"),
        # An answer of AWS may begin with any word.
        ("features: not in this region", "", "access_", "features: not in this region"),
    ],
)
def test_a_policy_that_cannot_be_made_names_the_variable(message, option, start, line):
    problem = Problem(message, option=option)
    assert explain(problem, start) == line
    assert "option" not in problem.as_dict()


WRONG = {
    "environment": {"environment": "A"},
    "regions": {"regions": ["x"]},
    "ssm_regions": {"ssm_regions": ["x"]},
    "former_regions": {"former_regions": ["x"]},
    "ssm_prefix": {"ssm_prefix": "/aws"},
    "features": {"features": ["x"]},
    "assume_role_arn": {"features": ["assume_role"], "assume_role_arn": "x"},
    "log_role_arn": {"log_role_arn": "x"},
    "log_role_boundary_arn": {"log_role_boundary_arn": "x"},
    "dashboard_name": {"dashboard_name": "x y"},
    "": {"account": "x"},
}


@pytest.mark.parametrize(("option", "wrong"), WRONG.items(), ids=WRONG)
def test_a_problem_of_an_option_carries_its_name(option, wrong):
    good = {"environment": "dev", "account": "123456789012", "regions": ["us-east-1"]}
    with pytest.raises(ProblemError) as raised:
        deployer_policy(Deployment(**(good | wrong)))
    (problem,) = raised.value.problems
    assert (problem.option, problem.message.startswith(f"{option or 'account'}: ")) == (option, True)

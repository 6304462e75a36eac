# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A new inventory: defaults, the forms that answers may have, and what is wrong with them."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.filter import new_inventory as plugin
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import Regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.inventory import new_inventory

PATH = {"bedrock_inventory_path": "inventories/mine"}
KNOWN = Regions(("us-east-1", "us-west-2", "eu-west-1", "ap-southeast-1"))
ROLES = ["inference_profiles", "copilot", "cai", "embedding", "cross_region"]
DEPLOYER = "arn:aws:iam::111111111111:role/path/genai-deployer"


def made(**answers: Any) -> dict[str, Any]:
    return new_inventory(PATH | {f"bedrock_{name}": value for name, value in answers.items()}, KNOWN)


def problems(**answers: Any) -> list[str]:
    found: list[str] = made(**answers)["problems"]
    return found


def test_a_path_is_enough() -> None:
    assert made() == {
        "bedrock_environment": "dev",
        "bedrock_regions": ["us-east-1"],
        "bedrock_geography": "us",
        "bedrock_accounts": {"genai-dev": {}},
        "bedrock_roles": ROLES[:-1],
        "problems": [],
    }
    assert made(environment="", regions="", geography="", accounts="", roles="") == made()


@pytest.mark.parametrize(
    ("answer", "variable", "expected"),
    [
        ({"environment": "staging"}, "bedrock_accounts", {"genai-staging": {}}),
        ({"environment": 42}, "bedrock_environment", "42"),
        ({"regions": "eu-west-1, us-east-1"}, "bedrock_regions", ["eu-west-1", "us-east-1"]),
        ({"regions": ["eu-west-1"]}, "bedrock_geography", "eu"),
        ({"regions": "eu-west-1", "geography": "global"}, "bedrock_geography", "global"),
        ({"regions": "us-east-1,us-west-2"}, "bedrock_roles", ROLES),
        ({"roles": "embedding,copilot"}, "bedrock_roles", ["inference_profiles", "copilot", "embedding"]),
        ({"roles": ["cross_region"]}, "bedrock_roles", ["inference_profiles", "cross_region"]),
        ({"accounts": "one,two"}, "bedrock_accounts", {"one": {}, "two": {}}),
        ({"accounts": ["one=emea profile"]}, "bedrock_accounts", {"one": {"bedrock_aws_profile": "emea profile"}}),
        (
            {"accounts": f"one={DEPLOYER},two=emea"},
            "bedrock_accounts",
            {"one": {"bedrock_assume_role_arn": DEPLOYER}, "two": {"bedrock_aws_profile": "emea"}},
        ),
        (
            {"accounts": {"one": f"{DEPLOYER},a", "two": ""}},
            "bedrock_accounts",
            {"one": {"bedrock_assume_role_arn": f"{DEPLOYER},a"}, "two": {}},
        ),
        ({"accounts": '{"one": "emea"}'}, "bedrock_accounts", {"one": {"bedrock_aws_profile": "emea"}}),
    ],
)
def test_answers_in_any_form(answer: dict[str, Any], variable: str, expected: Any) -> None:
    found = made(**answer)
    assert (found[variable], found["problems"]) == (expected, [])


@pytest.mark.parametrize(
    ("region", "geography"),
    [
        ("us-west-2", "us"),
        ("us-gov-west-1", "us-gov"),
        ("ca-central-1", "us"),
        ("eu-central-2", "eu"),
        ("ap-northeast-1", "jp"),
        ("ap-southeast-4", "au"),
        ("ap-south-1", "apac"),
        # None that is known.
        ("sa-east-1", ""),
        ("eusc-de-east-1", ""),
        ("us-iso-east-1", ""),
    ],
)
def test_geography_of_a_region(region: str, geography: str) -> None:
    found = new_inventory(PATH | {"bedrock_regions": [region]})
    assert (found["bedrock_geography"], found["problems"]) == (geography, [])


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"environment": "Dev Team"}, "bedrock_environment: 'Dev Team' is no environment: * 'dev-team' would do"),
        ({"regions": "us-est-1"}, "bedrock_regions: 'us-est-1' is no region *: did you mean 'us-east-1'?*"),
        ({"regions": {"us-east-1": 1}}, "bedrock_regions: must be a list, not a map"),
        ({"geography": "europe"}, "bedrock_geography: 'europe' is unknown; *"),
        ({"roles": "copilt"}, "bedrock_roles: there is no role 'copilt'; did you mean 'copilot'?"),
        ({"roles": {"copilot": True}}, "bedrock_roles: must be a list, not a map"),
        ({"accounts": "my account"}, "bedrock_accounts: 'my account' is no name of a host: *"),
        ({"accounts": "one,one"}, "bedrock_accounts: 'one' is there twice"),
        ({"accounts": "one=111111111111"}, "bedrock_accounts: one: '111111111111' is the number of an account; *"),
        ({"accounts": "one=arn:aws:iam::1:role/x"}, "bedrock_accounts: one: 'arn:aws:iam::1:role/x' is neither *"),
        ({"accounts": "one={{ x }}"}, "bedrock_accounts: one: '{{ x }}' is neither *"),
        ({"accounts": {"one": {"role": "x"}}}, "bedrock_accounts: must be a text, not a map"),
        ({"inventory_path": ""}, "bedrock_inventory_path: is missing; *"),
        ({"inventory_path": "/home/me/ansible_collections/genai/bedrock/x"}, "bedrock_inventory_path: *upgraded*"),
    ],
)
def test_what_is_wrong(answer: dict[str, Any], expected: str) -> None:
    (problem,) = problems(**answer)
    for part in expected.split("*"):
        assert part in problem


def test_all_problems_at_once() -> None:
    wrong = {"inventory_path": "", "environment": "DEV", "regions": "us", "accounts": "1 2", "roles": "x"}
    variables = [problem.partition(":")[0] for problem in problems(**wrong)]
    assert sorted(variables) == sorted(f"bedrock_{name}" for name in wrong)


@pytest.mark.parametrize(
    ("files", "expected"), [(["a/hosts.yml"], "a/hosts.yml is there"), (["a", "b"], "a, b are there")]
)
def test_nothing_is_overwritten(files: list[str], expected: str) -> None:
    (problem,) = new_inventory(PATH, KNOWN, files)["problems"]
    assert problem.startswith(f"bedrock_inventory_path: {expected} already, and nothing is overwritten")


def test_the_filter_knows_the_regions_of_botocore() -> None:
    read = plugin.FilterModule().filters()["new_inventory"]
    assert read(PATH)["problems"] == []
    assert "no region" in read(PATH | {"bedrock_regions": "us-east-9"})["problems"][0]
    with pytest.raises(AnsibleFilterError, match="new_inventory: answers: must be a map"):
        read("dev")

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies, patterns and data types as a user writes them: read, checked, sent and told."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.data_types import (
    ADVANCED_TYPES,
    DATA_TYPES,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.policies import (
    POLICY_TYPES,
    as_policies,
    described,
    same_policies,
    sent,
    shown,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.requests import wanted_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from botocore.loaders import Loader

EXPIRES = {"Type": "Expiration", "Version": "1.0", "Attributes": {"Timestamp": "2027-01-01T00:00:00Z"}}
QUIET = {"Type": "NoChangeNotification", "Version": "1.0", "Attributes": {"After": "20", "Unit": "Days"}}


def read(**options):
    return wanted_parameters({"/x": {"value": "v", **options}}, regions=["us-east-1"])[0]


def test_policies_are_read_sent_and_reported_alike():
    found = as_policies([EXPIRES, QUIET])
    assert found == as_policies(json.dumps([EXPIRES, QUIET])) == as_policies(sent(found))
    assert shown(found) == [EXPIRES, QUIET]
    assert same_policies(described([{"PolicyText": json.dumps(row)} for row in (QUIET, EXPIRES)]), found)
    assert (as_policies([]), sent(()), as_policies(sent(()))) == ((), "[{}]", ())


def test_options_become_what_is_wanted():
    found = read(policies=[QUIET], allowed_pattern="^v$", data_type="hostname")
    assert (found.policies, found.allowed_pattern, found.data_type) == (as_policies([QUIET]), "^v$", "hostname")
    unset = read()
    assert (unset.policies, unset.allowed_pattern, unset.data_type) == (None, None, None)


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"policies": {"Type": "Expiration"}}, "policies is a list of policies, each a map with Type"),
        ({"policies": "x"}, "policies is no JSON"),
        ({"policies": [{"Type": "Expire"}]}, "policies: entry 1 has the Type 'Expire'"),
        ({"policies": [{"Type": "Expiration"}]}, "policies: entry 1 has no Version"),
        ({"policies": [EXPIRES, EXPIRES]}, "there is more than one Expiration"),
        ({"policies": [QUIET] * 11}, "policies: 11 are too many: a parameter holds 10"),
        ({"policies": [QUIET | {"Attributes": {"After": "x" * 4096}}]}, "at most 4096 are allowed"),
        ({"policies": [QUIET], "tier": "standard"}, "policies need the tier Advanced, and tier is standard"),
        ({"data_type": "json", "tier": "standard"}, "data_type json needs the tier Advanced"),
        ({"data_type": "JSON"}, "data_type is 'JSON': it is one of text"),
        ({"allowed_pattern": "x" * 1025}, "allowed_pattern has 1025 characters"),
        ({"allowed_pattern": "^w"}, "value does not match allowed_pattern '^w'"),
        ({"allowed_pattern": []}, "allowed_pattern is not text"),
    ],
)
def test_what_is_wrong(options, text):
    with pytest.raises(ProblemError) as caught:
        read(**options)
    assert text in str(caught.value)


@pytest.mark.parametrize("pattern", ["^v$", "v", r"\p{L}", ""])
def test_a_pattern_that_only_java_knows_is_left_to_aws(pattern):
    assert read(allowed_pattern=pattern).allowed_pattern == pattern


def test_names_are_those_of_botocore():
    shapes = Loader().load_service_model("ssm", "service-2")["shapes"]
    reported = shapes["PutParameterRequest"]["members"]["DataType"]["documentation"]
    assert all(f"<code>{name}</code>" in reported for name in DATA_TYPES)
    assert {*ADVANCED_TYPES} < {*DATA_TYPES}
    policies = shapes["InvalidPolicyTypeException"]["documentation"]
    assert all(name in policies for name in POLICY_TYPES)

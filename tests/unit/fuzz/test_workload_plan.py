# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a workload's plan accepts, the module accepts, and the service's own model does too."""

from __future__ import annotations

import copy
import re

from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.creation import creation_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import Policy
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import (
    key_problems,
    policy_problems,
    wanted_profiles,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.workloads import workload_plan
from ansible_collections.genai.bedrock.plugins.module_utils._module.profiles import read_entries
from botocore.loaders import Loader
from hypothesis import assume, given

from tests.unit.fuzz.budget import examples
from tests.unit.fuzz.workloads import workloads
from tests.unit.plugins.module_utils.fakes import TITAN, fm

SHAPES = Loader().load_service_model("bedrock", "service-2")["shapes"]
ANY_SOURCE = Source(fm(TITAN), TITAN, (fm(TITAN),))


def obeys(shape, text):
    """Whether a text is what the service's model says of a shape."""
    rules = SHAPES[shape]
    return rules.get("min", 0) <= len(text) <= rules["max"] and bool(re.fullmatch(rules["pattern"], text))


@examples(60)
@given(workloads())
def test_an_accepted_workload_is_accepted_by_the_module_and_by_the_service(workload):
    before = copy.deepcopy(workload)
    plan = workload_plan(*workload)
    assert workload == before
    assert plan == workload_plan(*workload)
    assume(not plan["errors"] and plan["inference_profiles"])
    policy = Policy(ownership={"Environment": plan["environment"], "Workload": plan["workload"]}, today="2026-11-22")
    assert key_problems(plan["inference_profiles"]) + policy_problems(policy) == []
    wanted = wanted_profiles(read_entries(plan["inference_profiles"]), regions=plan["regions"], tags=None)
    for entry in wanted:
        made = creation_of(entry, ANY_SOURCE, policy, ())
        assert obeys("InferenceProfileName", made.name)
        assert made.description is None or obeys("InferenceProfileDescription", made.description)
        assert len(made.tags) <= 50
        assert all(obeys("TagKey", key) and obeys("TagValue", value) for key, value in made.tags.items())


@examples(30)
@given(workloads())
def test_every_target_of_a_plan_is_one_of_its_profiles(workload):
    plan = workload_plan(*workload)
    places = {
        (key, region)
        for key, profile in plan["inference_profiles"].items()
        for region in profile["regions"]
        if profile["state"] == "present"
    }
    targets = [
        (target["inference_profile"], target["region"])
        for entry in plan["entries"].values()
        for target in entry["targets"]
    ]
    assert plan["errors"] or sorted(targets) == sorted(places)
    assert not set(plan["removed"]) & set(plan["entries"])

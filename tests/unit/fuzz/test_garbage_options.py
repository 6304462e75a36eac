# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Garbage as options of modules: what Ansible lets through is refused with problems, and no secret is repeated."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.listing import Request
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.requests import OPTIONS, wanted_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import (
    key_problems,
    policy_problems,
    wanted_profiles,
)
from ansible_collections.genai.bedrock.plugins.module_utils._module.profiles import (
    ENTRY_OPTIONS,
    PROFILE_OPTIONS,
    read_entries,
)
from ansible_collections.genai.bedrock.plugins.modules import inference_profile as singular
from ansible_collections.genai.bedrock.plugins.modules import inference_profiles as bulk
from ansible_collections.genai.bedrock.plugins.modules import ssm_parameters
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.fuzz.budget import examples
from tests.unit.fuzz.garbage import accepted, json_data, refused, texts

CANARY = "CANARY-s3cret"


def options_of(names, values=json_data, most=4):
    return st.dictionaries(st.sampled_from(sorted(names)), values, max_size=most)


def read_profiles(params):
    entries = read_entries(params["inference_profiles"])
    return wanted_profiles(entries, regions=params["regions"], tags=params["tags"], by_name=True)


@examples(40)
@given(
    st.dictionaries(st.sampled_from(["chat", "docs"]) | texts, options_of(ENTRY_OPTIONS) | json_data, max_size=2),
    options_of(set(bulk.ARGUMENTS) - {"inference_profiles"}),
)
def test_the_map_of_profiles(entries, options):
    params = accepted(bulk.ARGUMENTS, options | {"inference_profiles": entries})
    problems = key_problems(params["inference_profiles"]) + policy_problems(bulk.policy_of(params))
    assert all(problem.message for problem in (*problems, *refused(read_profiles, params)))


@examples(30)
@given(options_of(singular.ARGUMENTS))
def test_one_profile(options):
    params = accepted(singular.ARGUMENTS, {"name": "team"} | options)
    params["name"] = "team" if params["name"] is None else params["name"]
    entry = {option: params[option] for option in (*PROFILE_OPTIONS, "name")}
    problems = refused(wanted_profiles, {params["name"]: entry}, regions=["us-east-1"], tags=None, by_name=True)
    assert all(problem.key == params["name"] for problem in problems)


values = json_data | st.sampled_from([CANARY, [CANARY], {"a": CANARY}, {CANARY: [1]}])


@examples(40)
@given(
    st.dictionaries(
        st.sampled_from(["/dev/a", "b"]) | texts,
        st.builds(lambda options, value: options | {"value": value}, options_of(OPTIONS), values) | json_data,
        max_size=2,
    ),
    options_of(set(ssm_parameters.ARGUMENTS) - {"ssm_parameters"}),
)
def test_the_map_of_parameters(entries, options):
    params = accepted(ssm_parameters.ARGUMENTS, options | {"ssm_parameters": {}})
    switches = {name: params[name] for name in ("tags", "purge_tags", "adopt")}
    problems = refused(wanted_parameters, entries, regions=params["regions"] or ["us-east-1"], **switches)
    assert CANARY not in str(problems)


@examples(30)
@given(st.lists(texts, max_size=3), st.none() | texts, st.lists(texts, max_size=2))
def test_names_and_paths_to_read(names, path, regions):
    for problem in Request(names=tuple(names), path=path).problems(regions):
        assert problem.key in (*names, path)

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Garbage never raises a traceback: it is refused with a clean error that says where it stands."""

from __future__ import annotations

import importlib
import re

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._aws.regions import known_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.workloads import read_workloads
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guarded import guarded_plan
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.choosing import chosen_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.documents import consolidated_document
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.outputs import outputs
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.publication import record_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.reading import damaged_records, read_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import LEAVES, WORKLOAD_KINDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import SETTINGS
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.workloads import workload_plan
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.fuzz.budget import examples
from tests.unit.fuzz.garbage import anything, corrupted, maps_of
from tests.unit.plugins.module_utils.record_samples import arn, record, row

FILTERS = "ansible_collections.genai.bedrock.plugins.filter"


def loaded(name):
    return importlib.import_module(f"{FILTERS}.{name}").FilterModule().filters()[name]


def reported(name, *arguments):
    """What a filter says, or the clean error that it raises; anything else is a traceback."""
    try:
        return loaded(name)(*arguments)
    except AnsibleFilterError:
        return None


SETTINGS_OF_DEV = {"environment": "dev", "regions": ["us-east-1", "us-west-2"], "tags": {"Team": "a"}}
settings = maps_of([name for name in SETTINGS if name != "entries_variable"]).map(
    lambda drawn: SETTINGS_OF_DEV | {"catalogue": {"chat": {"tags": {"Tier": 1}}}} | drawn
)
leaves = sorted({leaf for kind in LEAVES.values() for leaf in kind})
entries = maps_of(["chat", "docs"], maps_of(leaves) | anything, most=2)


@examples(100)
@given(entries | anything, st.sampled_from(WORKLOAD_KINDS), settings)
def test_a_workload_of_garbage_is_refused_with_its_paths(entries, kind, settings):
    plan = workload_plan(entries, kind, settings, known_regions())
    path = re.compile(rf"({kind}_[a-z_]+|bedrock_[a-z_]+|{kind}_.*?|bedrock_.*?)(\.|: )", re.DOTALL)
    assert [line for line in map(str, plan["errors"]) if not path.match(line)] == []


OPTIONS = ["words", "pii_entities", "prompt_attack", "tags", "existing", "denied_topics", "description"]
SETTINGS = {"variable": "cai_guardrail", "catalogue": {"pii_entities": {"EMAIL": "BLOCK"}}}
PLAN = workload_plan({"help": {}}, "cai", {"environment": "dev", "regions": ["us-east-1"]})


@examples(60)
@given(maps_of(OPTIONS, maps_of(["EMAIL", "us-east-1"], anything) | anything, most=3) | anything)
def test_options_of_garbage_are_refused_with_their_paths(options):
    errors = guarded_plan(PLAN, SETTINGS | {"given": options}, known_regions())["errors"]
    assert [one for one in errors if not one.path.startswith("cai_guardrail")] == []


@examples(60)
@given(maps_of(["shop", "copilot"], maps_of(["kind", "entries", "regions", "guardrail", *SETTINGS]) | anything, most=2))
def test_declared_garbage_is_refused_and_never_a_traceback(declared):
    read, wrong = read_workloads(declared, SETTINGS_OF_DEV, known_regions())
    assert {workload.name for workload in read} <= {str(name) for name in declared}
    assert all(text.startswith("workloads.") for text in wrong)


RESULT = {
    "inference_profiles": [row("chat")],
    "actions": [{"key": "chat", "region": "us-east-1", "action": "create", "reasons": ["none of ours has this key"]}],
}
RECORDS = {f"{workload}/x": record(workload, "x", previous=[arn("old")]) for workload in (*WORKLOAD_KINDS, "other")}
PARAMETERS = [{"name": f"/p/{path}", "json": value} for path, value in RECORDS.items()]

TEXT_RECORDS = {path: value for path, value in RECORDS.items() if not path.startswith("embedding")}
PROFILE = row("x", models=[{"model_arn": "arn:aws:bedrock:us-east-1::foundation-model/m"}], tags={})

#: Filters and arguments that are good.
GOOD = [
    ("arns_by_key", [RESULT, ["us-east-1"]]),
    ("arns_by_key", [RECORDS, ["us-east-1"]]),
    ("inference_profile_name", ["claude", "chat", "dev", "us-east-1"]),
    ("model_arn", ["m", "us-east-1"]),
    ("region_short_code", ["us-east-1"]),
    ("litellm_config", [TEXT_RECORDS, "/p"]),
    ("claude_code_environment", [TEXT_RECORDS, {"sonnet": "copilot/x"}, "us-east-1"]),
    ("dotenv", [TEXT_RECORDS, "/p"]),
    ("client_files", [TEXT_RECORDS, ["opencode", "librechat"], "header", {".env": "A=1"}, "clients"]),
    ("record_schema", [1]),
    ("export_files", [TEXT_RECORDS, ["dotenv", "litellm"], "/p", "local-", {"tiers": {"sonnet": "copilot/x"}}]),
    ("invoke_policy", [RECORDS, ["us-east-1"], "/p", [PROFILE], False, False, [], "123456789012"]),
    ("deployer_policy", ["dev", "123456789012", ["us-east-1"], ["us-east-1"], "/p", ["base"], ""]),
    ("required_regions", [RECORDS, [PROFILE]]),
]


@pytest.mark.parametrize(("name", "good"), GOOD, ids=[name for name, _good in GOOD])
def test_garbage_where_a_filter_expects_good_data_is_refused(name, good):
    assert reported(name, *good)

    @examples(20)
    @given(corrupted(st.just(good)).filter(lambda drawn: isinstance(drawn, list) and len(drawn) == len(good)))
    def refuses(arguments):
        reported(name, *arguments)

    refuses()


@examples(60)
@given(st.lists(corrupted(st.sampled_from(PARAMETERS)), max_size=4))
def test_what_somebody_writes_below_the_prefix_breaks_no_reader(parameters):
    """What Parameter Store tells of a parameter is sound; its content is anybody's."""
    rows = [row for row in parameters if isinstance(row, dict) and isinstance(row.get("name"), str)]
    found = read_records(rows, "/p", "dev")
    damaged = damaged_records(rows, "/p", "dev", [{**row, "tags": {}} for row in rows])
    assert chosen_records(found, [], [], damaged)["problems"] == []
    assert len(problem_lines(damaged)) <= len(damaged)
    assert not found.keys() & {row["path"] for row in damaged if len(rows) == 1}
    consolidated_document(found)
    outputs(found, [])
    record_parameters(found, "/p", "dev")

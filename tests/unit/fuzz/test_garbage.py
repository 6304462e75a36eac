# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Garbage never raises a traceback: it is refused with a clean error that says where it stands."""

from __future__ import annotations

import importlib
import re

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import LEAVES, WORKLOAD_KINDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import SETTINGS
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.fuzz.budget import examples
from tests.unit.fuzz.garbage import anything, maps_of, spoilt
from tests.unit.plugins.module_utils.record_samples import arn, record, row

FILTERS = "ansible_collections.genai.bedrock.plugins.filter"


def loaded(name):
    return importlib.import_module(f"{FILTERS}.{name}").FilterModule().filters()[name]


def told(name, *arguments):
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
    plan = told("workload_plan", entries, kind, settings)
    path = re.compile(rf"({kind}_[a-z_]+|bedrock_[a-z_]+|{kind}_.*?|bedrock_.*?)(\.|: )", re.DOTALL)
    assert [line for line in plan["errors"] if not path.match(line)] == []


@examples(30)
@given(anything, st.sampled_from(WORKLOAD_KINDS) | anything, anything)
def test_garbage_as_kind_and_settings_is_refused(entries, kind, settings):
    told("workload_plan", entries, kind, settings)


PLAN = {
    "environment": "dev",
    "workload": "copilot",
    "entries": {
        "chat": {
            "use_case": "chat",
            "kind": "text",
            "model": "anthropic.claude-sonnet-4-6",
            "max_tokens": 100,
            "temperature": 0.3,
            "guardrails": True,
            "moved_from": "talk",
            "targets": [{"inference_profile": "chat", "region": "us-east-1"}],
        }
    },
    "removed": ["docs"],
}
DONE = {"key": "chat", "region": "us-east-1", "action": "create", "reasons": ["no profile of ours has this key yet"]}
OLD = {"key": "chat", "region": "us-east-1", "inference_profile_arn": arn("old")}
FAILED = {"key": "chat", "region": "us-east-1", "operation": "x", "code": "x", "message": "it broke"}
FINDING = {"severity": "error", "code": "x", "message": "m", "way_out": "w", "key": "chat", "region": "us-east-1"}
CALLED = {
    "key": "copilot/chat",
    "region": "us-east-1",
    "inference_profile_arn": arn("old"),
    "base_model_id": "m",
    "kind": "text",
    "latency_ms": 10,
    "verdict": "ok",
    "code": None,
    "message": None,
    "dimensions": None,
    "guardrail": None,
}
RESULT = {
    "inference_profiles": [row("chat")],
    "actions": [DONE],
    "superseded": [OLD],
    "orphans": [OLD],
    "errors": [FAILED],
}
RECORDS = {f"{workload}/x": record(workload, "x", previous=[arn("old")]) for workload in (*WORKLOAD_KINDS, "other")}
PUBLISHED = {"chat": record("copilot", "chat"), "talk": record("copilot", "talk")}
PARAMETERS = [{"name": f"/p/{path}", "json": value} for path, value in RECORDS.items()]
BROKEN = [{"name": "/p/copilot/y", "region": "us-east-1", "type": "String", "value": "{", "json": None, "tags": {}}]
PINS = {"us-east-1": {"identifier": "g", "version": "1"}}

TEXT_RECORDS = {path: value for path, value in RECORDS.items() if not path.startswith("embedding")}
PROFILE = row("x", models=[{"model_arn": "arn:aws:bedrock:us-east-1::foundation-model/m"}], tags={})
MODEL = {"model_id": "m", "region": "us-east-1", "model_lifecycle": {"status": "ACTIVE"}}

#: Filters and arguments that are good.
GOOD = [
    ("records", [PLAN, RESULT, PUBLISHED, ["docs"], PINS]),
    ("removed_records", [PLAN, PUBLISHED, True, ["docs"]]),
    ("published_records", [PARAMETERS, "/p", "dev", "copilot"]),
    ("damaged_records", [BROKEN, "/p", "dev", BROKEN]),
    ("chosen_records", [RECORDS, ["copilot"], ["copilot/x"], [{"path": "cai/y", "message": "it broke"}]]),
    ("record_parameters", [RECORDS, "/p", "dev", ["copilot/docs"], {"copilot": {}}]),
    ("consolidated_document", [RECORDS]),
    ("outputs", [RECORDS, [row("x")]]),
    ("summary", [{"copilot": RESULT}, "dev", "/p", ["us-east-1"], False]),
    ("problem_lines", [[FAILED], "copilot"]),
    ("preflight_report", [{"copilot": {"problems": ["x"], "errors": [FAILED], "findings": [FINDING]}}]),
    ("target_lines", [[CALLED]]),
    ("arns_by_key", [RESULT, ["us-east-1"]]),
    ("arns_by_key", [RECORDS, ["us-east-1"]]),
    ("inference_profile_name", ["claude", "chat", "dev", "us-east-1"]),
    ("model_arn", ["m", "us-east-1"]),
    ("region_short_code", ["us-east-1"]),
    ("litellm_config", [TEXT_RECORDS, "/p"]),
    ("claude_code_environment", [TEXT_RECORDS, {"sonnet": "copilot/x"}, "us-east-1"]),
    ("dotenv", [TEXT_RECORDS, "/p"]),
    ("record_schema", [1]),
    ("invoke_policy", [RECORDS, ["us-east-1"], "/p", [PROFILE], False, False, [], "123456789012"]),
    ("deployer_policy", ["dev", "123456789012", ["us-east-1"], ["us-east-1"], "/p", ["base"], ""]),
    ("required_regions", [RECORDS, [PROFILE]]),
    ("lifecycle_report", [[PROFILE], [MODEL], RECORDS, 90, "2026-11-22"]),
]


@pytest.mark.parametrize(("name", "good"), GOOD, ids=[name for name, _good in GOOD])
def test_garbage_where_a_filter_expects_good_data_is_refused(name, good):
    assert told(name, *good)

    @examples(20)
    @given(spoilt(st.just(good)).filter(lambda drawn: isinstance(drawn, list) and len(drawn) == len(good)))
    def refuses(arguments):
        told(name, *arguments)

    refuses()


@examples(60)
@given(st.lists(spoilt(st.sampled_from(PARAMETERS)), max_size=4))
def test_what_somebody_writes_below_the_prefix_breaks_no_reader(parameters):
    found = told("published_records", parameters, "/p", "dev")
    damaged = told("damaged_records", parameters, "/p", "dev", parameters)
    if found is not None and damaged is not None:
        assert told("chosen_records", found, [], [], damaged) is not None
        assert told("problem_lines", damaged) is not None
        assert not found.keys() & {row["path"] for row in damaged if len(parameters) == 1}
        assert told("consolidated_document", found) is not None
        assert told("outputs", found) is not None
        assert told("record_parameters", found, "/p", "dev") is not None

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The schema of inventory variables: as the argument specs have them, good for every sample, and strict with typos."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.unit import repo_facts as repo
from tools import inventory_schema

SCHEMA = json.loads(inventory_schema.SCHEMA.read_text())
SAMPLES = [
    path for path in repo.tracked(".yml") if {"group_vars", "host_vars"} & set(path.relative_to(repo.ROOT).parts[:-1])
]
SAMPLES = [path for path in SAMPLES if "inventor" in str(path.relative_to(repo.ROOT))]
#: Names that begin like ours and are no variables: what a message, a fact or an example is about.
NO_VARIABLES = {
    "bedrock_validation": "a fact that validate sets",
    "bedrock_lifecycle": "a fact that lifecycle sets",
    "bedrock_preflght": "the example of a misspelt one",
    "bedrock_guardrail_config": "a setting of pydantic-ai",
    "bedrock_inference_profile": "a setting of pydantic-ai",
    "bedrock_usage": "a fact that usage sets",
    "bedrock_portal_url": "the example of a variable of somebody else's",
}


def errors(variables: Any) -> list[str]:
    found = Draft7Validator(SCHEMA).iter_errors(variables)
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


def test_the_schema_is_what_the_argument_specs_say() -> None:
    assert inventory_schema.SCHEMA.read_text() == inventory_schema.text(), "run make schema"
    Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: str(path.relative_to(repo.ROOT)))
def test_sample_inventories_are_good_and_name_their_schema(path: Path) -> None:
    assert errors(repo.read_yaml(path)) == []
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n---\n", path.read_text())
    assert named
    assert (path.parent / named[1]).resolve() == inventory_schema.SCHEMA


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"copilot_entires": {}}, ": False schema"),
        ({"bedrock_preflght": "warn"}, ": False schema"),
        ({"bedrock_roles": ["copilt"]}, "bedrock_roles.0: 'copilt' is not valid"),
        ({"copilot_entries": {"chat": {"modell": "x"}}}, "copilot_entries.chat: Additional properties"),
        ({"copilot_entries": {"Chat": {}}}, "copilot_entries: 'Chat' does not match"),
        ({"observability_entries": {"copilot": {"latencey": 1}}}, "observability_entries.copilot: Additional"),
        ({"bedrock_connection": {"secret": "x"}}, "bedrock_connection: Additional properties"),
        ({"cai_guardrail": {"word": ["x"]}}, "cai_guardrail: Additional properties"),
        ({"bedrock_tags": {"Team": ["a"]}}, "bedrock_tags.Team: ['a'] is not of type"),
        ({"bedrock_verify": "maybe"}, "bedrock_verify: 'maybe' does not match"),
        ({"copilot_purge_limit": 1.5}, "copilot_purge_limit: 1.5 is not of type"),
        ({"bedrock_regions": {"a": 1}}, "bedrock_regions: {'a': 1} is not of type"),
    ],
)
def test_mistakes_are_found(variables: dict[str, Any], said: str) -> None:
    (error,) = errors(variables)
    assert error.startswith(said)


@pytest.mark.parametrize(
    "variables",
    [
        {"application_name": 5, "cost": {"a": 1}, "__copilot_own": True},
        dict.fromkeys(SCHEMA["properties"], "{{ something }}"),
        {"copilot_entries": {"chat": dict.fromkeys(SCHEMA["definitions"]["copilot_entry"]["properties"], "{{ x }}")}},
        {"copilot_entries": {"chat": {"temperature": None, "max_tokens": None, "regions": None}}},
        {"inference_profiles_entries": None, "bedrock_tags": {"Public": False, "Level": 1}},
        {"cross_region_entries": {"claude_sonnet": {"geography": {"us-east-1": "us"}}}},
        None,
    ],
    ids=["variables of others", "templates", "templates in an entry", "none", "nothing", "maps", "an empty file"],
)
def test_what_works_is_accepted(variables: dict[str, Any] | None) -> None:
    assert errors(variables) == []


def test_everything_is_described() -> None:
    assert [name for name, value in SCHEMA["properties"].items() if not value.get("description")] == []
    reported = {
        name: [leaf for leaf, value in entry["properties"].items() if not value.get("description")]
        for name, entry in SCHEMA["definitions"].items()
    }
    # What suits one kind of model alone is no option that the README of the other kind lists.
    unsaid = {"dimensions", "max_tokens", "temperature"}
    assert {name: leaves for name, leaves in reported.items() if set(leaves) - unsaid} == {}


@pytest.mark.parametrize("folder", ["playbooks", "roles", "inventories", "docs"])
def test_every_variable_of_the_environment_has_a_spec(folder: str) -> None:
    texts = [path.read_text() for path in repo.tracked(".yml", ".md") if path.is_relative_to(repo.ROOT / folder)]
    found = {name for text in texts for name in re.findall(r"(?<![\w.])bedrock_[a-z_]*[a-z]\b(?!\.)", text)}
    assert sorted(found - SCHEMA["properties"].keys() - NO_VARIABLES.keys()) == []

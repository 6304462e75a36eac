# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variables that nothing reads, words that name nothing, and which variable a user has set."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.variables.naming import setting_variables
from ansible_collections.genai.bedrock.plugins.module_utils._core.variables.selection import (
    ROLES,
    role_problems,
    tag_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.variables.unknown import is_result, unknown_variables

KNOWN = ["bedrock_preflight", "bedrock_endpoint_url", "bedrock_lock", "copilot_entries", "copilot_model", "cai_model"]
OWN = "if it is your own, name it in bedrock_allow_unknown_variables"
PREFIXES = ["bedrock_", "copilot_", "cai_"]
FOUR = ["embedding", "copilot"]
NO_ROLE = "there is no such role here; give embedding, copilot, publish, access, observability"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("copilot_entires", "copilot_entires: is unknown (dev.yml:3); did you mean 'copilot_entries'?"),
        ("bedrock_preflght", "bedrock_preflght: is unknown (dev.yml:3); did you mean 'bedrock_preflight'?"),
        ("copilot_lock", "copilot_lock: is unknown (dev.yml:3); did you mean 'bedrock_lock'?"),
        (
            "bedrock_portal_team",
            "bedrock_portal_team: is unknown (dev.yml:3); if it is your own, name it in bedrock_allow_unknown_variables",
        ),
        ("copilot_", "copilot_: is unknown (dev.yml:3); if it is your own, name it in bedrock_allow_unknown_variables"),
    ],
)
def test_an_unknown_variable_is_reported_with_its_place_and_the_way_out(name, said) -> None:
    assert unknown_variables({name: "dev.yml:3"}, KNOWN, PREFIXES) == [said]


@pytest.mark.parametrize(
    "name",
    [
        "copilot_entries",
        "bedrock_validation",
        "inference_profiles_outputs",
        "__copilot_catalogue",
        "copilots_entires",
        "copilot",
        "bedrockish_model",
        "my_copilot_entires",
    ],
)
def test_what_is_known_or_of_others_is_fine(name) -> None:
    assert unknown_variables({name: ""}, KNOWN, PREFIXES) == []


@pytest.mark.parametrize(
    ("allowed", "left"),
    [([], 2), (["bedrock_portal_url"], 1), (["bedrock_portal_*"], 0), (["*"], 0), (["portal"], 2)],
)
def test_exceptions(allowed, left) -> None:
    visible = {"bedrock_portal_url": "", "bedrock_portal_team": ""}
    assert len(unknown_variables(visible, KNOWN, PREFIXES, allowed)) == left


SEVERAL = [*KNOWN, "bedrock_regions", "bedrock_tags", "embedding_entries", "cross_region_entries"]
SEVERAL += ["inference_profiles_entries", "inference_profiles_tags", "inference_profiles_workload", "access_tags"]
BEGINS = [*PREFIXES, "embedding_", "cross_region_", "inference_profiles_", "access_"]


@pytest.mark.parametrize(
    ("name", "way_out"),
    [
        # Swapped, left out, replaced, doubled.
        ("copliot_entries", "did you mean 'copilot_entries'?"),
        ("bedrok_regions", "did you mean 'bedrock_regions'?"),
        ("vedrock_regions", "did you mean 'bedrock_regions'?"),
        ("acccess_tags", "did you mean 'access_tags'?"),
        ("copilo_entries", "did you mean 'copilot_entries'?"),
        ("edrock_endpoint_url", "did you mean 'bedrock_endpoint_url'?"),
        # An underscore, in a prefix that has one and in one that has none.
        ("crossregion_entries", "did you mean 'cross_region_entries'?"),
        ("co_pilot_entries", "did you mean 'copilot_entries'?"),
        ("inferrence_profiles_workload", "did you mean 'inference_profiles_workload'?"),
        # The rest is nearly a setting, one of all environments, of other roles, or a part of one.
        ("copliot_entires", "did you mean 'copilot_entries'?"),
        ("copliot_regions", "did you mean 'bedrock_regions'?"),
        ("embeding_model", "did you mean a variable with the prefix 'embedding_'?"),
        ("copliot_url", "did you mean a variable with the prefix 'copilot_'?"),
    ],
)
def test_a_misspelt_prefix_is_an_unknown_variable_too(name, way_out) -> None:
    assert unknown_variables({name: "dev.yml:3"}, SEVERAL, BEGINS) == [
        f"{name}: is unknown (dev.yml:3); {way_out} {OWN}"
    ]
    assert unknown_variables({name: ""}, SEVERAL, BEGINS, [name]) == []


@pytest.mark.parametrize(
    "name",
    [
        # Words of their own, however like ours.
        *("pilot_entries", "model_embedding", "autopilot_model", "rock_regions", "success_tags", "process_tags"),
        *("ci_model", "ai_model", "ca_model", "cia_model", "chai_model"),
        # Named after ours on purpose.
        *("embeddings_model", "copilots_entries", "inference_profile_tags", "cross_regions_entries"),
        *("bedrock2_regions", "copilotx_model", "my_copilot_entries", "_bedrock_tags", "__copilot_entries"),
        # No setting of ours behind it.
        *("bedrok_team", "copliot_", "copliot", "bedrok_lokc", "bedrok_preflite"),
        # Two edits.
        *("bedorkc_regions", "copolit_entries", "badrack_tags"),
    ],
)
def test_names_of_others_are_no_misspelt_prefixes(name) -> None:
    assert unknown_variables({name: ""}, SEVERAL, BEGINS) == []


@pytest.mark.parametrize(
    ("name", "mistake"),
    [
        *((name, True) for name in ("copilot_entires", "copilot_etries", "copilot_moddel", "copilot_nodel")),
        *((name, True) for name in ("copliot_entries", "cai_modle", "inference_profiles_wrokload")),
        # Helpers and facts of the playbook's own.
        *((name, False) for name in ("copilot_mode", "copilot_models", "copilot_entrie", "copilot_model2")),
        *((name, False) for name in ("copilot_team", "copilot_entry", "copilot_region", "access_tabs", "cai_")),
    ],
)
def test_in_playbooks_of_others_only_what_can_be_nothing_but_a_mistake(name, mistake) -> None:
    assert bool(unknown_variables({name: ""}, SEVERAL, BEGINS, misspelt=True)) is mistake


def test_without_a_place() -> None:
    (said,) = unknown_variables({"cai_modl": ""}, KNOWN, PREFIXES)
    assert said == "cai_modl: is unknown; did you mean 'cai_model'?"


@pytest.mark.parametrize(
    ("value", "result"),
    [({"changed": False, "failed": False, "rc": 0}, True), ({"chat": {}}, False), ("changed failed", False)],
)
def test_what_a_task_registered_is_no_setting(value, result) -> None:
    assert is_result(value) is result


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        (None, []),
        (["copilot", "cai"], []),
        ("copilot, cai", []),
        ([], []),
        (["copilt"], ["bedrock_roles: 'copilt' is unknown; did you mean 'copilot'?"]),
        (["observability"], [f"bedrock_roles: 'observability' is unknown; it is one of {', '.join(ROLES)}"]),
        ({"copilot": True}, ["bedrock_roles: must be a list, not a map"]),
    ],
)
def test_roles(given, problems) -> None:
    assert role_problems(given) == problems


@pytest.mark.parametrize(
    ("run", "skipped", "said"),
    [
        *[(tags.split(","), [], []) for tags in ("all", "always", "tagged", "publish,observability", "app", "copilot")],
        (["copilt"], [], [f"--tags copilt: {NO_ROLE}"]),
        (["copilot", "cai", "app"], [], [f"--tags cai: {NO_ROLE}"]),
        (["all"], ["observability", "cai", "app"], []),
        (["all"], ["observabilty"], ["--skip-tags observabilty: there is no such role; give inference_profiles, "]),
        (["copilt"], ["publsh"], ["--tags copilt: ", "--skip-tags publsh: "]),
    ],
)
def test_tags(run, skipped, said) -> None:
    found = tag_problems(run, skipped, FOUR, ["app", "web"])
    assert len(found) == len(said)
    assert all(text.startswith(start) for text, start in zip(found, said, strict=True))
    assert all("bedrock_other_tags" in text for text in found)


def test_a_setting_is_named_by_the_variable_that_holds_it() -> None:
    variables = {
        "copilot_entries": {},
        "copilot_regions": "{{ bedrock_regions | default([]) }}",
        "copilot_document": "{{ publish_document | default(true) }}",
        "copilot_tags": {"Team": "x"},
        "copilot_model": "{{ my_model }}",
        "bedrock_regions": ["us-east-1"],
    }
    assert setting_variables("copilot_entries", variables) == {
        "entries": "copilot_entries",
        "regions": "bedrock_regions",
        "document": "publish_document",
        "tags": "copilot_tags",
        "model": "copilot_model",
    }

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way from Terraform: its document's variables and outputs are all in the tables, and what the tables call ours exists."""

from __future__ import annotations

import functools
import re
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.outputs import outputs
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import LEAVES

from tests.unit import repo_facts as repo
from tests.unit.plugins.module_utils.record_samples import EAST, WEST, record, target

PAGE = (repo.ROOT / "docs/from-terraform.md").read_text()
KEY = "<key>"
OUTPUTS = "inference_profiles_outputs"

#: What the user's document declares: variables with the members of their types, locals that are settings, outputs.
DECLARED = {
    "Variables": [
        "environment",
        "common_tags",
        "inference_profiles",
        *(f"inference_profiles.{KEY}.{name}" for name in ("name", "description", "model_id", "region", "tags")),
        *(f"new_profile_config.{name}" for name in ("name", "description", "model_id", "primary_region", "tags")),
        *(
            f"claude_copilot_config.{name}"
            for name in ("enabled", "model_version", "regions", "max_tokens", "temperature")
        ),
        "cai_profile_config",
        *(
            f"cai_profile_config.{KEY}.{name}"
            for name in ("name", "description", "model_id", "primary_region", "enable_guardrails", "use_case")
        ),
        *(
            f"embedding_config.{model}_embeddings.{name}"
            for model in ("titan", "cohere")
            for name in ("enabled", "model_id", "dimensions")
        ),
        "model_family",
        "use_case",
        "include_region",
        "region_short",
        "local.region_short_codes",
        "local.profile_name",
        "local.supported_regions",
        f"local.cross_region_models.{KEY}.model_id",
        f"local.cross_region_models.{KEY}.regions",
    ],
    "Outputs": [
        "claude_copilot_profile_arn",
        "claude_copilot_profile_id",
        "cai_profiles",
        "cai_profile_arns",
        "embedding_profiles",
        "cross_region_profiles",
        "new_profile_arn",
        "new_profile_id",
        "inference_profile_config",
    ],
}


def rows(heading: str) -> list[list[str]]:
    """The cells of a section's table, without the two lines of its head."""
    section = PAGE.split(f"\n### {heading}\n", 1)[1].split("\n### ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


OURS = sorted({name for heading in DECLARED for row in rows(heading) for name in names(row[1])})
REMARKS = sorted(
    {name for heading in DECLARED for row in rows(heading) for name in names(row[2]) if re.match(r"[a-z_]+_", name)}
    # Words of Terraform itself.
    - {"aws_ssm_parameter.inference_profile_config"}
)


@functools.cache
def specified() -> set[str]:
    """Every variable of every role."""
    files = repo.ROOT.glob("roles/*/meta/argument_specs.yml")
    specs = [spec for path in files for spec in repo.read_yaml(path)["argument_specs"].values()]
    return {name for spec in specs for name in spec.get("options", {})}


@functools.cache
def read_by_roles() -> set[str]:
    """Every variable of the environment, as defaults of roles and playbooks read them."""
    files = [*repo.ROOT.glob("roles/*/defaults/main.yml"), *repo.ROOT.glob("playbooks/**/*.yml")]
    return {name for path in files for name in re.findall(r"\bbedrock_[a-z_]+", path.read_text())}


def returned() -> dict[str, Any]:
    """The outputs of an environment in which every workload has an entry."""
    entries = ("copilot/chat", "cai/entry", "embedding/titan", "cross_region/entry", "inference_profiles/entry")
    parts = [path.split("/") for path in entries]
    made = {"/".join(part): record(*part, [target(part[1]), target(part[1], WEST)]) for part in parts}
    return outputs(made)


def problem(name: str) -> str | None:
    """Why a name of ours is none."""
    if name.startswith("genai.bedrock."):
        return None if name.removeprefix("genai.bedrock.") in repo.plugins("filter") else "no such filter"
    variable, *path = name.split(".")
    if variable == OUTPUTS:
        found: Any = returned()
        for step in path:
            if not isinstance(found, dict) or (step != KEY and step not in found):
                return f"no {step} in {found}"
            found = found["entry" if step == KEY else step]
        return None
    if variable not in (read_by_roles() if variable.startswith("bedrock_") else specified()):
        return "no such variable"
    return _entry_problem(variable.removesuffix("_entries"), *path) if path else None


def _entry_problem(role: str, key: str, leaf: str = "name") -> str | None:
    """Whether an entry may have a leaf, and a key that is named is one of the role's own."""
    catalogue = repo.read_yaml(repo.ROOT / "roles" / role / "vars/main.yml").get(f"__{role}_catalogue", {})
    if key not in (KEY, *catalogue):
        return f"{role} has no entry {key}"
    return None if leaf in LEAVES[role] else f"entries of {role} have no {leaf}"


@pytest.mark.parametrize("heading", DECLARED)
def test_every_variable_and_output_is_in_the_table(heading: str) -> None:
    assert [name for row in rows(heading) for name in names(row[0])] == DECLARED[heading]
    assert all(names(row[1]) for row in rows(heading))


@pytest.mark.parametrize("name", [*OURS, *REMARKS])
def test_what_is_ours_exists(name: str) -> None:
    assert problem(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "copilot_tokens",
        "bedrock_teg",
        "genai.bedrock.short",
        f"cai_entries.{KEY}.model_id",
        "cai_entries.sales",
        f"{OUTPUTS}.cai.{KEY}",
    ],
)
def test_what_does_not_exist_is_found(name: str) -> None:
    """The proof that the test above can fail."""
    assert problem(name)


def test_the_samples_are_of_two_regions() -> None:
    assert returned()["cross_region_profiles"]["primary"]["region"] == EAST
    assert returned()["cross_region_profiles"]["secondary"]["region"] == WEST

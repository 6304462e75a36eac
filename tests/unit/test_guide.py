# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide to troubles, practices, models and names: each of its rows is there, and names tests that exist."""

from __future__ import annotations

import ast
import re

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import model_facts
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.recommended import RECOMMENDED

from tests.unit.repo_facts import ROOT

PAGE = (ROOT / "docs/troubles-and-practices.md").read_text()
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
SCENARIO = re.compile(r"molecule `(\w+)`")

#: Heading of the section → what the first cells of its last table begin with.
ROWS = {
    "Troubleshooting": ["Profile creation fails", "Cross-region routing fails", "Embedding dimension mismatch"],
    "Practices": ["Guardrails integration", "Model selection", "Regional placement", "Monitoring"],
    "Recommended models": ["Code generation", "Code review", "Documentation", "Quick completions"],
    "Embedding models": ["Titan Embed v2", "Cohere Embed v3", "Cohere Embed English"],
    "Names": ["`claude-copilot-production`", "`titan-embeddings-staging-usw2`", "`cai-customer-support-prod`"],
    "Commands": ["List all", "Describe one", "Test one"],
}


def tables(heading: str) -> list[list[list[str]]]:
    """The tables of a section, as rows of cells, without the two lines of their heads."""
    section = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found = re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)
    return [[line.strip("| ").split(" | ") for line in table.splitlines()[2:]] for table in found]


@pytest.mark.parametrize(("heading", "firsts"), ROWS.items())
def test_each_row_is_there_and_names_what_shows_it(heading: str, firsts: list[str]) -> None:
    rows = tables(heading)[-1]
    assert [any(row[0].startswith(first) for row in rows) for first in firsts] == [True] * len(firsts)
    for row in rows:
        assert TEST.search(row[-1]) or SCENARIO.search(row[-1]), f"nothing shows {row[0]}"


def test_the_tests_that_it_names_exist() -> None:
    for path, name in set(TEST.findall(PAGE)):
        functions = {
            node.name for node in ast.walk(ast.parse((ROOT / path).read_text())) if isinstance(node, ast.FunctionDef)
        }
        assert name in functions, f"{path} has no {name}"
    for name in set(SCENARIO.findall(PAGE)):
        assert (ROOT / "extensions/molecule" / name / "verify.yml").is_file(), name


def test_it_recommends_what_the_roles_take() -> None:
    reported = {row[0].strip("`"): (row[1].strip("`"), *row[2:]) for row in tables("Recommended models")[0]}
    assert reported == {name: (row.model, row.reason, row.checked) for name, row in RECOMMENDED.items()}


def test_it_knows_the_dimensions_that_are_checked() -> None:
    for row in tables("Embedding models")[0]:
        (model,) = re.findall(r"`([^`]+)`", row[0])
        assert {int(number) for number in re.findall(r"\d+", row[1])} == set(model_facts(model).dimensions)

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Examples are found, and none is passed over in silence."""

from __future__ import annotations

import pytest

from .snippets import ExampleError, of_examples, of_markdown

TASK = "- name: One\n  ansible.builtin.debug:\n"
PLAY = "- name: One\n  hosts: all\n"


def fenced(text: str, language: str = "yaml", before: str = "") -> str:
    return f"# Title\n\n{before}```{language}\n{text}```\n"


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        (fenced(TASK), ["tasks"]),
        (fenced(PLAY), ["plays"]),
        (fenced("bedrock_tags: {}\n"), ["variables"]),
        (fenced("make deploy\n", "bash"), ["script"]),
        (fenced("import json\n", "python"), ["python"]),
        (fenced("PLAY RECAP\n", "text"), []),
        (fenced("{}\n", "json"), []),
        (fenced(TASK) + fenced(PLAY), ["tasks", "plays"]),
        ("1. A list\n\n   ```yaml\n   bedrock_tags: {}\n   ```\n", ["variables"]),
    ],
)
def test_kinds(page: str, kinds: list[str]) -> None:
    found = of_markdown(page)
    assert [example.kind for example in found] == kinds
    assert all(example.not_run is None for example in found)


def test_javascript_runs_elsewhere_and_says_so() -> None:
    (found,) = of_markdown(fenced("f();\n", "js", before="<!-- not run: make clients runs it -->\n"))
    assert (found.kind, found.not_run) == ("javascript", "make clients runs it")
    with pytest.raises(ExampleError):
        of_markdown(fenced("f();\n", "js"))


@pytest.mark.parametrize("gap", ["", "\n", "\n\n"])
def test_a_mark_is_for_the_next_block_alone(gap: str) -> None:
    page = fenced(TASK, before=f"<!-- not run: needs an account -->\n{gap}") + fenced(TASK)
    assert [example.not_run for example in of_markdown(page)] == ["needs an account", None]


@pytest.mark.parametrize(
    ("before", "of_page", "expected"),
    [("", None, None), ("", "cai", "cai"), ("<!-- run: copilot -->\n", "cai", "copilot")],
)
def test_whose_variables(before: str, of_page: str | None, expected: str | None) -> None:
    (found,) = of_markdown(fenced("bedrock_tags: {}\n", before=before), role=of_page)
    assert found.role == expected


def test_items_of_examples() -> None:
    found = of_examples(f"{TASK}\n# Needs more.\n# not run: needs a key\n{TASK}\n# A remark.\n{TASK}")
    assert [example.not_run for example in found] == [None, "needs a key", None]
    assert [example.line for example in found] == [1, 6, 10]


@pytest.mark.parametrize(
    "page",
    [
        fenced(TASK, before="<!-- not run: -->\n"),
        fenced(TASK, before="<!-- not run -->\n"),
        fenced(TASK + PLAY),
        fenced("just words\n"),
        fenced("resource {}\n", "hcl"),
    ],
)
def test_what_is_wrong(page: str) -> None:
    with pytest.raises(ExampleError):
        of_markdown(page)

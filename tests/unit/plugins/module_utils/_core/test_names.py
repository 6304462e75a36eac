# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names and descriptions against the service's patterns."""

from __future__ import annotations

import re
import time

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.names import (
    description_problem,
    inference_profile_name,
    is_named_like,
    name_problem,
    role_name_problem,
    suffixed_name,
)

# The service model's own patterns (botocore 1.44.5), only for short texts: they are exponential.
NAME = re.compile(r"([0-9a-zA-Z][ _-]?)+")
DESCRIPTION = re.compile(r"([0-9a-zA-Z:.][ _-]?)+")

TEXTS = ["a", "a-", "a b_c-d", "", "-a", " a", "a--b", "a__b", "a -b", "a.b", "a/b", "a:b", "é", "A1", "a b ", "a.b: c"]


@pytest.mark.parametrize("text", TEXTS)
def test_name_agrees_with_the_service_model(text: str) -> None:
    assert (name_problem(text) is None) == bool(NAME.fullmatch(text))


@pytest.mark.parametrize("text", TEXTS)
def test_description_agrees_with_the_service_model(text: str) -> None:
    assert (description_problem(text) is None) == bool(DESCRIPTION.fullmatch(text))


@pytest.mark.parametrize(
    ("check", "text", "suggestion"),
    [
        (name_problem, "team--a", "team-a"),
        (name_problem, "team.a/b", "team-a-b"),
        (name_problem, "(x)", "x"),
        (name_problem, "x" * 65, "x" * 64),
        (name_problem, "???", "my-name"),
        (role_name_problem, "Claude Copilot_dev", "claude-copilot-dev"),
        (role_name_problem, "a--b", "a-b"),
        (description_problem, "Managed by Ansible (genai.bedrock)", "Managed by Ansible genai.bedrock"),
        (description_problem, "fast, cheap - good", "fast cheap good"),
    ],
)
def test_a_problem_names_the_rule_and_a_suggestion_that_passes(check, text: str, suggestion: str) -> None:
    problem = check(text)
    assert problem.endswith(f"'{suggestion}' would do")
    assert "1 to" in problem
    assert check(suggestion) is None


@pytest.mark.parametrize("length", [64, 65])
def test_length_of_a_name(length: int) -> None:
    assert (name_problem("n" * length) is None) == (length == 64)


@pytest.mark.parametrize("length", [200, 201])
def test_length_of_a_description(length: int) -> None:
    assert (description_problem("n" * length) is None) == (length == 200)


@pytest.mark.parametrize("check", [name_problem, role_name_problem, description_problem])
def test_no_text_makes_the_check_slow(check) -> None:
    # Of the processor, whatever else the machine does.
    started = time.process_time()
    check("a" * 5000 + "!")
    check("a-" * 5000 + "!")
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    ("live", "wanted", "same"),
    [
        ("chat", "chat", True),
        ("chat-0a1f", "chat", True),
        ("chat-0a1", "chat", False),
        ("chat-xyzw", "chat", False),
        ("other-0a1f", "chat", False),
        ("chat", "chat-0a1f", False),
        ("n" * 59 + "-beef", "n" * 64, True),
        ("n" * 58 + "-beef", "n" * 64, False),
    ],
)
def test_looks_named(live: str, wanted: str, same: bool) -> None:
    assert is_named_like(live, wanted) is same


@pytest.mark.parametrize("wanted", ["chat", "n" * 64, "n" * 58 + "-end"])
def test_a_suffixed_name_is_the_wanted_one_and_valid(wanted: str) -> None:
    name = suffixed_name(wanted, "seed")
    assert name_problem(name) is None
    assert is_named_like(name, wanted)
    assert name == suffixed_name(wanted, "seed") != suffixed_name(wanted, "other seed")


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("claude", "copilot", "production"), "claude-copilot-production"),
        (("titan", "embeddings", "staging", "usw2"), "titan-embeddings-staging-usw2"),
        (("claude", "code_review", "dev", None), "claude-code-review-dev"),
    ],
)
def test_inference_profile_name(parts: tuple[str, ...], name: str) -> None:
    assert inference_profile_name(*parts) == name

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lookup record: where a term is published."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.lookup.record import record_names
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError


@pytest.mark.parametrize(
    ("prefix", "environment", "names"),
    [
        (None, "dev", ["/dev/bedrock/inference-profiles/copilot/chat"]),
        ("/company/ai", None, ["/company/ai/copilot/chat"]),
        ("/company/ai/", "dev", ["/company/ai/copilot/chat"]),
    ],
)
def test_names(prefix, environment, names):
    assert record_names(["copilot/chat"], prefix, environment) == names


@pytest.mark.parametrize(
    ("terms", "environment", "problems"),
    [
        (["copilot"], "dev", ["term 'copilot' is no record"]),
        (["a/b/c", "/a/b", "a b/c"], "dev", ["term 'a/b/c'", "term '/a/b'", "term 'a b/c'"]),
        (["copilot/chat"], None, ["set environment or prefix"]),
        (["copilot"], "", ["term 'copilot' is no record", "set environment or prefix"]),
    ],
)
def test_all_problems_at_once(terms, environment, problems):
    with pytest.raises(ProblemError) as caught:
        record_names(terms, None, environment)
    reported = [problem.message for problem in caught.value.problems]
    assert len(reported) == len(problems)
    assert all(text in message for text, message in zip(problems, reported, strict=True))


def test_older_versions_and_labels():
    assert record_names(["copilot/chat:3", "copilot/chat:live"], "/a", None) == [
        "/a/copilot/chat:3",
        "/a/copilot/chat:live",
    ]

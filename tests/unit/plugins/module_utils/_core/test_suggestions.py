# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The nearest word, the first one among equals, and words that are one edit apart."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean, is_one_edit


@pytest.mark.parametrize(
    ("word", "known", "text"),
    [
        ("max_tokns", ["model", "max_tokens"], "did you mean 'max_tokens'?"),
        ("us-est-1", ["us-east-1", "us-west-1"], "did you mean 'us-east-1'?"),
        ("zzz", ["a", "b"], "it is one of a, b"),
        ("zzz", [], "it is one of "),
    ],
)
def test_did_you_mean(word: str, known: list[str], text: str) -> None:
    assert did_you_mean(word, known) == text


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("copliot", "copilot", True),
        ("copilt", "copilot", True),
        ("coopilot", "copilot", True),
        ("vopilot", "copilot", True),
        ("opilot", "copilot", True),
        ("copilots", "copilot", True),
        ("ocpilot", "copilot", True),
        ("copilto", "copilot", True),
        ("copilot", "copilot", False),
        ("copolit", "copilot", False),
        ("pocilot", "copilot", False),
        ("pilot", "copilot", False),
        ("ocpilt", "copilot", False),
        ("", "a", True),
        ("a", "b", True),
        ("", "", False),
        ("", "ab", False),
    ],
)
def test_one_edit(left: str, right: str, one: bool) -> None:
    assert is_one_edit(left, right) is is_one_edit(right, left) is one

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of problems as a person reads them."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.problem_display import headline, merged

EAST, WEST = "us-east-1", "us-west-2"


def unknown(subject: str, region: str) -> str:
    return f"{subject} in {region}: model 'x' is unknown in {region}; did you mean 'y'?"


@pytest.mark.parametrize(
    ("problems", "lines"),
    [
        ([], []),
        (["a: is wrong", "b: is not right"], ["a: is wrong", "b: is not right"]),
        (["a: is wrong", "b: is wrong", "a: is wrong"], ["a, b: is wrong"]),
        (["nothing to do with a key", "a b: c"], ["nothing to do with a key", "a b: c"]),
        (
            [unknown("copilot_model", EAST), unknown("copilot_model", WEST)],
            [f"copilot_model: model 'x' is unknown in {EAST}, {WEST}; did you mean 'y'?"],
        ),
        (
            [unknown(key, region) for key in ("c/a", "c/b") for region in (EAST, WEST)],
            [f"c/a, c/b: model 'x' is unknown in {EAST}, {WEST}; did you mean 'y'?"],
        ),
        (
            [unknown("c/a", EAST), unknown("c/b", EAST), unknown("c/b", WEST)],
            [
                f"c/a: model 'x' is unknown in {EAST}; did you mean 'y'?",
                f"c/b: model 'x' is unknown in {EAST}, {WEST}; did you mean 'y'?",
            ],
        ),
        ([f"c/a in {EAST}: it is full", f"c/a in {WEST}: it is full"], [f"c/a in {EAST}, {WEST}: it is full"]),
        ([f"c/{key}: it is full" for key in "abcdefg"], ["c/a, c/b, c/c, c/d, c/e and 2 more: it is full"]),
        ([unknown("c/a", EAST)], [unknown("c/a", EAST)]),
        (["/dev/x in eu-west-1: first\nsecond"], ["/dev/x in eu-west-1: first\nsecond"]),
    ],
)
def test_what_differs_in_key_or_region_only_is_one_line(problems, lines) -> None:
    assert merged(problems) == lines


@pytest.mark.parametrize(
    ("problems", "refused", "said"),
    [
        (["a: is wrong"], False, "1 problem"),
        (["a: is wrong", "b: is not right"], True, "2 problems; nothing was written"),
        ([unknown("c/a", EAST), unknown("c/a", WEST)], False, "1 problem"),
    ],
)
def test_headline(problems, refused, said) -> None:
    assert headline(problems, refused=refused) == said

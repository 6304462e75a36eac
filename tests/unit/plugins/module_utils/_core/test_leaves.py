# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Leaves of a map: casts, rules, unset values, unknown words."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import as_int, as_text
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import (
    Leaf,
    at_least,
    between,
    one_of,
    read_leaves,
    sentence,
    whole_number,
)

LEAVES = {
    "count": Leaf(as_int, at_least(1)),
    "share": Leaf(as_int, between(0, 10)),
    "color": Leaf(as_text, one_of("red", "green")),
    "size": Leaf(as_int, whole_number),
    "word": Leaf(as_text, sentence(lambda text: "is bad" if text == "bad" else None)),
}


@pytest.mark.parametrize(
    ("values", "found", "problems"),
    [
        ({"count": "3", "color": "red"}, {"count": 3, "color": "red"}, []),
        ({"count": None, "color": " "}, {}, []),
        ({"count": 0}, {}, ["e.count: must be at least 1, not 0"]),
        ({"count": "x"}, {}, ["e.count: must be a whole number, not 'x'"]),
        ({"share": 11}, {}, ["e.share: must be 0 to 10, not 11"]),
        ({"share": 10}, {"share": 10}, []),
        ({"color": "gren"}, {}, ["e.color: 'gren' is unknown; did you mean 'green'?"]),
        ({"word": "bad", "count": 2}, {"count": 2}, ["e.word: is bad"]),
        ({"word": "good"}, {"word": "good"}, []),
        ({"cont": 1}, {}, ["e.cont: is unknown; did you mean 'count'?"]),
        ({"number": 1}, {}, ["e.number: is unknown; did you mean 'count'?"]),
        ({5: 1}, {}, ["e.5: is unknown; it is one of count, share, color, size, word"]),
        ({"size": 2**31 - 1}, {"size": 2147483647}, []),
        ({"size": 2**31}, {}, ["e.size: must be less than 2147483648, not 2147483648"]),
        ({"size": 0}, {}, ["e.size: must be at least 1, not 0"]),
        ({"qqq": 1}, {}, ["e.qqq: is unknown; it is one of count, share, color, size, word"]),
        ({"count": 0, "share": -1}, {}, ["e.count: must be at least 1, not 0", "e.share: must be 0 to 10, not -1"]),
    ],
)
def test_read_leaves(values, found, problems) -> None:
    read, wrong = read_leaves(values, LEAVES, "e", aliases={"number": "count"})
    assert (read, [*map(str, wrong)]) == (found, problems)


def test_a_leaf_may_be_a_variable() -> None:
    values = {"count": "x", "typo": 1}
    _found, problems = read_leaves(values, LEAVES, lambda name: f"chat_{name}")
    assert [problem.path for problem in problems] == ["chat_count", "chat_typo"]

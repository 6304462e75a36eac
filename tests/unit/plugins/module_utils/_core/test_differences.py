# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is left of two states when everything equal is taken out."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.differences import changed_leaves, changed_parts

PARTS = {
    "an equal member": ({"a": 1, "b": 2}, {"a": 1, "b": 3}, {"b": 2}, {"b": 3}),
    "a nested one": ({"t": {"x": 1, "y": 2}}, {"t": {"x": 1, "y": 3}}, {"t": {"y": 2}}, {"t": {"y": 3}}),
    "a new member": ({"a": 1}, {"a": 1, "b": None}, {}, {"b": None}),
    "a member that goes": ({"a": 1, "b": 2}, {"a": 1}, {"b": 2}, {}),
    "what is new stays whole": ({}, {"a": 1, "b": {"c": 2}}, {}, {"a": 1, "b": {"c": 2}}),
    "what goes stays whole": ({"a": 1}, {}, {"a": 1}, {}),
    "elements with a label": (
        [{"region": "r", "arn": "x", "n": 1}, {"region": "s", "arn": "y"}],
        [{"region": "r", "arn": "z", "n": 1}, {"region": "s", "arn": "y"}],
        [{"arn": "x"}],
        [{"arn": "z"}],
    ),
    "elements without a label, and lists in lists": (
        [{"metrics": [["a", "x", {"stat": "Sum"}]], "height": 6}],
        [{"metrics": [["a", "y", {"stat": "Sum"}]], "height": 6}],
        [{"metrics": [["x"]]}],
        [{"metrics": [["y"]]}],
    ),
    "elements in another order": (
        [{"region": "r"}, {"region": "s"}],
        [{"region": "s"}, {"region": "r"}],
        [{"region": "r"}, {"region": "s"}],
        [{"region": "s"}, {"region": "r"}],
    ),
    "texts that come and go": (["a", "b"], ["b", "c"], ["a"], ["c"]),
    "texts in another order": (["a", "b"], ["b", "a"], ["a", "b"], ["b", "a"]),
    "values of two types": ({"v": "text"}, {"v": {"a": 1}}, {"v": "text"}, {"v": {"a": 1}}),
    "what only repeats another member": (
        {"arn": "x/1", "id": "1", "n": 1},
        {"arn": "x/2", "id": "2", "n": 2},
        {"arn": "x/1", "n": 1},
        {"arn": "x/2", "n": 2},
    ),
    "what repeats one that is the same": ({"arn": "x", "id": "1"}, {"arn": "x", "id": "2"}, {"id": "1"}, {"id": "2"}),
}


@pytest.mark.parametrize("case", PARTS.values(), ids=PARTS)
def test_only_what_differs_is_left(case):
    before, after, *expected = case
    assert list(changed_parts(before, after, {"arn": ("id",)})) == expected


def test_leaves_have_their_path():
    before, after = {"a": {"b": 1, "c": 2}, "d": 3}, {"a": {"b": 1, "c": 4}, "e": 5}
    assert list(changed_leaves(before, after)) == [("a.c", 2, 4), ("d", 3, None), ("e", None, 5)]
    assert list(changed_leaves(before, before)) == []

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes: what is wrong with data of earlier steps, each with its path."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import (
    anything,
    fields,
    list_of,
    map_of,
    maybe,
    number,
    require,
    text,
)

ROW = fields({"key": text}, {"size": number})


@pytest.mark.parametrize(
    ("shape", "value", "problems"),
    [
        (anything, None, []),
        (text, "x", []),
        (text, 5, ["it: must be a text, not '5'"]),
        (number, 1.5, []),
        (number, "1", ["it: must be a number, not '1'"]),
        (maybe(text), None, []),
        (maybe(text), 5, ["it: must be a text, not '5'"]),
        (list_of(text), ("a", "b"), []),
        (list_of(text), "ab", ["it: must be a list, not 'ab'"]),
        (list_of(text), {"a": 1}, ["it: must be a list, not a map"]),
        (list_of(text), ["a", 1, None], ["it[1]: must be a text, not '1'", "it[2]: must be a text, not nothing"]),
        (map_of(number), {"a": 1}, []),
        (map_of(number), [], ["it: must be a map, not a list"]),
        (map_of(number), {"a": "x", 5: 1}, ["it.a: must be a number, not 'x'", "it, key 5: must be a text, not '5'"]),
        (ROW, {"key": "a", "size": 1, "more": []}, []),
        (ROW, {"size": "x"}, ["it: has no 'key'", "it.size: must be a number, not 'x'"]),
        (ROW, None, ["it: must be a map, not nothing"]),
        (map_of(list_of(ROW)), {"a": [{"key": "x"}, {"key": 1}]}, ["it.a[1].key: must be a text, not '1'"]),
    ],
)
def test_shape(shape, value, problems):
    assert [f"{problem.key}: {problem.message}" for problem in shape(value, "it")] == problems


def test_all_that_is_wrong_comes_at_once():
    require(one=(text, "x"), two=(number, 5))
    with pytest.raises(
        ProblemError, match=r"^2 problems: one: must be a text, not '5' \| two: must be a number, not 'x'"
    ):
        require(one=(text, 5), two=(number, "x"))

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments with values: hidden while Ansible holds them, real again for the engine."""

from __future__ import annotations

import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._module.ssm import (
    MAP_TYPE,
    VALUE_TYPE,
    Hidden,
    shown_entries,
)

MASK = "(parameter value, not shown)"


@pytest.mark.parametrize("value", ["s3cret", {"k": "s3cret"}, ["s3cret"], 5, True, ""])
def test_a_value_is_hidden_and_known(value):
    hidden = VALUE_TYPE(value)
    assert (json.dumps(hidden), str(hidden), repr(hidden)) == (f'"{MASK}"', MASK, repr(MASK))
    assert isinstance(hidden, Hidden)
    assert hidden.value == value


@pytest.mark.parametrize(
    ("given", "current"),
    [
        ({"/x": {"value": "s3cret", "type": "String"}}, {"/x": {"value": MASK, "type": "String"}}),
        ({"/x": {"valeu": "s3cret"}}, {"/x": {"valeu": MASK}}),
        ({"/x": "s3cret"}, {"/x": MASK}),
        ({"/x": ["s3cret"]}, {"/x": MASK}),
        ({}, {}),
    ],
)
@pytest.mark.parametrize("as_text", [False, True])
def test_a_map_is_hidden_and_known(given, current, as_text):
    hidden = MAP_TYPE(json.dumps(given) if as_text else given)
    assert hidden == current
    assert shown_entries(hidden) == given


@pytest.mark.parametrize("given", [["a"], 5, "no map"])
def test_what_is_no_map_is_refused_without_telling_it(given):
    hidden = MAP_TYPE(given)
    assert str(hidden) == MASK
    with pytest.raises(ProblemError, match=r"a map of parameter name to options, not (list|int|str)"):
        shown_entries(hidden)


def test_types_are_what_is_documented():
    assert (VALUE_TYPE, MAP_TYPE) == ("raw", "dict")

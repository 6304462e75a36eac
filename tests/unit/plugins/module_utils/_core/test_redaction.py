# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prompts disappear from results, and nothing else does."""

from __future__ import annotations

import json

import pytest
from ansible.module_utils.common.parameters import _return_datastructure_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.redaction import (
    HIDDEN,
    quoted_forms,
    redacted,
    texts_in,
)

PROMPT = "the merger is on Tuesday"


@pytest.mark.parametrize(
    "value",
    [
        "one",
        ["one", 2, 0.5, None, True],
        {"role": "user", "content": [{"text": "one"}, {"n": {"deep": ["two"]}}]},
        None,
    ],
)
def test_texts_are_those_that_ansible_collects(value):
    assert set(texts_in(value)) == set(_return_datastructure_name(value))


@pytest.mark.parametrize(
    ("value", "reported"),
    [
        (f"You said: {PROMPT}.", f"You said: {HIDDEN}."),
        (
            {"msg": PROMPT, "errors": [{"message": PROMPT, "code": None}]},
            {"msg": HIDDEN, "errors": [{"message": HIDDEN, "code": None}]},
        ),
        ([1, 0.5, True, None, "user"], [1, 0.5, True, None, "user"]),
    ],
)
def test_prompts_are_hidden(value, reported):
    assert redacted(value, [PROMPT, "user", "1", "merger"]) == reported


def test_the_longest_prompt_goes_first():
    assert redacted(f"{PROMPT}, {PROMPT} at noon", [PROMPT, f"{PROMPT} at noon"]) == f"{HIDDEN}, {HIDDEN}"


ODD = 'the "merger", type:\nis on Tuesday, and nobody knows'


@pytest.mark.parametrize(
    "quoted",
    [ODD, repr(ODD), json.dumps(ODD), "line 2: is on Tuesday, and nobody knows"],
    ids=["whole", "as Python", "as JSON", "one line"],
)
def test_a_prompt_is_found_however_an_error_quotes_it(quoted):
    reported = redacted(f"too long: {quoted}!", quoted_forms([ODD]))
    assert HIDDEN in reported
    assert "merger" not in reported
    assert "Tuesday" not in reported

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prompts of a wrong form are told by their place."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.prompts import message_problems, text_problems

GOOD = {"role": "user", "content": [{"text": "Hello"}]}
SECRET = "the merger is on Tuesday"


@pytest.mark.parametrize(
    ("message", "problems"),
    [
        (GOOD, []),
        (GOOD | {"content": [{"text": "Hello"}, {"image": {"format": "png"}}]}, []),
        (SECRET, ["messages[1] must be a map with role and content"]),
        (GOOD | {"role": 1}, ["messages[1].role must be user or assistant"]),
        (GOOD | {"content": SECRET}, ["messages[1].content must be a list of maps, as [{text: Hello}]"]),
        (GOOD | {"content": []}, ["messages[1].content must be a list of maps, as [{text: Hello}]"]),
        (GOOD | {"content": [SECRET]}, ["messages[1].content must be a list of maps, as [{text: Hello}]"]),
        (GOOD | {"content": [{"text": [SECRET]}]}, ["messages[1].content[0].text must be a text"]),
        (
            {SECRET: SECRET},
            [
                "messages[1].role must be user or assistant",
                "messages[1].content must be a list of maps, as [{text: Hello}]",
            ],
        ),
    ],
)
def test_the_form_of_messages(message, problems):
    assert list(message_problems([GOOD, message])) == problems


def test_empty_texts():
    assert list(text_problems(["a", "", "c", None])) == ["texts[1] must not be empty", "texts[3] must not be empty"]

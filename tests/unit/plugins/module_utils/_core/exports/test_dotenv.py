# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The .env file, parsed back by python-dotenv and by a shell."""

from __future__ import annotations

import io
import subprocess

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.dotenv import dotenv, variable
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.plugins.module_utils.record_samples import EAST, SONNET, WEST, arn, record, target

GUARDED = target("chat", EAST) | {"guardrail": {"identifier": "gr1234567890", "version": "3"}}


def parsed(text):
    return dict(dotenv_values(stream=io.StringIO(text)))


def test_a_record_with_two_targets() -> None:
    text = dotenv({"copilot/code_review": record("copilot", "code_review", [GUARDED, target("chat", WEST)])}, "/p/")
    start = "BEDROCK_COPILOT_CODE_REVIEW"
    assert text.startswith(f"# copilot/code_review\n{start}_PARAMETER=/p/copilot/code_review\n")
    assert parsed(text) == {
        f"{start}_PARAMETER": "/p/copilot/code_review",
        f"{start}_ARN": arn("chat1"),
        f"{start}_REGION": EAST,
        f"{start}_PROFILE_ID": "chat1",
        f"{start}_PROFILE_NAME": "claude-chat-dev",
        f"{start}_GUARDRAIL_ID": "gr1234567890",
        f"{start}_GUARDRAIL_VERSION": "3",
        f"{start}_ARN_2": arn("chat2", WEST),
        f"{start}_REGION_2": WEST,
        f"{start}_PROFILE_ID_2": "chat2",
        f"{start}_PROFILE_NAME_2": "claude-chat-dev",
        f"{start}_BASE_MODEL_ID": SONNET,
        f"{start}_PROVIDER": "anthropic",
        f"{start}_MODEL_FAMILY": "claude",
        f"{start}_KIND": "text",
        f"{start}_CONTEXT_WINDOW": "1000000",
        f"{start}_MAX_TOKENS": "100",
        f"{start}_TEMPERATURE": "0.3",
    }


def test_what_is_not_set_is_not_written() -> None:
    values = {"max_tokens": None, "temperature": None}
    names = parsed(dotenv({"copilot/chat": record("copilot", "chat", **values)}))
    assert not [name for name in names if name.endswith(("_TOKENS", "_TEMPERATURE", "_PARAMETER", "_DIMENSIONS"))]


def test_a_provider_that_an_id_does_not_name_and_a_window_that_is_not_known_are_not_written() -> None:
    given = record("copilot", "chat", base_model_id="unknown", provider="")
    names = parsed(dotenv({"copilot/chat": given}))
    assert not [name for name in names if name.endswith(("_PROVIDER", "_CONTEXT_WINDOW"))]


def test_dimensions_and_blocks_by_path() -> None:
    titan = record("embedding", "titan", kind="embedding", dimensions=512)
    text = dotenv({"embedding/titan": titan, "copilot/chat": record("copilot", "chat")})
    assert parsed(text)["BEDROCK_EMBEDDING_TITAN_DIMENSIONS"] == "512"
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# copilot/chat", "# embedding/titan"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("copilot/chat", "BEDROCK_COPILOT_CHAT"),
        ("cross_region/claude_sonnet", "BEDROCK_CROSS_REGION_CLAUDE_SONNET"),
        ("my-team/a.b", "BEDROCK_MY_TEAM_A_B"),
    ],
)
def test_variable(path, name) -> None:
    assert variable(path) == name


@pytest.mark.parametrize("name", ["My profile", "two  words", "#1", 'a "quoted" one', "a=b", "$HOME", "`id`"])
def test_shells_and_libraries_read_a_value_alike(name) -> None:
    text = dotenv({"copilot/chat": record("copilot", "chat", [target("chat") | {"name": name}])})
    assert parsed(text)["BEDROCK_COPILOT_CHAT_PROFILE_NAME"] == name
    script = f'{text}\nprintf %s "$BEDROCK_COPILOT_CHAT_PROFILE_NAME"'
    reported = subprocess.run(["bash", "-euc", script], capture_output=True, text=True, check=True)
    assert reported.stdout == name


@given(st.text(min_size=1))
def test_a_value_is_read_back_or_refused(name) -> None:
    given = {"copilot/chat": record("copilot", "chat", [target("chat") | {"name": name}])}
    if any(part in name for part in ("'", "\\", "\r", "\n", "\0", "${")):
        with pytest.raises(ProblemError, match="BEDROCK_COPILOT_CHAT_PROFILE_NAME cannot be written"):
            dotenv(given)
    else:
        assert parsed(dotenv(given))["BEDROCK_COPILOT_CHAT_PROFILE_NAME"] == name


@pytest.mark.parametrize("name", ["it's", "a\\b", "a\nb", "${HOME}"])
def test_a_value_that_readers_take_differently_is_refused(name) -> None:
    with pytest.raises(ProblemError, match="cannot be written into a dotenv file"):
        dotenv({"copilot/chat": record("copilot", "chat", [target("chat") | {"name": name}])})


def test_two_records_of_one_name_are_refused() -> None:
    both = {"a_b/c": record("a_b", "c"), "a/b_c": record("a", "b_c")}
    with pytest.raises(ProblemError, match="a/b_c: its variables would have the names of a_b/c: rename a key"):
        dotenv(both)

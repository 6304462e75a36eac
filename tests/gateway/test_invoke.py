# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""inference_profile_invoke: what it answers, what it costs, what it never shows."""

from __future__ import annotations

import json

import pytest

from tests.gateway.invoke_kit import EAST, SONNET, TITAN, WEST, called, login_page, made
from tests.gateway.playing import play
from tests.gateway.running import run_module, writes

NAME = "/dev/bedrock/inference-profiles/copilot/chat"
SECRET = "the merger is on Tuesday"


@pytest.fixture
def chat(aws):
    return made(aws, "chat", SONNET, [EAST, WEST], max_tokens=50)


@pytest.fixture
def titan(aws):
    return made(aws, "titan", TITAN, [EAST, WEST], dimensions=256)


def invoke(aws, **options):
    return run_module("inference_profile_invoke", aws, **options)


def test_a_question(aws, chat):
    result = invoke(aws, record=chat, prompt="Hello", system="Be terse", temperature=0.1)
    target = chat["targets"][0]
    assert (result["text"], result["stop_reason"]) == ("Claude Sonnet 4.6 answers: Hello", "end_turn")
    assert result["served_by"] == {"region": EAST, "arn": target["arn"], "name": "chat"}
    assert result["usage"] == {"input_tokens": 3, "output_tokens": 5, "total_tokens": 8}
    attempt = result["attempts"][0]
    assert attempt == {"region": EAST, "arn": target["arn"], "error": None, "milliseconds": attempt["milliseconds"]}


def test_a_second_run_changes_nothing_either(aws, chat):
    results = [invoke(aws, record=chat, prompt="Hello") for _round in range(2)]
    assert [result["changed"] for result in results] == [False, False]
    assert writes(aws) == []


def test_the_record_of_a_parameter(aws, chat):
    aws.client("ssm", WEST).put_parameter(Name=NAME, Value=json.dumps(chat), Type="String")
    assert invoke(aws, parameter_name=NAME, region=WEST, prompt="Hello")["served_by"]["region"] == EAST


def test_a_conversation_with_a_limit(aws, chat):
    messages = [
        {"role": "user", "content": [{"text": "One"}]},
        {"role": "assistant", "content": [{"text": "Two"}]},
        {"role": "user", "content": [{"text": "Three"}]},
    ]
    result = invoke(aws, record=chat, messages=messages, max_tokens=2)
    assert (result["text"], result["stop_reason"]) == ("Claude Sonnet", "max_tokens")


def test_embeddings_of_texts_that_are_in_every_number(aws, titan):
    """Ansible replaces the texts of no_log options wherever they stand: of these, in the vectors and the ARN."""
    result = invoke(aws, record=titan, texts=["1", "us-east-1", "a"])
    assert (result["dimensions"], [len(vector) for vector in result["embeddings"]]) == (256, [256, 256, 256])
    assert all(isinstance(number, float) for number in result["embeddings"][0])
    assert result["served_by"]["arn"] == titan["targets"][0]["arn"]


def test_targets_instead_of_a_record(aws, titan):
    options = {"targets": titan["targets"], "base_model_id": TITAN, "dimensions": 512, "texts": ["Hello"]}
    assert invoke(aws, **options)["dimensions"] == 512


def test_the_other_region_serves(aws, chat):
    aws.switch(fail=[{"operation": "Converse", "code": "ServiceUnavailableException", "region": EAST}])
    result = invoke(aws, record=chat, prompt="Hello")
    assert result["served_by"]["region"] == WEST
    assert [attempt["error"] for attempt in result["attempts"]] == ["ServiceUnavailableException", None]
    assert called(aws) == [("Converse", EAST), ("Converse", WEST)]


def test_all_regions_fail(aws, chat):
    aws.switch(fail=[{"operation": "Converse", "code": "ThrottlingException", "status": 429}])
    result = invoke(aws, record=chat, prompt="Hello")
    assert [(error["region"], error["code"]) for error in result["errors"]] == [
        (EAST, "ThrottlingException"),
        (WEST, "ThrottlingException"),
    ]
    assert "raise the model's quota" in result["msg"]
    assert len(result["attempts"]) == 2


def test_denied(aws, chat):
    aws.switch(deny=["bedrock:InvokeModel"])
    result = invoke(aws, record=chat, prompt="Hello")
    assert "allow bedrock:InvokeModel on the profile" in result["msg"]
    assert chat["targets"][0]["arn"] in result["msg"]
    assert called(aws) == [("Converse", EAST)]


def test_a_parameter_that_cannot_be_read(aws, chat):
    result = invoke(aws, parameter_name=NAME, prompt="Hello")
    assert (result["errors"][0]["operation"], result["errors"][0]["code"]) == ("GetParameter", "ParameterNotFound")
    assert "correct parameter_name or region" in result["msg"]
    aws.switch(deny=["ssm:GetParameter"])
    assert "needs the IAM action ssm:GetParameter" in invoke(aws, parameter_name=NAME, prompt="Hello")["msg"]


def test_a_vector_of_another_length(aws, titan):
    result = invoke(aws, record=titan | {"base_model_id": "amazon.titan-embed-text-v1"}, texts=["Hello"])
    assert "1024 dimensions, the record says 256" in result["msg"]


BAD = {
    "a later schema": ({"record": {"schema": 2, "targets": []}}, "schema 2"),
    "no targets": ({"targets": []}, "needs targets"),
    "no time": ({"deadline": 0}, "deadline must be more than 0 seconds"),
    "an empty prompt": ({"prompt": ""}, "prompt must not be empty"),
    "two questions": ({"texts": ["b"]}, "mutually exclusive"),
    "half a guardrail": ({"guardrail": {"identifier": "gr1"}}, "required together"),
    "a guardrail of empty variables": (
        {"guardrail": {"identifier": "", "version": ""}},
        "guardrail.identifier must not be empty: leave guardrail out",
    ),
    "an empty identifier": (
        {"guardrail": {"identifier": "", "version": "1"}},
        "guardrail.identifier must not be empty",
    ),
    "an empty version": ({"guardrail": {"identifier": "gr1", "version": " "}}, "guardrail.version must not be empty"),
}


@pytest.mark.parametrize(("options", "message"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("check", [True, False])
def test_bad_input(aws, chat, options, message, check):
    source = {} if {"record", "targets"} & set(options) else {"record": chat}
    assert message in invoke(aws, check=check, **{"prompt": "Hello"} | source | options)["msg"]
    assert aws.calls() == []


@pytest.mark.parametrize(
    ("prompt", "message"),
    [
        ({"texts": ["a", ""]}, "texts[1] must not be empty"),
        ({"messages": [{"role": "user", "content": "Hello"}]}, "messages[0].content must be a list of maps"),
    ],
    ids=["an empty text", "a malformed conversation"],
)
def test_a_prompt_of_a_wrong_form(aws, chat, prompt, message):
    assert message in invoke(aws, check=True, record=chat, **prompt)["msg"]
    assert aws.calls() == []


def test_a_text_that_is_too_long(aws, titan):
    result = invoke(aws, record=titan, texts=["a", "x" * 50_001])
    assert "texts[1] has 50001 characters" in result["msg"]
    assert (result["attempts"], called(aws)) == ([], [])


@pytest.mark.parametrize("option", [None, {}], ids=["unset", "empty"])
@pytest.mark.parametrize("prompt", [{"prompt": "Hello"}, {"texts": ["Hello"]}], ids=["text", "embedding"])
def test_the_guardrail_of_the_target_stays(aws, chat, titan, option, prompt):
    """The endpoint refuses it, so that it was sent."""
    record = chat if "prompt" in prompt else titan
    record["targets"][0]["guardrail"] = {"identifier": "gone12345678", "version": "1"}
    result = invoke(aws, record=record, guardrail=option, **prompt)
    assert "The guardrail identifier or version provided in the request does not exist" in result["msg"]


def test_another_guardrail_is_named_whole(aws, chat, titan):
    other = {"identifier": "other1234567", "version": "1"}
    for options in ({"record": chat, "prompt": "Hello"}, {"record": titan, "texts": ["Hello"]}):
        assert "guardrail identifier or version" in invoke(aws, guardrail=other, **options)["msg"]


def test_a_login_page_is_reported(aws, chat):
    with login_page(aws, "/model/") as url:
        result = run_module("inference_profile_invoke", aws, record=chat, prompt="Hello", endpoint_url=url)
    assert [error["region"] for error in result["errors"]] == [EAST, WEST]
    assert ("is not that of" in result["msg"], "proxy" in result["msg"]) == (True, True)


def test_check_mode_costs_nothing(aws, chat):
    result = invoke(aws, check=True, record=chat, prompt="Hello")
    assert (result["skipped"], result["changed"]) == (True, False)
    assert aws.calls() == []


@pytest.mark.parametrize(
    "options",
    [
        {"prompt": SECRET},
        {"messages": [{"role": "user", "content": [{"text": SECRET}]}]},
        {"prompt": "Hello there", "system": SECRET},
        {"messages": [{"role": "user", "content": SECRET}]},
        {"messages": [{"role": "user", "content": [{"text": [SECRET + "\n"]}]}]},
        {"texts": [SECRET]},
        {"messages": [{"role": "user", "content": [{"image": f"x', type: '{SECRET}'\n{SECRET}"}]}]},
    ],
    ids=[
        "prompt",
        "messages",
        "system",
        "malformed messages",
        "nested and malformed",
        "texts for a text model",
        "a malformed image",
    ],
)
def test_no_prompt_is_shown_by_the_module(aws, chat, options):
    assert SECRET not in json.dumps(invoke(aws, record=chat, **options))


def test_no_prompt_is_shown_where_aws_quotes_it(aws, chat):
    aws.switch(fail=[{"operation": "Converse", "code": "ValidationException", "message": f"too long: {SECRET}"}])
    result = invoke(aws, record=chat, prompt=SECRET)
    assert "too long: (not shown)" in result["msg"]
    assert SECRET not in json.dumps(result)


def test_no_prompt_and_no_credential_in_the_output_of_a_run(aws, chat, tmp_path):
    task = {
        "genai.bedrock.inference_profile_invoke": {
            "record": chat,
            "prompt": SECRET,
            "region": EAST,
            "access_key": "local",
            "secret_key": "hidden-secret-key",
        }
    }
    echo = {"ansible.builtin.debug": {"msg": "served by {{ answer.served_by.region }}"}}
    hosts = {"hosts": "localhost", "gather_facts": False}
    book = tmp_path / "ask.yml"
    book.write_text(json.dumps([hosts | {"tasks": [task | {"name": "Ask", "register": "answer"}, echo]}]))
    played = play(aws, str(book), "inventories/local", "-vvv").ok()
    assert "served by us-east-1" in played.output
    assert [secret for secret in (SECRET, "hidden-secret-key") if secret in played.output] == []

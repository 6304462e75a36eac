# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter litellm_config in the hands of LiteLLM itself: kinds of models, guardrails, prices, order of targets."""

from __future__ import annotations

import asyncio

import pytest
from ansible_collections.genai.bedrock.plugins.filter.litellm_config import litellm_config

from tests.gateway.invoke_kit import EAST, EU, SONNET, WEST, called, profiles
from tests.gateway.litellm_kit import litellm_at, router_of
from tests.gateway.running import run_module
from tests.unit.plugins.module_utils.record_samples import record, target

MESSAGES = [{"role": "user", "content": "Hello there"}]
NOVA = "amazon.nova-lite-v1:0"
THROTTLED, DOWN = ("ThrottlingException", 429), ("ServiceUnavailableException", 503)


@pytest.fixture
def litellm(aws):
    with litellm_at(aws) as package:
        yield package


def made(aws, model, regions, guardrails=None, **values):
    """A record of profiles that are really there."""
    targets = [
        target("chat", found["region"]) | found | {"guardrail": (guardrails or {}).get(found["region"])}
        for found in profiles(aws, {"chat": (model, regions)})["chat"]
    ]
    return record("copilot", "chat", targets, base_model_id=model, **values)


def router(litellm, record):
    exported = litellm_config({"copilot/chat": record})
    assert exported["left_out"] == {}
    return router_of(litellm, exported["config"])


def failing(regions, error=DOWN, operation="Converse"):
    code, status = error
    return [{"operation": operation, "code": code, "status": status, "region": region} for region in regions]


@pytest.mark.parametrize("error", [THROTTLED, DOWN], ids=["throttled", "down"])
def test_the_next_region_answers_and_none_is_tried_twice_before_it(aws, litellm, error):
    gateway = router(litellm, made(aws, SONNET, [WEST, EU, EAST]))
    aws.switch(fail=failing([WEST, EU], error))
    answer = gateway.completion(model="copilot/chat", messages=MESSAGES)
    assert answer.choices[0].message.content == "Claude Sonnet 4.6 answers: Hello there"
    assert called(aws) == [("Converse", WEST), ("Converse", EU), ("Converse", EAST)]
    aws.switch(fail=[])
    aws.clear_calls()
    gateway.completion(model="copilot/chat", messages=MESSAGES)
    assert called(aws) == [("Converse", WEST)]


def test_it_goes_on_after_a_refusal_too(aws, litellm):
    """Unlike the router for Python applications: docs/applications.md tells."""
    gateway = router(litellm, made(aws, SONNET, [EAST, WEST]))
    aws.switch(fail=failing([EAST], ("AccessDeniedException", 403)))
    gateway.completion(model="copilot/chat", messages=MESSAGES)
    assert called(aws) == [("Converse", EAST), ("Converse", WEST)]


def test_an_asynchronous_call_and_a_stream(aws, litellm):
    gateway = router(litellm, made(aws, SONNET, [EAST, WEST]))
    aws.switch(fail=failing([EAST]) + failing([EAST], operation="ConverseStream"))
    answer = asyncio.run(gateway.acompletion(model="copilot/chat", messages=MESSAGES))
    assert answer.choices[0].message.content.endswith("Hello there")
    chunks = gateway.completion(model="copilot/chat", messages=MESSAGES, stream=True)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks).endswith("Hello there")
    assert called(aws)[-1] == ("ConverseStream", WEST)


def test_the_limits_of_the_record_are_defaults(aws, litellm):
    gateway = router(litellm, made(aws, NOVA, [EAST], max_tokens=4))
    short = gateway.completion(model="copilot/chat", messages=MESSAGES)
    assert (len(short.choices[0].message.content.split()), short.choices[0].finish_reason) == (4, "length")
    longer = gateway.completion(model="copilot/chat", messages=MESSAGES, max_tokens=50)
    assert longer.choices[0].message.content.endswith("Hello there")


@pytest.mark.parametrize(
    "requested",
    [{"top_p": 0.9}, {"temperature": 0.9}, {"thinking": {"type": "enabled", "budget_tokens": 5000}}],
    ids=["top_p", "temperature", "thinking"],
)
def test_defaults_yield_to_what_a_client_requests(aws, litellm, requested):
    gateway = router(litellm, made(aws, SONNET, [EAST], max_tokens=4096, temperature=0.3))
    answer = gateway.completion(model="copilot/chat", messages=MESSAGES, **requested)
    assert answer.choices[0].message.content.endswith("Hello there")


@pytest.mark.parametrize(
    ("model", "requested"),
    [
        (SONNET, {"top_p": 0.9, "temperature": 0.5}),
        ("anthropic.claude-opus-4-8", {"top_p": 0.9, "temperature": 0.5}),
    ],
    ids=["exclusive", "refused"],
)
def test_what_a_model_refuses_is_dropped(aws, litellm, model, requested):
    gateway = router(litellm, made(aws, model, [EAST]))
    answer = gateway.completion(model="copilot/chat", messages=MESSAGES, **requested)
    assert answer.choices[0].message.content.endswith("Hello there")


def test_embeddings_of_nova_for_a_client_of_openai(aws, litellm):
    """That client always sends an encoding, which LiteLLM does not take for Nova."""
    model = "amazon.nova-2-multimodal-embeddings-v1:0"
    gateway = router(litellm, made(aws, model, [EAST], kind="embedding", dimensions=384))
    answer = gateway.embedding(model="copilot/chat", input=["one"], encoding_format="base64")
    assert len(answer.data[0]["embedding"]) == 384


def test_calls_have_the_price_of_their_geography(aws, litellm):
    given = made(aws, SONNET, [EAST])
    given["targets"][0]["model_source"] = f"us.{SONNET}"
    answer = router(litellm, given).completion(model="copilot/chat", messages=MESSAGES)
    prices, usage = litellm.model_cost[f"us.{SONNET}"], answer.usage
    expected = usage.prompt_tokens * prices["input_cost_per_token"]
    expected += usage.completion_tokens * prices["output_cost_per_token"]
    assert answer._hidden_params["response_cost"] == pytest.approx(expected)
    assert prices["input_cost_per_token"] > litellm.model_cost[SONNET]["input_cost_per_token"]


def test_calls_have_a_price(aws, litellm):
    """An ARN alone costs nothing there: base_model tells the price."""
    given = made(aws, SONNET, [EAST])
    answer = router(litellm, given).completion(model="copilot/chat", messages=MESSAGES)
    prices = litellm.model_cost[SONNET]
    usage = answer.usage
    expected = usage.prompt_tokens * prices["input_cost_per_token"]
    expected += usage.completion_tokens * prices["output_cost_per_token"]
    assert answer._hidden_params["response_cost"] == pytest.approx(expected)
    assert expected > 0


def test_the_guardrail_of_a_target_checks_the_question(aws, litellm):
    texts = {"blocked_input_messaging": "Not that question.", "blocked_outputs_messaging": "Not that answer."}
    run = run_module("guardrail", aws, name="words", words=["purple elephant"], publish_version=True, **texts)
    reported = run["guardrail"]
    guardrail = {"identifier": reported["guardrail_id"], "version": "1"}
    gateway = router(litellm, made(aws, SONNET, [EAST, WEST], guardrails={EAST: guardrail}))
    messages = [{"role": "user", "content": "a purple elephant"}]
    answer = gateway.completion(model="copilot/chat", messages=messages)
    assert answer.choices[0].message.content == "Not that question."


@pytest.mark.parametrize(
    ("model", "dimensions"),
    [
        ("amazon.titan-embed-text-v2:0", 512),
        ("amazon.titan-embed-text-v1", 1536),
        ("amazon.titan-embed-image-v1", 1024),
        ("cohere.embed-multilingual-v3", 1024),
        ("cohere.embed-english-v3", 1024),
        ("cohere.embed-v4:0", 512),
        ("amazon.nova-2-multimodal-embeddings-v1:0", 384),
    ],
)
def test_embeddings_have_the_length_of_the_record(aws, litellm, model, dimensions):
    gateway = router(litellm, made(aws, model, [EAST], kind="embedding", dimensions=dimensions))
    answer = gateway.embedding(model="copilot/chat", input=["one", "two"])
    assert [len(row["embedding"]) for row in answer.data] == [dimensions, dimensions]
    assert answer._hidden_params["response_cost"] > 0
    assert set(called(aws)) == {("InvokeModel", EAST)}


def test_embeddings_fail_over(aws, litellm):
    titan = {"kind": "embedding", "dimensions": 256}
    gateway = router(litellm, made(aws, "amazon.titan-embed-text-v2:0", [EAST, WEST], **titan))
    aws.switch(fail=failing([EAST], THROTTLED, "InvokeModel"))
    answer = gateway.embedding(model="copilot/chat", input=["one"])
    assert len(answer.data[0]["embedding"]) == 256
    assert called(aws) == [("InvokeModel", EAST), ("InvokeModel", WEST)]

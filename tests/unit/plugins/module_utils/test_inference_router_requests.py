# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the inference router sends: the record's guardrail always, its defaults where the caller leaves room for them."""

from __future__ import annotations

import pytest

from tests.unit.plugins.module_utils.router_fakes import MESSAGES, REGIONS, FakeAws, Stream, arn, record

EAST = REGIONS[0]
FIRST = {"messageStart": {"role": "assistant"}}
GUARDRAIL = {"identifier": "gr1", "version": "3"}
APPLIED = {"guardrailIdentifier": "gr1", "guardrailVersion": "3"}
ANOTHER = {"guardrailIdentifier": "gr2", "guardrailVersion": "DRAFT"}
TITAN = "amazon.titan-embed-text-v2:0"


@pytest.fixture
def aws():
    return FakeAws(streams={EAST: Stream(FIRST)}, bodies=[{"embedding": [1.0]}])


def guarded(guardrail=None, **fields):
    value = record([EAST], base_model_id=TITAN, **fields)
    value["targets"][0]["guardrail"] = guardrail
    return value


def requests(aws):
    return [request for _region, _seconds, request in aws.calls]


def conversed(aws, value, given):
    """The one request that both kinds of a conversation send, without model and messages."""
    router = aws.router(value)
    router.converse(messages=MESSAGES, **given)
    router.converse_stream(messages=MESSAGES, **given)
    whole, streamed = requests(aws)
    assert whole == streamed
    assert (whole.pop("modelId"), whole.pop("messages")) == (arn(EAST), MESSAGES)
    return whole


CONFIGS = {
    "nothing": ({}, APPLIED),
    "null": ({"guardrailConfig": None}, APPLIED),
    "an empty one": ({"guardrailConfig": {}}, APPLIED),
    "a trace alone": ({"guardrailConfig": {"trace": "enabled"}}, APPLIED | {"trace": "enabled"}),
    "empty texts": ({"guardrailConfig": {"guardrailIdentifier": "", "guardrailVersion": " "}}, APPLIED),
    "nulls": ({"guardrailConfig": {"guardrailIdentifier": None, "guardrailVersion": None, "trace": None}}, APPLIED),
    "another one": ({"guardrailConfig": ANOTHER}, ANOTHER),
    "another one with its trace": ({"guardrailConfig": ANOTHER | {"trace": "enabled"}}, ANOTHER | {"trace": "enabled"}),
}


@pytest.mark.parametrize(("given", "applied"), CONFIGS.values(), ids=CONFIGS)
def test_a_guardrail_of_the_record_cannot_be_lost(aws, given, applied):
    assert conversed(aws, guarded(GUARDRAIL), given) == {"guardrailConfig": applied}


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"guardrailConfig": None}, {}),
        ({"guardrailConfig": {}}, {}),
        ({"guardrailConfig": {"guardrailIdentifier": "", "guardrailVersion": ""}}, {}),
        ({"guardrailConfig": ANOTHER}, {"guardrailConfig": ANOTHER}),
    ],
)
def test_a_record_without_a_guardrail(aws, given, sent):
    assert conversed(aws, guarded(), given) == sent


BODIES = {
    "nothing": ({}, APPLIED),
    "null": ({"guardrailIdentifier": None}, APPLIED),
    "empty texts": ({"guardrailIdentifier": "", "guardrailVersion": ""}, APPLIED),
    "a trace alone": ({"trace": "ENABLED"}, APPLIED | {"trace": "ENABLED"}),
    "another one": (ANOTHER, ANOTHER),
}


@pytest.mark.parametrize(("given", "applied"), BODIES.values(), ids=BODIES)
def test_guardrails_of_bodies_and_embeddings(aws, given, applied):
    router = aws.router(guarded(GUARDRAIL))
    router.invoke_model(body={}, **given)
    router.embed(["a"], **given)
    sent = [{name: request[name] for name in (*APPLIED, "trace") if name in request} for request in requests(aws)]
    assert sent == [applied] * 2


HALVES = {
    "an identifier alone": {"guardrailIdentifier": "gr2"},
    "a version alone": {"guardrailVersion": "1"},
    "an empty identifier": {"guardrailIdentifier": "", "guardrailVersion": "1"},
    "a null version": {"guardrailIdentifier": "gr2", "guardrailVersion": None},
}


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
@pytest.mark.parametrize("value", [guarded(GUARDRAIL), guarded()], ids=["guarded", "unguarded"])
def test_half_a_guardrail_is_refused_before_any_call(aws, half, value):
    router = aws.router(value)
    for call in (
        lambda: router.converse(messages=MESSAGES, guardrailConfig=half),
        lambda: router.converse_stream(messages=MESSAGES, guardrailConfig=half),
        lambda: router.invoke_model(body={}, **half),
        lambda: router.embed(["a"], **half),
    ):
        with pytest.raises(ValueError, match="alone: name guardrailIdentifier and guardrailVersion for another"):
            call()
    assert aws.calls == []


def test_a_guardrail_that_is_no_mapping_is_refused(aws):
    with pytest.raises(ValueError, match="guardrailConfig must be a mapping"):
        aws.router(guarded(GUARDRAIL)).converse(messages=MESSAGES, guardrailConfig="gr2")


def config(**sent):
    return {"inferenceConfig": sent} if sent else {}


OWN = {
    "nothing": ({}, {}, {}),
    "the record's": ({"max_tokens": 9, "temperature": 0.5}, {}, config(maxTokens=9, temperature=0.5)),
    "the caller's word": (
        {"max_tokens": 9, "temperature": 0.5},
        {"inferenceConfig": {"maxTokens": 7, "temperature": None}},
        config(maxTokens=7),
    ),
    "topP alone": ({"temperature": 0.5}, {"inferenceConfig": {"topP": 0.1}}, config(topP=0.1)),
    "a null topP": ({"temperature": 0.5}, {"inferenceConfig": {"topP": None}}, config(temperature=0.5)),
    "zero is a value": ({"temperature": 0}, {}, config(temperature=0)),
    "other parameters": ({}, {"system": [{"text": "Be terse"}]}, {"system": [{"text": "Be terse"}]}),
}


@pytest.mark.parametrize(("fields", "given", "sent"), OWN.values(), ids=OWN)
def test_what_is_sent(aws, fields, given, sent):
    assert conversed(aws, guarded(**fields), given) == sent


BOTH = {"maxTokens": 4096, "temperature": 0.3}
LIMIT, TEMPERATURE = {"maxTokens": 4096}, {"temperature": 0.3}
FIELDS = {
    "thinking": ({"thinking": {"type": "enabled", "budget_tokens": 2000}}, {}),
    "adaptive thinking": ({"thinking": {"type": "adaptive"}}, {}),
    "reasoning_config": ({"reasoning_config": {"type": "enabled", "budget_tokens": 2000}}, {}),
    "reasoningConfig": ({"reasoningConfig": {"type": "enabled", "maxReasoningEffort": "high"}}, {}),
    "reasoning_effort": ({"reasoning_effort": "high"}, {}),
    "thinking switched off": ({"thinking": {"type": "disabled"}}, BOTH),
    "reasoning switched off": ({"reasoningConfig": {"type": "disabled"}}, BOTH),
    "top_p": ({"top_p": 0.9}, LIMIT),
    "topP": ({"topP": 0.9}, LIMIT),
    "top_k": ({"top_k": 50}, LIMIT),
    "a temperature": ({"temperature": 0.9}, LIMIT),
    "topK of Nova": ({"inferenceConfig": {"topK": 20}}, LIMIT),
    "a null": ({"top_p": None, "thinking": None}, BOTH),
    "max_tokens": ({"max_tokens": 10}, TEMPERATURE),
    "max_completion_tokens": ({"max_completion_tokens": 10}, TEMPERATURE),
    "max_new_tokens of Nova": ({"inferenceConfig": {"max_new_tokens": 10}}, TEMPERATURE),
    "something else": ({"anthropic_beta": ["context-1m-2025-08-07"]}, BOTH),
    "names inside of a schema": (
        {"output_config": {"format": {"schema": {"properties": {"temperature": {"type": "number"}}}}}},
        BOTH,
    ),
}


@pytest.mark.parametrize(("fields", "defaults"), FIELDS.values(), ids=FIELDS)
def test_defaults_yield_to_additional_fields(aws, fields, defaults):
    given = {"additionalModelRequestFields": fields}
    assert conversed(aws, guarded(max_tokens=4096, temperature=0.3), given) == given | config(**defaults)


def test_beside_thinking_the_callers_own_limit_stays(aws):
    given = {
        "additionalModelRequestFields": {"thinking": {"type": "enabled", "budget_tokens": 2000}},
        "inferenceConfig": {"maxTokens": 6000, "temperature": 1},
    }
    assert conversed(aws, guarded(max_tokens=4096, temperature=0.3), given) == given


def test_a_body_of_ones_own_gets_no_defaults(aws):
    aws.router(guarded(max_tokens=4096, temperature=0.3)).invoke_model(body='{"a": 1}')
    assert requests(aws)[0]["body"] == '{"a": 1}'
    assert set(requests(aws)[0]) == {"modelId", "body", "contentType"}

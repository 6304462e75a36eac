# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""LiteLLM's configuration, read as a whole; tests/gateway/test_exports.py gives it to LiteLLM itself."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.litellm import litellm_config
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

from tests.unit.plugins.module_utils.record_samples import EAST, SONNET, WEST, arn, record, target

EU = "eu-west-1"
NOVA = "amazon.nova-pro-v1:0"
GUARDRAIL = {"identifier": "gr1234567890", "version": "3"}


def embedding(model, dimensions=512, targets=None):
    values = {"kind": "embedding", "base_model_id": model, "dimensions": dimensions}
    return record("embedding", "titan", targets or [target("titan")], **values)


def only_model(given):
    made = litellm_config({"embedding/titan": given})
    (model,) = made["config"]["model_list"]
    return model


def test_a_record_with_two_targets() -> None:
    targets = [target("chat", EAST), target("chat", WEST)]
    given = {"copilot/chat": record("copilot", "chat", targets, base_model_id=NOVA)}
    info = {"base_model": NOVA, "mode": "chat"}
    values = {"max_tokens": 100, "temperature": 0.3}
    first = {"model": f"bedrock/converse/{arn('chat1')}", **values, "aws_region_name": EAST}
    second = {"model": f"bedrock/converse/{arn('chat2', WEST)}", **values, "aws_region_name": WEST}
    assert litellm_config(given) == {
        "config": {
            "model_list": [
                {"model_name": "copilot/chat", "litellm_params": first, "model_info": info},
                {"model_name": "copilot/chat@us-west-2", "litellm_params": second, "model_info": info},
            ],
            "router_settings": {
                "fallbacks": [{"copilot/chat": ["copilot/chat@us-west-2"]}],
                "model_group_retry_policy": {"copilot/chat": {"DefaultRetries": 0}},
            },
        },
        "left_out": {},
    }


SAMPLING = ["temperature", "top_k", "top_p"]


@pytest.mark.parametrize(
    ("model", "dropped"),
    [(SONNET, ["top_p"]), ("anthropic.claude-opus-4-8", SAMPLING), ("anthropic.claude-3-haiku-20240307-v1:0", None)],
)
def test_what_cannot_give_way_is_not_proposed_and_what_would_be_refused_is_dropped(model, dropped) -> None:
    """LiteLLM sends the defaults of a model beside a client's top_p and thinking, which Claude refuses."""
    given = record("copilot", "chat", base_model_id=model, max_tokens=4096, temperature=0.3)
    (made,) = litellm_config({"copilot/chat": given})["config"]["model_list"]
    params = {"model": f"bedrock/converse/{arn('chat1')}", "aws_region_name": EAST}
    assert made["litellm_params"] == params | ({"additional_drop_params": dropped} if dropped else {})


@pytest.mark.parametrize(
    ("source", "priced"),
    [
        (f"us.{SONNET}", f"us.{SONNET}"),
        (f"global.{SONNET}", f"global.{SONNET}"),
        (SONNET, SONNET),
        (f"us-gov.{SONNET}", SONNET),
        (None, SONNET),
    ],
)
def test_prices_are_those_of_the_source(source, priced) -> None:
    """us-gov: not in the table of LiteLLM, which knows the model's own price."""
    given = target("chat") | ({"model_source": source} if source else {})
    (made,) = litellm_config({"copilot/chat": record("copilot", "chat", [given])})["config"]["model_list"]
    assert made["model_info"] == {"base_model": priced, "mode": "chat"}


def test_fallbacks_keep_the_order_of_the_record() -> None:
    targets = [target("chat", region) for region in (WEST, EU, EAST)]
    made = litellm_config({"copilot/chat": record("copilot", "chat", targets)}, prefix="prod-")
    settings = made["config"]["router_settings"]
    names = ["prod-copilot/chat@eu-west-1", "prod-copilot/chat@us-east-1"]
    assert settings["fallbacks"] == [{"prod-copilot/chat": names}]
    assert list(settings["model_group_retry_policy"]) == ["prod-copilot/chat", "prod-copilot/chat@eu-west-1"]


def test_a_single_target_has_no_fallback_and_the_retries_of_litellm() -> None:
    made = litellm_config({"copilot/chat": record("copilot", "chat", max_tokens=None, temperature=None)})
    assert made["config"]["router_settings"] == {"fallbacks": [], "model_group_retry_policy": {}}
    (model,) = made["config"]["model_list"]
    assert not {"max_tokens", "temperature"} & model["litellm_params"].keys()


def test_a_guardrail_goes_with_its_own_target() -> None:
    targets = [target("chat", EAST) | {"guardrail": GUARDRAIL}, target("chat", WEST)]
    made = litellm_config({"cai/chat": record("cai", "chat", targets)})
    sent = [model["litellm_params"].get("guardrailConfig") for model in made["config"]["model_list"]]
    assert sent == [{"guardrailIdentifier": "gr1234567890", "guardrailVersion": "3"}, None]


@pytest.mark.parametrize(
    ("model", "dimensions", "requested"),
    [
        ("amazon.titan-embed-text-v2:0", 512, 512),
        ("amazon.titan-embed-text-v2:0", None, None),
        ("amazon.titan-embed-text-v1", 1536, None),
        ("cohere.embed-multilingual-v3", 1024, None),
        ("cohere.embed-v4:0", 256, 256),
        ("cohere.embed-v9:0", 256, 256),
        ("amazon.nova-2-multimodal-embeddings-v1:0", 384, 384),
    ],
)
def test_embeddings_name_the_model_and_call_the_arn(model, dimensions, requested) -> None:
    made = only_model(embedding(model, dimensions))
    params = {"model": f"bedrock/{model}", "model_id": arn("titan1"), "aws_region_name": EAST}
    params |= {"additional_drop_params": ["encoding_format"]} if "nova" in model else {}
    assert made["litellm_params"] == params | ({} if requested is None else {"dimensions": requested})
    assert made["model_info"] == {"mode": "embedding"}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (
            record("inference_profiles", "canvas", base_model_id="amazon.nova-canvas-v1:0", kind="other"),
            "amazon.nova-canvas-v1:0 makes neither text nor embeddings",
        ),
        (embedding("vendor.embed-v1"), "LiteLLM does not support embeddings of vendor.embed-v1"),
        (embedding("amazon.titan-embed-text-v3:0"), "LiteLLM does not support embeddings of amazon.titan-embed"),
        (
            embedding("amazon.titan-embed-text-v2:0", 512, [target("titan") | {"guardrail": GUARDRAIL}]),
            "LiteLLM sends no guardrail with embeddings",
        ),
    ],
)
def test_what_litellm_cannot_call_is_left_out_with_the_reason(given, reason) -> None:
    made = litellm_config({"embedding/titan": given, "copilot/chat": record("copilot", "chat")})
    assert [model["model_name"] for model in made["config"]["model_list"]] == ["copilot/chat"]
    assert list(made["left_out"]) == ["embedding/titan"]
    assert made["left_out"]["embedding/titan"].startswith(reason)


def test_bad_records_are_refused() -> None:
    with pytest.raises(ProblemError, match="copilot/chat: it is no record"):
        litellm_config({"copilot/chat": None})

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What records say of their models, that nothing in them is null, and how large they become."""

from __future__ import annotations

import itertools
import json

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import model_kind
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.model_members import (
    MEMBERS,
    model_members,
    source_id,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.publication import record_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import records
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.schema import record_schema
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.workloads import workload_plan
from jsonschema import Draft202012Validator

from tests.local_aws.catalogue.regions import EU_8, GLOBAL_SOURCES
from tests.unit.plugins.module_utils.known_models import KNOWN_MODELS
from tests.unit.plugins.module_utils.record_samples import EAST, OF_SONNET, SONNET, WEST, arn, row

OPUS = "anthropic.claude-opus-4-8"
#: All that PutParameter takes in its lower tier, and at all.
STANDARD, ADVANCED = 4096, 8192


def members(model, **given):
    return model_members({"base_model_id": model, "kind": model_kind(model), **given})


def plan_of(regions, **entry):
    settings = {"environment": "production", "regions": list(regions)}
    plan = workload_plan({"customer_support": {"model": OPUS, **entry}}, "cai", settings)
    assert plan["errors"] == []
    return plan


def size_of(record):
    (parameter,) = record_parameters({"cai/customer_support": record}, "/p", "production").values()
    return len(parameter["value"].encode())


def largest(regions, destinations, model_source=f"global.{OPUS}"):
    """The record of an entry in these regions with guardrails across regions, while each profile is replaced."""
    plan = plan_of(regions)
    rows = [
        row(
            "customer_support",
            region,
            "0123456789ab",
            inference_profile_name="claude-customer-support-production",
            destinations=sorted(destinations),
            base_model_id=OPUS,
            model_source=f"arn:aws:bedrock:{region}:123456789012:inference-profile/{model_source}",
        )
        for region in regions
    ]
    gone = [
        {"key": "customer_support", "region": one, "inference_profile_arn": arn("ba9876543210", one)} for one in regions
    ]
    profile = {"guardrail_profile": "apac.guardrail.v1:0"}
    pins = {region: {"identifier": "abcdefghijkl", "version": "12", **profile} for region in regions}
    made = records(plan, {"inference_profiles": rows, "superseded": gone}, {}, guardrails=pins)["customer_support"]
    assert len(made["targets"]) == len(made["previous"]) == len(regions)
    return made


def test_a_text_model() -> None:
    assert members(SONNET) == OF_SONNET


@pytest.mark.parametrize(
    ("model", "dimensions", "body"),
    [
        ("amazon.titan-embed-text-v2:0", 512, {"dimensions": 512}),
        ("amazon.titan-embed-text-v1", 1536, {}),
        ("cohere.embed-english-v3", 1024, {}),
        ("cohere.embed-v4:0", 512, {"output_dimension": 512}),
        ("cohere.embed-v4:0", None, {}),
        (
            "amazon.nova-2-multimodal-embeddings-v1:0",
            1024,
            {"singleEmbeddingParams": {"embeddingDimension": 1024}},
        ),
    ],
)
def test_the_request_of_an_embedding_model(model, dimensions, body) -> None:
    made = members(model, dimensions=dimensions)
    assert (made["request"], made["apis"]) == (body, ["InvokeModel"])
    assert not {"max_output_tokens", "anthropic_name"} & made.keys()


def test_a_model_that_refuses_sampling() -> None:
    assert members(OPUS)["refused_parameters"] == ["temperature", "top_k", "top_p"]
    assert "exclusive_parameters" not in members(OPUS)


@pytest.mark.parametrize(
    ("model", "made"),
    [
        ("vendor.unknown-v1", {"endpoint": "bedrock-runtime", "apis": ["Converse", "InvokeModel"]}),
        ("vendor.unknown-embed", {"endpoint": "bedrock-runtime", "apis": ["InvokeModel"]}),
        ("amazon.nova-canvas-v9:0", {}),
    ],
)
def test_of_a_model_of_which_nothing_is_known_nothing_is_said(model, made) -> None:
    assert members(model) == made


def test_nothing_is_null_and_the_schema_takes_all_models() -> None:
    schema = record_schema()
    check = Draft202012Validator({"properties": schema["properties"]})
    for model in KNOWN_MODELS:
        made = members(model, dimensions=256)
        assert "null" not in json.dumps(made)
        assert made.keys() <= set(MEMBERS) <= schema["properties"].keys()
        check.validate(made)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (f"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.{SONNET}", f"us.{SONNET}"),
        (f"arn:aws:bedrock:us-west-2::foundation-model/{SONNET}", SONNET),
        ("nonsense", None),
        ("", None),
        (None, None),
    ],
)
def test_the_source_of_a_target(given, found) -> None:
    assert source_id(given) == found
    made = records(plan_of([EAST, WEST]), [row("customer_support", model_source=given)], {})["customer_support"]
    assert made["targets"][0].get("model_source") == found


def test_a_record_has_no_null_even_of_a_target_that_an_earlier_version_wrote() -> None:
    plan = plan_of([EAST, WEST], enable_guardrails=False)
    made = records(plan, [row("customer_support"), row("customer_support", WEST)], {})
    (target, other) = made["customer_support"]["targets"]
    earlier = {"customer_support": {**made["customer_support"], "targets": [target, {**other, "guardrail": None}]}}
    for found in (made, records(plan, [row("customer_support")], earlier)):
        assert len(found["customer_support"]["targets"]) == 2
        assert "null" not in json.dumps(found)


def test_the_largest_of_usual_records_fits_into_the_lower_tier() -> None:
    """Four regions, which is what the document asks for, each with a guardrail and with the profile that is replaced."""
    made = largest(["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"], EU_8)
    assert made["context_window"]
    assert made["targets"][0]["model_source"] == f"global.{OPUS}"
    assert size_of(made) < 3400 < STANDARD


def test_what_is_known_of_the_model_keeps_no_record_out_of_its_parameter() -> None:
    """Where it does not fit beside the targets, it is left out."""
    regions = sorted(GLOBAL_SOURCES)
    sizes = []
    for count in range(1, len(regions) + 1):
        made = largest(regions[:count], EU_8)
        bare = {name: value for name, value in made.items() if name not in model_members(made)}
        sizes.append((size_of(made), "capabilities" in made))
        assert size_of(made) <= ADVANCED or made == bare
    complete = [size for size, whole in sizes if whole]
    assert len(complete) >= 10
    assert max(complete) <= ADVANCED < sizes[-1][0]
    assert all(whole for _size, whole in itertools.islice(sizes, len(complete)))

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Foundation models: offered where and when, with which inference types."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_aws.catalogue.lookup import MODELS
from tests.local_aws.catalogue.profiles import OFFERS
from tests.local_aws.catalogue.regions import BEDROCK
from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import ACCOUNT, client, create, refusal

DOCUMENT_REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1")
DOCUMENT_MODELS = (
    "anthropic.claude-3-sonnet-20240229-v1:0",
    "anthropic.claude-3-haiku-20240307-v1:0",
    "anthropic.claude-3-5-sonnet-20240620-v1:0",
    "anthropic.claude-3-5-sonnet-20241022-v2:0",
    "anthropic.claude-3-opus-20240229-v1:0",
    "amazon.titan-embed-text-v1",
    "amazon.titan-embed-text-v2:0",
    "cohere.embed-english-v3",
    "cohere.embed-multilingual-v3",
)


def listed(aws: LocalAws, region: str = "us-east-1", **params: Any) -> dict[str, dict[str, Any]]:
    summaries = client(aws, region=region).list_foundation_models(**params)["modelSummaries"]
    return {summary["modelId"]: summary for summary in summaries}


@pytest.mark.parametrize("region", DOCUMENT_REGIONS)
def test_the_documents_models_in_their_time(aws: LocalAws, region: str) -> None:
    aws.switch(catalogue_date="2025-01-15")
    models = listed(aws, region)
    for model_id in DOCUMENT_MODELS:
        assert "ON_DEMAND" in models[model_id]["inferenceTypesSupported"]
        assert models[model_id]["modelArn"] == f"arn:aws:bedrock:{region}::foundation-model/{model_id}"


@pytest.mark.parametrize(
    ("model_id", "date", "status"),
    [
        ("anthropic.claude-3-sonnet-20240229-v1:0", "2024-02-28", None),
        ("anthropic.claude-3-sonnet-20240229-v1:0", "2024-03-01", "ACTIVE"),
        ("anthropic.claude-3-sonnet-20240229-v1:0", "2025-02-01", "LEGACY"),
        ("anthropic.claude-3-sonnet-20240229-v1:0", "2025-07-21", None),
        ("anthropic.claude-opus-4-1-20250805-v1:0", "2026-07-07", "ACTIVE"),
        ("anthropic.claude-opus-4-1-20250805-v1:0", "2026-11-22", "LEGACY"),
        ("anthropic.claude-opus-4-1-20250805-v1:0", "2027-01-08", None),
        ("anthropic.claude-sonnet-4-6", "2026-01-01", None),
        ("anthropic.claude-sonnet-4-6", "2026-11-22", "ACTIVE"),
        ("amazon.nova-premier-v1:0", "2026-11-22", None),
    ],
)
def test_lifecycle_by_day(aws: LocalAws, model_id: str, date: str, status: str | None) -> None:
    aws.switch(catalogue_date=date)
    model = listed(aws).get(model_id)
    profiles = client(aws).list_inference_profiles()["inferenceProfileSummaries"]
    through_profile = {summary["inferenceProfileId"].partition(".")[2] for summary in profiles}
    if status is None:
        assert model is None
        assert model_id not in through_profile
        assert refusal(client(aws).get_foundation_model, modelIdentifier=model_id).status == 404
    else:
        assert model is not None
        assert model["modelLifecycle"]["status"] == status


def test_lifecycle_dates(aws: LocalAws) -> None:
    aws.switch(catalogue_date="2026-11-22")
    lifecycle = listed(aws)["anthropic.claude-opus-4-1-20250805-v1:0"]["modelLifecycle"]
    days = {name: value.date().isoformat() for name, value in lifecycle.items() if name != "status"}
    assert days == {
        "startOfLifeTime": "2025-08-05",
        "legacyTime": "2026-07-08",
        "publicExtendedAccessTime": "2026-10-08",
        "endOfLifeTime": "2027-01-08",
    }


@pytest.mark.parametrize(
    ("model_id", "region", "types"),
    [
        ("anthropic.claude-sonnet-4-6", "us-east-1", ["INFERENCE_PROFILE"]),
        ("anthropic.claude-sonnet-4-6", "sa-east-1", ["INFERENCE_PROFILE"]),
        ("amazon.nova-lite-v1:0", "us-east-1", ["ON_DEMAND"]),
        ("amazon.nova-lite-v1:0", "us-west-2", ["INFERENCE_PROFILE"]),
        ("amazon.titan-embed-text-v2:0", "eu-west-1", ["ON_DEMAND", "PROVISIONED"]),
        ("cohere.embed-v4:0", "us-east-1", ["ON_DEMAND"]),
        ("cohere.embed-v4:0", "us-west-2", ["INFERENCE_PROFILE"]),
        ("amazon.nova-2-multimodal-embeddings-v1:0", "us-east-1", ["ON_DEMAND"]),
    ],
)
def test_inference_types_by_region(aws: LocalAws, model_id: str, region: str, types: list[str]) -> None:
    assert listed(aws, region)[model_id]["inferenceTypesSupported"] == types


@pytest.mark.parametrize(
    ("params", "member", "value"),
    [
        ({"byProvider": "anthropic"}, "providerName", "Anthropic"),
        ({"byOutputModality": "EMBEDDING"}, "outputModalities", ["EMBEDDING"]),
        ({"byInferenceType": "INFERENCE_PROFILE"}, "inferenceTypesSupported", ["INFERENCE_PROFILE"]),
    ],
)
def test_filters(aws: LocalAws, params: dict[str, str], member: str, value: Any) -> None:
    everything, some = listed(aws), listed(aws, **params)
    assert some
    assert some == {model_id: model for model_id, model in everything.items() if model[member] == value}


@pytest.mark.parametrize(
    ("identifier", "status"),
    [
        ("amazon.titan-embed-text-v2:0", 200),
        ("arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0", 200),
        ("arn:aws:bedrock:us-west-2::foundation-model/amazon.titan-embed-text-v2:0", 404),
        ("amazon.no-such-model", 404),
        ("anthropic.claude-3-5-haiku-20241022-v1:0", 404),
        ("not a model", 400),
    ],
)
def test_get_foundation_model(aws: LocalAws, identifier: str, status: int) -> None:
    get = client(aws).get_foundation_model
    if status == 200:
        assert get(modelIdentifier=identifier)["modelDetails"] == listed(aws)["amazon.titan-embed-text-v2:0"]
    else:
        assert refusal(get, modelIdentifier=identifier).status == status


@pytest.mark.parametrize(
    ("model_id", "word"),
    [("anthropic.claude-sonnet-4-6", "AVAILABLE"), ("anthropic.claude-3-sonnet-20240229-v1:0", "NOT_AVAILABLE")],
)
def test_availability(aws: LocalAws, model_id: str, word: str) -> None:
    got = client(aws).get_foundation_model_availability(modelId=model_id)
    assert got["regionAvailability"] == got["agreementAvailability"]["status"] == got["entitlementAvailability"] == word
    assert (got["modelId"], got["authorizationStatus"]) == (model_id, "AUTHORIZED")


def test_every_offered_model_is_in_the_catalogue() -> None:
    assert {model_id for offer in OFFERS for model_id in offer.models} <= set(MODELS)


def test_no_profile_is_offered_twice_from_one_region() -> None:
    seen = [(offer.geography, model, source) for offer in OFFERS for model in offer.models for source in offer.sources]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(("region", "partition"), BEDROCK.items(), ids=list(BEDROCK))
def test_every_region_of_botocore_is_there(aws: LocalAws, region: str, partition: str) -> None:
    arns = [model["modelArn"] for model in client(aws, region=region).list_foundation_models()["modelSummaries"]]
    assert all(arn.startswith(f"arn:{partition}:bedrock:{region}::") for arn in arns)
    if partition != "aws":
        source = f"arn:{partition}:bedrock:{region}::foundation-model/amazon.titan-embed-text-v2:0"
        arn = create(aws, source=source, region=region, tags={"a": "b"})
        assert arn.startswith(f"arn:{partition}:bedrock:{region}:")
        got = client(aws, region=region).get_inference_profile(inferenceProfileIdentifier=arn)
        assert [model["modelArn"] for model in got["models"]] == [source]


def test_unknown_region(aws: LocalAws) -> None:
    got = refusal(client(aws, region="us-est-1").list_foundation_models)
    assert (got.code, got.status) == ("UnrecognizedClientException", 403)
    assert ACCOUNT not in got.message

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user's document, deployed: exactly its profiles, with its names, models, tags and consolidated parameter.

The expected values are typed from the document; everything is read from the endpoint, nothing from our own returns.
"""

from __future__ import annotations

import json

from tests.gateway.deploying import deploy
from tests.gateway.running import run_module, writes

INVENTORY = "tests/reference/inventory"
THE_DAY = "2024-11-15"
SONNET_3 = "anthropic.claude-3-sonnet-20240229-v1:0"
SONNET_35 = "anthropic.claude-3-5-sonnet-20241022-v2:0"
HAIKU_3 = "anthropic.claude-3-haiku-20240307-v1:0"
TITAN = "amazon.titan-embed-text-v2:0"

COPILOT = {"ModelFamily": "claude", "Environment": "production"}
CAI = {
    "ProfileType": "cai",
    "GuardrailsEnabled": "true",
    "Environment": "production",
    "CostCenter": "conversational-ai",
}

# Region and name → model, description, tags (at least these).
PROFILES = {
    ("us-east-1", "claude-primary"): (
        SONNET_3,
        "Primary Claude model for general inference",
        {"tier": "primary", "ProfileKey": "primary_claude"},
    ),
    ("us-west-2", "claude-secondary"): (
        SONNET_3,
        "Secondary Claude model for failover",
        {"tier": "secondary", "ProfileKey": "secondary_claude"},
    ),
    ("us-east-1", "claude-cross-region-production"): (
        SONNET_3,
        "Cross-region Claude profile with automatic failover",
        {
            "CrossRegion": "true",
            "PrimaryRegion": "us-east-1",
            "FailoverRegion": "us-west-2",
            "Environment": "production",
        },
    ),
    ("us-west-2", "claude-regional-secondary"): (
        SONNET_3,
        "Regional Claude profile for us-west-2",
        {"CrossRegion": "false", "Region": "us-west-2", "Environment": "production"},
    ),
    ("us-east-1", "claude-copilot-production"): (
        SONNET_35,
        "Claude Copilot profile for code assistance",
        COPILOT | {"UseCase": "copilot", "MaxTokens": "8192", "Temperature": "0.3"},
    ),
    ("us-east-1", "claude-copilot-code-review"): (
        SONNET_35,
        "Claude Copilot profile optimized for code review",
        COPILOT | {"UseCase": "code-review"},
    ),
    ("us-east-1", "claude-copilot-documentation"): (
        SONNET_35,
        "Claude Copilot profile for documentation generation",
        COPILOT | {"UseCase": "documentation"},
    ),
    ("us-east-1", "cai-customer-support"): (
        SONNET_3,
        "CAI profile for customer support chatbots",
        CAI | {"UseCase": "customer-support"},
    ),
    ("us-east-1", "cai-internal-assistant"): (
        HAIKU_3,
        "CAI profile for internal employee assistance",
        CAI | {"UseCase": "internal-assistant"},
    ),
    ("us-west-2", "cai-sales-copilot"): (
        SONNET_3,
        "CAI profile for sales team assistance",
        CAI | {"UseCase": "sales"},
    ),
    ("us-east-1", "titan-embeddings-production"): (
        TITAN,
        "Titan embedding model for vector generation",
        {"ProfileType": "embedding", "ModelFamily": "titan", "Dimensions": "1024", "Environment": "production"},
    ),
    ("us-east-1", "document-embeddings-batch"): (
        TITAN,
        "Embedding profile optimized for batch document processing",
        {
            "ProfileType": "embedding",
            "UseCase": "document-processing",
            "BatchEnabled": "true",
            "Environment": "production",
        },
    ),
}
COHERE = ("us-east-1", "cohere-embeddings-production")


def found(aws):
    """(region, name) → (models, description, tags, ARN) of every application profile, in all regions of the document."""
    profiles = {}
    for region in ("us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"):
        client = aws.client("bedrock", region)
        rows = client.list_inference_profiles(typeEquals="APPLICATION", maxResults=1000)["inferenceProfileSummaries"]
        for row in rows:
            arn = row["inferenceProfileArn"]
            tags = {tag["key"]: tag["value"] for tag in client.list_tags_for_resource(resourceARN=arn)["tags"]}
            models = [model["modelArn"] for model in row["models"]]
            profiles[region, row["inferenceProfileName"]] = (models, row.get("description"), tags, arn)
    return profiles


def parameter(aws, path=""):
    name = f"/production/bedrock/inference-profiles{path}"
    return json.loads(aws.client("ssm").get_parameter(Name=name)["Parameter"]["Value"])


def profiles_are_the_documents(live):
    assert set(live) == set(PROFILES)
    for (region, name), (model, description, tags) in PROFILES.items():
        models, text, actual, _arn = live[region, name]
        assert models == [f"arn:aws:bedrock:{region}::foundation-model/{model}"], name
        assert text == description
        assert actual.items() >= tags.items(), name


def parameter_is_the_documents(aws, arns):
    document = parameter(aws)
    assert document["copilot"]["primary_arn"] == arns["claude-copilot-production"]
    assert document["cai"] == {
        "customer_support": arns["cai-customer-support"],
        "internal_assistant": arns["cai-internal-assistant"],
        "sales_copilot": arns["cai-sales-copilot"],
    }
    assert document["embeddings"]["titan"] == arns["titan-embeddings-production"]
    assert document["embeddings"]["cohere"] is None
    crossing = document["cross_region"]
    assert crossing["primary"] == {"arn": arns["claude-cross-region-production"], "region": "us-east-1"}
    assert crossing["secondary"] == {"arn": arns["claude-regional-secondary"], "region": "us-west-2"}
    assert document["inference_profiles"] == {
        "primary_claude": arns["claude-primary"],
        "secondary_claude": arns["claude-secondary"],
    }


def cohere_is_one_more(aws):
    live = found(aws)
    assert set(live) == {*PROFILES, COHERE}
    models, text, tags, arn = live[COHERE]
    assert models == ["arn:aws:bedrock:us-east-1::foundation-model/cohere.embed-english-v3"]
    assert text == "Cohere embedding model for multilingual vector generation"
    wanted = {"ProfileType": "embedding", "ModelFamily": "cohere", "Dimensions": "1024", "Environment": "production"}
    assert tags.items() >= wanted.items()
    assert parameter(aws)["embeddings"]["cohere"] == arn


#: Entry → region in which it stands and is guarded.
GUARDED = {"customer_support": "us-east-1", "internal_assistant": "us-east-1", "sales_copilot": "us-west-2"}


def guardrails_are_what_the_tags_say(aws):
    """GuardrailsEnabled is true since the records pin guardrails that are there, and that intervene."""
    for key, region in GUARDED.items():
        listed = aws.client("bedrock", region).list_guardrails()["guardrails"]
        (identifier,) = (row["id"] for row in listed if row["name"] == "cai-production")
        versions = aws.client("bedrock", region).list_guardrails(guardrailIdentifier=identifier)["guardrails"]
        assert sorted(row["version"] for row in versions) == ["1", "DRAFT"]
        targets = parameter(aws, f"/cai/{key}")["targets"]
        pin = {"identifier": identifier, "version": "1"}
        assert [(target["region"], target["guardrail"]) for target in targets] == [(region, pin)]
    records = {f"cai/{key}": parameter(aws, f"/cai/{key}") for key in GUARDED}
    called = run_module("inference_profiles_verify", aws, records=records)["targets"]
    intervened = {target["key"]: target["region"] for target in called if target["guardrail"] == "intervened"}
    assert intervened == {f"cai/{key}": region for key, region in GUARDED.items()}


def test_the_document_yields_its_twelve_profiles_and_its_parameter(aws):
    aws.switch(catalogue_date=THE_DAY)
    deploy(aws, INVENTORY).ok()
    live = found(aws)
    profiles_are_the_documents(live)
    parameter_is_the_documents(aws, {name: arn for (_region, name), (*_rest, arn) in live.items()})
    guardrails_are_what_the_tags_say(aws)
    record = parameter(aws, "/copilot/chat")
    assert (record["base_model_id"], record["max_tokens"], record["temperature"]) == (SONNET_35, 8192, 0.3)
    aws.clear_calls()
    again = deploy(aws, INVENTORY).ok()
    assert (again.changed, writes(aws)) == (False, [])
    deploy(aws, INVENTORY, roles=("embedding",), reference_cohere=True).ok()
    cohere_is_one_more(aws)

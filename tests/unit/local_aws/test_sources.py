# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""copyFrom: what becomes of each source, and which sources are refused."""

from __future__ import annotations

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import ACCOUNT, client, create, refusal

INVALID = "copyFrom must be a valid inference profile model source ARN."


def models(aws: LocalAws, source: str, region: str) -> list[str]:
    arn = create(aws, source=source, region=region)
    got = client(aws, region=region).get_inference_profile(inferenceProfileIdentifier=arn)
    return [entry["modelArn"] for entry in got["models"]]


def foundation(region: str, model: str) -> str:
    return f"arn:aws:bedrock:{region}::foundation-model/{model}"


def profile(region: str, name: str, account: str = "") -> str:
    return f"arn:aws:bedrock:{region}:{account}:inference-profile/{name}"


def test_foundation_model_gives_one_entry(aws: LocalAws) -> None:
    source = foundation("eu-west-1", "amazon.titan-embed-text-v2:0")
    assert models(aws, source, "eu-west-1") == [source]


@pytest.mark.parametrize("account", ["", ACCOUNT])
def test_geographic_profile_gives_an_unsorted_set_with_or_without_account(aws: LocalAws, account: str) -> None:
    found = models(aws, profile("us-east-1", "us.amazon.nova-lite-v1:0", account), "us-east-1")
    # As recorded (fact sheet 1.6).
    assert found == [foundation(region, "amazon.nova-lite-v1:0") for region in ("us-east-1", "us-west-2", "us-east-2")]
    assert found != sorted(found)


@pytest.mark.parametrize(
    ("region", "name", "destinations"),
    [
        ("ca-west-1", "us.anthropic.claude-sonnet-4-6", 5),
        ("us-west-1", "us.anthropic.claude-sonnet-4-6", 5),
        ("us-west-1", "us.anthropic.claude-opus-4-7", 6),
        ("eu-west-2", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0", 8),
        ("eu-west-3", "eu.anthropic.claude-sonnet-4-6", 6),
        ("ap-northeast-3", "jp.anthropic.claude-sonnet-4-6", 2),
        ("ap-southeast-4", "au.anthropic.claude-sonnet-4-6", 2),
        ("ap-south-1", "apac.amazon.nova-2-lite-v1:0", 8),
    ],
)
def test_destinations_by_profile(aws: LocalAws, region: str, name: str, destinations: int) -> None:
    # Models end; on this day all of these are offered.
    aws.switch(catalogue_date="2026-11-22")
    assert len(set(models(aws, profile(region, name), region))) == destinations


def test_global_profile_gives_the_region_less_arn_and_the_source_regions(aws: LocalAws) -> None:
    found = models(aws, profile("us-east-1", "global.amazon.nova-2-lite-v1:0"), "us-east-1")
    assert found == [foundation("", "amazon.nova-2-lite-v1:0"), foundation("us-east-1", "amazon.nova-2-lite-v1:0")]


def test_us_gov_has_its_own_partition(aws: LocalAws) -> None:
    source = "arn:aws-us-gov:bedrock:us-gov-west-1::inference-profile/us-gov.anthropic.claude-opus-4-8"
    arn = create(aws, source=source, region="us-gov-west-1")
    assert arn.startswith(f"arn:aws-us-gov:bedrock:us-gov-west-1:{ACCOUNT}:application-inference-profile/")
    got = client(aws, region="us-gov-west-1").get_inference_profile(inferenceProfileIdentifier=arn)
    assert all(entry["modelArn"].startswith("arn:aws-us-gov:bedrock:us-gov-") for entry in got["models"])


@pytest.mark.parametrize(
    ("source", "code", "message"),
    [
        (foundation("us-east-1", "anthropic.no-such-model"), "ValidationException", INVALID),
        (foundation("", "amazon.titan-embed-text-v2:0"), "ValidationException", INVALID),
        (foundation("nowhere-1", "amazon.titan-embed-text-v2:0"), "ValidationException", INVALID),
        # In Bedrock, but not in this region.
        (foundation("us-east-1", "anthropic.claude-3-5-haiku-20241022-v1:0"), "ValidationException", INVALID),
        # Past its end of life.
        (foundation("us-east-1", "anthropic.claude-3-sonnet-20240229-v1:0"), "ValidationException", INVALID),
        ("arn:aws-us-gov:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0", "ValidationException", INVALID),
        (profile("us-east-1", "us.no.such-model"), "ResourceNotFoundException", "could not be found"),
        (profile("us-east-1", "eu.anthropic.claude-sonnet-4-6"), "ResourceNotFoundException", "could not be found"),
        # An application profile is no source (fact sheet 1.3).
        (
            f"arn:aws:bedrock:us-east-1:{ACCOUNT}:application-inference-profile/abcdefghijkl",
            "ValidationException",
            "at 'modelSource.copyFrom' failed to satisfy constraint: Member must satisfy regular expression pattern",
        ),
    ],
)
def test_refused_sources(aws: LocalAws, source: str, code: str, message: str) -> None:
    got = refusal(lambda: create(aws, source=source))
    assert got.code == code
    assert message in got.message


@pytest.mark.parametrize(
    ("switch", "source"),
    [
        ("profile_only_source", foundation("us-east-1", "anthropic.claude-sonnet-4-6")),
        ("other_region_source", foundation("us-west-2", "amazon.titan-embed-text-v2:0")),
        ("other_region_source", profile("us-west-2", "us.anthropic.claude-sonnet-4-6")),
    ],
)
def test_switched_sources(aws: LocalAws, switch: str, source: str) -> None:
    aws.switch(**{switch: "accept"})
    assert create(aws, source=source)
    aws.switch(**{switch: "reject"})
    got = refusal(lambda: create(aws, source=source))
    assert (got.code, got.message, got.status) == ("ValidationException", INVALID, 400)


SONNET = "us.anthropic.claude-sonnet-4-6"


@pytest.mark.parametrize(("copied", "reported"), [("keep", 5), ("follow", 2)])
def test_destinations_that_change(aws: LocalAws, copied: str, reported: int) -> None:
    """The system-defined profile and whatever is copied from now on have the new ones; of older copies AWS is silent."""
    aws.switch(copied_destinations=copied)
    older, regional = create(aws, source=profile("us-east-1", SONNET)), create(aws)
    aws.switch(destinations={SONNET: ["us-east-1", "us-east-2"]})
    new = models(aws, profile("us-east-1", SONNET), "us-east-1")
    assert new == [foundation(region, SONNET.removeprefix("us.")) for region in ("us-east-1", "us-east-2")]
    bedrock = client(aws)
    assert [
        len(bedrock.get_inference_profile(inferenceProfileIdentifier=identifier)["models"])
        for identifier in (SONNET, older, regional)
    ] == [2, reported, 1]
    listed = bedrock.list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]
    assert [len(row["models"]) for row in listed] == [reported, 1, 2]
    rows = bedrock.list_inference_profiles(typeEquals="SYSTEM_DEFINED")["inferenceProfileSummaries"]
    counts = {row["inferenceProfileId"]: len(row["models"]) for row in rows}
    assert (counts[SONNET], counts["us.anthropic.claude-sonnet-5"]) == (2, 5)
    aws.switch(destinations={})
    assert len(models(aws, profile("us-east-1", SONNET), "us-east-1")) == 5


def test_a_copy_of_what_is_no_longer_offered_keeps_its_models(aws: LocalAws) -> None:
    aws.switch(copied_destinations="follow", catalogue_date="2026-11-01")
    arn = create(aws, source=profile("us-east-1", SONNET))
    aws.switch(catalogue_date="2025-01-01")
    assert len(client(aws).get_inference_profile(inferenceProfileIdentifier=arn)["models"]) == 5

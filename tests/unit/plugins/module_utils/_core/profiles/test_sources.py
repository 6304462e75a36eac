# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources: every way to write one, and every way in which it cannot be."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import (
    Catalogue,
    SystemProfile,
    geography_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import (
    SourceError,
    SourceRequest,
    needs_catalogue,
    resolve,
    shape_problem,
)
from ansible_collections.genai.bedrock.tests.unit.plugins.module_utils.fakes import (
    HAIKU,
    SONNET,
    TITAN,
    fm,
    model,
    system,
    system_arn,
)

WORLDWIDE = "anthropic.claude-sonnet-5-5"
BOTH = "amazon.nova-lite-v1:0"
STRANDED = "acme.stranded-v1:0"


def catalogue(region="us-east-1"):
    models = [model(TITAN), model(BOTH), *(model(m, on_demand=False) for m in (SONNET, HAIKU, WORLDWIDE, STRANDED))]
    profiles = [
        system(f"us.{SONNET}"),
        system(f"us.{HAIKU}"),
        system(f"apac.{HAIKU}"),
        system(f"us.{BOTH}"),
        system(f"global.{WORLDWIDE}"),
    ]
    return Catalogue(region, {m.model_id: m for m in models}, {p.profile_id: p for p in profiles})


@pytest.mark.parametrize(
    ("text", "geography", "default", "arn", "model_id"),
    [
        (TITAN, None, None, fm(TITAN), TITAN),
        (fm(TITAN), None, None, fm(TITAN), TITAN),
        (fm(TITAN), None, "us", fm(TITAN), TITAN),
        (SONNET, None, None, system_arn(f"us.{SONNET}"), SONNET),
        (SONNET, "us", None, system_arn(f"us.{SONNET}"), SONNET),
        (SONNET, "any", None, system_arn(f"us.{SONNET}"), SONNET),
        (HAIKU, None, "apac", system_arn(f"apac.{HAIKU}"), HAIKU),
        (HAIKU, "us", "apac", system_arn(f"us.{HAIKU}"), HAIKU),
        (HAIKU, "any", "us", system_arn(f"us.{HAIKU}"), HAIKU),
        (BOTH, None, None, fm(BOTH), BOTH),
        (BOTH, None, "us", fm(BOTH), BOTH),
        (BOTH, "us", None, system_arn(f"us.{BOTH}"), BOTH),
        (BOTH, "any", None, system_arn(f"us.{BOTH}"), BOTH),
        (WORLDWIDE, "global", None, system_arn(f"global.{WORLDWIDE}"), WORLDWIDE),
        (f"global.{WORLDWIDE}", None, None, system_arn(f"global.{WORLDWIDE}"), WORLDWIDE),
        (f"us.{SONNET}", None, "eu", system_arn(f"us.{SONNET}"), SONNET),
        (f"us.{SONNET}", "any", None, system_arn(f"us.{SONNET}"), SONNET),
        (system_arn(f"us.{SONNET}"), None, None, system_arn(f"us.{SONNET}"), SONNET),
        (system_arn(f"us.{SONNET}").replace("123456789012", ""), None, None, system_arn(f"us.{SONNET}"), SONNET),
    ],
)
def test_resolved(text, geography, default, arn, model_id):
    source = resolve(SourceRequest(text, "us-east-1", geography, default), catalogue())
    assert (source.arn, source.model_id) == (arn, model_id)


@pytest.mark.parametrize(
    ("text", "model_arns"),
    [
        (TITAN, {fm(TITAN)}),
        (SONNET, {fm(SONNET), fm(SONNET, "us-west-2")}),
        (f"global.{WORLDWIDE}", {fm(WORLDWIDE), fm(WORLDWIDE, "")}),
    ],
)
def test_a_source_knows_the_models_that_a_profile_of_it_lists(text, model_arns):
    assert set(resolve(SourceRequest(text, "us-east-1"), catalogue()).model_arns) == model_arns


def test_a_geography_that_nobody_has_heard_of_is_asked_of_the_region():
    profile = system(f"ca.{SONNET}")
    offered = Catalogue("us-east-1", {}, {profile.profile_id: profile})
    assert resolve(SourceRequest(profile.profile_id, "us-east-1"), offered).arn == profile.arn


def test_a_profile_that_lists_no_models_is_its_own_model():
    profile = SystemProfile(f"us.{SONNET}", system_arn(f"us.{SONNET}"))
    offered = Catalogue("us-east-1", {}, {profile.profile_id: profile})
    assert resolve(SourceRequest(profile.profile_id, "us-east-1"), offered).model_id == profile.profile_id


@pytest.mark.parametrize(
    ("text", "geography", "said"),
    [
        ("anthropic.claude-sonet-4-6", None, ["is unknown in us-east-1", f"did you mean '{SONNET}'?"]),
        ("claude-sonnet-4-6", None, [f"did you mean '{SONNET}'?"]),
        ("us.claude-sonnet-4-6", None, ["model 'us.claude-sonnet-4-6' is unknown", f"did you mean '{SONNET}'?"]),
        (f"us.{SONNET}-v1:0", None, [f"did you mean 'us.{SONNET}'?"]),
        ("claude-sonnet", None, [f"did you mean '{SONNET}' or '{WORLDWIDE}'?"]),
        ("nobody.knows", None, ["is unknown", "foundation_model_info lists"]),
        (HAIKU, None, ["several profiles in us-east-1", f"'apac.{HAIKU}' or 'us.{HAIKU}'"]),
        (HAIKU, "any", ["several profiles"]),
        (WORLDWIDE, None, ["only worldwide", "geography: global", f"'global.{WORLDWIDE}'"]),
        (SONNET, "eu", ["no eu profile serves", f"'us.{SONNET}'"]),
        (
            TITAN,
            "us",
            [
                "no us profile serves",
                "no inference profile at all",
                "without a geography the model itself would be used",
            ],
        ),
        (STRANDED, None, ["neither on demand nor through an inference profile"]),
        (fm(SONNET), None, ["only through an inference profile", f"give 'us.{SONNET}'"]),
        (fm(STRANDED), None, ["none is offered there"]),
        (fm(TITAN), "us", ["geography us is demanded", "routes to us-east-1 alone"]),
        (fm(TITAN, "eu-west-1"), None, ["is of region eu-west-1", f"bare id '{TITAN}'", fm(TITAN)]),
        (fm(TITAN, ""), None, ["is of region (none)"]),
        (fm("nobody.knows"), None, ["is unknown in us-east-1"]),
        (f"us.{SONNET}", "eu", ["is of geography us, but geography eu is demanded"]),
        (f"eu.{SONNET}", None, ["'eu.", "is not offered in us-east-1", f"served there by 'us.{SONNET}'"]),
        ("us.anthropic.claude-sonet-4-6", None, [f"did you mean 'us.{SONNET}'?"]),
        (
            system_arn(f"us.{SONNET}").replace("123456789012", "999999999999"),
            None,
            ["of account 999999999999", "leave the account out"],
        ),
        (
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc",
            None,
            ["application inference profile cannot be a source"],
        ),
        ("arn:aws:s3:::bucket", None, ["is no ARN of a foundation model"]),
    ],
)
def test_refused(text, geography, said):
    with pytest.raises(SourceError) as caught:
        resolve(SourceRequest(text, "us-east-1", geography), catalogue())
    assert all(part in str(caught.value) for part in said), str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TITAN, "of the requested regions, it is in us-east-1"),
        (f"us.{SONNET}", "of the requested regions, it is in us-east-1"),
        (SONNET, "us-east-1"),
    ],
)
def test_where_else_it_is(text, said):
    with pytest.raises(SourceError, match=said):
        resolve(SourceRequest(text, "eu-west-3"), Catalogue("eu-west-3"), elsewhere={"us-east-1": catalogue()})


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        (TITAN, True),
        (f"us.{SONNET}", True),
        (fm(TITAN), False),
        (system_arn(f"us.{SONNET}"), False),
        (system_arn(f"us.{SONNET}").replace("123456789012", ""), True),
    ],
)
def test_when_lists_are_needed(text, needed):
    assert needs_catalogue(SourceRequest(text, "us-east-1")) is needed


def test_a_bare_id_has_no_shape_to_be_wrong():
    assert shape_problem(SourceRequest("whatever", "us-east-1")) is None


@pytest.mark.parametrize(
    ("identifier", "geography"),
    [
        (f"us.{SONNET}", "us"),
        (f"global.{SONNET}", "global"),
        ("us-gov.anthropic.x", "us-gov"),
        (SONNET, None),
        ("us.x", None),
        ("xx.a.b", None),
        ("", None),
    ],
)
def test_geographies_of_ids(identifier, geography):
    assert geography_of(identifier) == geography


@pytest.mark.parametrize(("text", "alone"), [(SONNET, False), (TITAN, True)])
def test_only_a_model_that_serves_alone_is_offered_alone(text, alone):
    with pytest.raises(SourceError) as caught:
        resolve(SourceRequest(text, "us-east-1", "jp"), catalogue())
    assert ("without a geography" in str(caught.value)) is alone


def test_a_model_known_only_through_profiles_elsewhere_is_found_there():
    elsewhere = Catalogue("us-east-1", {}, {f"us.{SONNET}": system(f"us.{SONNET}")})
    with pytest.raises(SourceError, match="it is in us-east-1"):
        resolve(SourceRequest(SONNET, "eu-west-3"), Catalogue("eu-west-3"), elsewhere={"us-east-1": elsewhere})

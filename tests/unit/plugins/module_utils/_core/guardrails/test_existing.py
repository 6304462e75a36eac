# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Existing guardrails: how they are written, and that one which is not there is told before anything is written."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.existing import (
    IDENTIFIER,
    VERSION,
    judge_existing,
    read_existing,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import Regions
from botocore.loaders import Loader
from botocore.model import ServiceModel

US, WEST = "us-east-1", "us-west-2"
KNOWN = Regions((US, WEST))
ARN = f"arn:aws:bedrock:{US}:123456789012:guardrail/abc123"
MODEL = ServiceModel(Loader().load_service_model("bedrock", "service-2"), "bedrock")


WRITTEN = (
    "abc123",
    "ABC",
    "abc-1",
    "",
    ARN,
    ARN + "/x",
    ARN.replace("aws", "aws-cn"),
    "1",
    "0",
    "99999999",
    "123456789",
)


@pytest.mark.parametrize(("name", "ours"), [("GuardrailIdentifier", IDENTIFIER), ("GuardrailVersion", VERSION)])
@pytest.mark.parametrize("written", [*WRITTEN, "DRAFT", "draft"])
def test_the_patterns_are_aws_own(name: str, ours: re.Pattern[str], written: str) -> None:
    theirs = re.compile(MODEL.shape_for(name).metadata["pattern"])
    assert bool(ours.fullmatch(written)) == bool(theirs.fullmatch(written))


@pytest.mark.parametrize("nothing", [None, {}, "", "{}"])
def test_none_are_none(nothing: Any) -> None:
    assert read_existing(nothing, [US]) == ({}, [])


@pytest.mark.parametrize("identifier", ["abc123", ARN])
@pytest.mark.parametrize("version", ["7", 7, "DRAFT"])
def test_what_is_read(identifier: str, version: Any) -> None:
    pin = {"identifier": identifier, "version": version}
    assert read_existing({US: pin}, [US]) == ({US: {"identifier": identifier, "version": str(version)}}, [])


GOOD = {"identifier": "abc123", "version": "7"}


@pytest.mark.parametrize(
    ("existing", "problems"),
    [
        ([], [": must be a map, not a list"]),
        ("abc", [": must be a map, not 'abc'"]),
        ({US: GOOD, "us-west2": GOOD}, [".us-west2: 'us-west2' is no region in which Bedrock is known: did you mean"]),
        ({US: "abc"}, [".us-east-1: must be a map, not 'abc'; write identifier and version of the guardrail"]),
        ({US: {"identifier": "abc123"}}, [".us-east-1.version: is missing; name the number of a version"]),
        ({US: {"version": "1"}}, [".us-east-1.identifier: is missing; name the guardrail, by its id or ARN"]),
        ({US: None}, [".us-east-1.identifier: is missing", ".us-east-1.version: is missing"]),
        ({US: GOOD | {"identifier": "My Guard"}}, [".us-east-1.identifier: 'My Guard' is not the id of a guardrail"]),
        ({US: GOOD | {"version": "latest"}}, [".us-east-1.version: 'latest' is no version: a number from 1, or DRAFT"]),
        ({US: GOOD | {"version": 0}}, [".us-east-1.version: '0' is no version"]),
        ({US: GOOD | {"verison": 1}}, [".us-east-1.verison: is unknown; did you mean 'version'?"]),
        (
            {US: {"id": "abc123", "version": 1}},
            [".us-east-1.id: is unknown; did you mean 'identifier'", ".us-east-1.ide"],
        ),
        ({US: GOOD, WEST: GOOD | {"identifier": ARN}}, [".us-west-2.identifier: is a guardrail of us-east-1"]),
        ({WEST: GOOD}, [".us-east-1: is missing, and an entry requires a guardrail there"]),
    ],
    ids=str,
)
def test_what_is_refused(existing: Any, problems: list[str]) -> None:
    reported = [str(problem.below("existing")) for problem in read_existing(existing, [US])[1]]
    assert len(reported) == len(problems)
    assert all(line.startswith(f"existing{wanted}") for line, wanted in zip(reported, problems, strict=True))


def test_a_newer_region_is_taken_at_the_word_of_the_user() -> None:
    assert read_existing({"xx-north-9": GOOD}, [], KNOWN.trusting(["xx-north-9"]))[1] == []
    assert read_existing({"xx-north-9": GOOD}, [], KNOWN)[1] != []


def row(region: str = US, **members: Any) -> dict[str, Any]:
    return {"region": region, "guardrail_id": "abc123", "guardrail_arn": ARN, "versions": ["1", "7"], **members}


def judged(
    pin: dict[str, str], rows: list[dict[str, Any]], errors: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    guardrail = {"variable": "cai_guardrail", "regions": [US, WEST], "existing": {US: pin}}
    return judge_existing(guardrail, {"guardrails": rows} | ({"errors": errors} if errors else {}))


@pytest.mark.parametrize(
    ("pin", "rows"),
    [
        (GOOD, [row(WEST, versions=[]), row()]),
        (GOOD | {"identifier": ARN}, [row()]),
        # AWS does not tell the versions of a guardrail that another account shares.
        (GOOD | {"identifier": ARN}, [row(versions=None)]),
    ],
)
def test_what_is_there(pin: dict[str, str], rows: list[dict[str, Any]]) -> None:
    assert judged(pin, rows) == {"guardrails": {US: pin}, "problems": [], "findings": [], "errors": []}


def test_the_guardrail_profile_of_an_existing_guardrail_is_reported() -> None:
    details = {"guardrail_profile_id": "us.guardrail.v1:0", "guardrail_profile_arn": "arn:x"}
    reported = judged(GOOD, [row(WEST), row(cross_region_details=details)])
    assert reported["guardrails"] == {US: GOOD | {"guardrail_profile": "us.guardrail.v1:0"}}


NOT_THERE = ".identifier: us-east-1 has no guardrail abc123; correct it, or make the guardrail first"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([], NOT_THERE),
        ([row(WEST)], NOT_THERE),
        ([row(versions=["1", "2"])], ".version: guardrail abc123 has no version 7 in us-east-1; it has 1, 2; name one"),
        ([row(versions=[])], ".version: guardrail abc123 has no version 7 in us-east-1; it has none; publish one"),
    ],
)
def test_what_is_missing(rows: list[dict[str, Any]], problem: str) -> None:
    reported = judged(GOOD, rows)
    assert reported["guardrails"] == {}
    assert str(reported["problems"][0]).startswith(f"cai_guardrail.existing.us-east-1{problem}")


def test_a_draft_is_reported() -> None:
    reported = judged(GOOD | {"version": "DRAFT"}, [row(versions=[])])
    assert (list(reported["guardrails"]), reported["problems"]) == ([US], [])
    (finding,) = reported["findings"]
    assert (finding.severity, finding.code, finding.region) == ("warning", "guardrail_draft", US)
    assert finding.message.startswith("cai_guardrail.existing.us-east-1: DRAFT changes under applications")


@pytest.mark.parametrize(("code", "stops"), [("AccessDeniedException", True), ("EndpointConnectionError", False)])
def test_what_could_not_be_read(code: str, stops: bool) -> None:
    error = {"key": None, "region": US, "code": code, "message": "it broke"}
    reported = judged(GOOD, [], [error])
    assert reported["guardrails"] == {}
    assert [*map(str, reported["problems"])] == (["cai_guardrail.existing.us-east-1: it broke"] if stops else [])
    assert reported["errors"] == ([] if stops else [error | {"key": "guardrail"}])

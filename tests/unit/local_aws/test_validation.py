# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Input that botocore's model forbids, and AWS's words for it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import TITAN, client, create, refusal

NAME_PATTERN = "([0-9a-zA-Z][ _-]?)+"


def constraint(value: str, path: str, rule: str) -> str:
    return f"Value '{value}' at '{path}' failed to satisfy constraint: Member must {rule}"


@pytest.mark.parametrize(
    ("params", "messages"),
    [
        (
            {"inferenceProfileName": "team--a"},
            [constraint("team--a", "inferenceProfileName", f"satisfy regular expression pattern: {NAME_PATTERN}")],
        ),
        (
            {"inferenceProfileName": "a" * 65},
            [constraint("a" * 65, "inferenceProfileName", "have length less than or equal to 64")],
        ),
        (
            {"inferenceProfileName": ""},
            [
                constraint("", "inferenceProfileName", "have length greater than or equal to 1"),
                constraint("", "inferenceProfileName", f"satisfy regular expression pattern: {NAME_PATTERN}"),
            ],
        ),
        # Sensitive: the value is left out.
        (
            {"description": "with, comma"},
            [
                (
                    "Value at 'description' failed to satisfy constraint: Member must satisfy regular expression pattern: "
                    "([0-9a-zA-Z:.][ _-]?)+"
                )
            ],
        ),
        (
            {"modelSource": None},
            ["Value null at 'modelSource' failed to satisfy constraint: Member must not be null"],
        ),
        (
            {"modelSource": {}},
            ["Value at 'modelSource' failed to satisfy constraint: Member must have exactly one member set"],
        ),
        (
            {"tags": [{"key": "a", "value": "b"}, {"key": "a,b", "value": "x"}]},
            [constraint("a,b", "tags.2.member.key", r"satisfy regular expression pattern: [a-zA-Z0-9\s._:/=+@-]*")],
        ),
        (
            {"tags": [{"key": "a", "value": "x" * 257}]},
            [constraint("x" * 257, "tags.1.member.value", "have length less than or equal to 256")],
        ),
        (
            {"tags": [{"key": "a"}]},
            ["Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null"],
        ),
        (
            {"clientRequestToken": "-x"},
            [
                constraint(
                    "-x",
                    "clientRequestToken",
                    "satisfy regular expression pattern: [a-zA-Z0-9]([-a-zA-Z0-9]{0,254}[a-zA-Z0-9])?",
                )
            ],
        ),
    ],
)
def test_create(aws: LocalAws, params: dict[str, Any], messages: list[str]) -> None:
    given = {"inferenceProfileName": "chat", "modelSource": {"copyFrom": TITAN}, **params}
    got = refusal(
        client(aws).create_inference_profile, **{key: value for key, value in given.items() if value is not None}
    )
    plural = "error" if len(messages) == 1 else "errors"
    assert got.message == f"{len(messages)} validation {plural} detected: {'; '.join(messages)}"
    assert (got.code, got.status) == ("ValidationException", 400)
    assert client(aws).list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"] == []


@pytest.mark.parametrize("name", ["a", "trailing-", "a b_c-d", "A" * 64])
def test_valid_names(aws: LocalAws, name: str) -> None:
    assert create(aws, name=name)


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"typeEquals": "OTHER"}, "at 'typeEquals' failed to satisfy constraint: Member must satisfy enum value set"),
        (
            {"maxResults": 0},
            "at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal",
        ),
        ({"maxResults": 1001}, "Member must have value less than or equal to 1000"),
        ({"nextToken": "a b"}, "at 'nextToken' failed to satisfy constraint"),
    ],
)
def test_list(aws: LocalAws, params: dict[str, Any], message: str) -> None:
    assert message in refusal(client(aws).list_inference_profiles, **params).message


def test_wrong_types_are_a_serialization_error(aws: LocalAws) -> None:
    got = refusal(client(aws, "ssm").put_parameter, Name="/x", Value=1, Type="String")
    assert (got.code, got.status) == ("SerializationException", 400)


def test_open_enumerations_are_left_open(aws: LocalAws) -> None:
    assert client(aws).list_foundation_models(byInferenceType="SOMETHING_NEW")["modelSummaries"] == []

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parameter store: moto's, with the limits that moto does not know."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_aws.server import LocalAws
from tests.unit.local_aws.kit import OTHER_ACCOUNT, client, refusal


def put(aws: LocalAws, name: str = "/app/x", value: str = "v", **more: Any) -> dict[str, Any]:
    return dict(client(aws, "ssm").put_parameter(Name=name, Value=value, **{"Type": "String", **more}))


@pytest.mark.parametrize(
    ("tier", "size", "result"),
    [
        (None, 4096, "Standard"),
        ("Standard", 4096, "Standard"),
        ("Advanced", 1, "Advanced"),
        ("Advanced", 8192, "Advanced"),
        ("Intelligent-Tiering", 4096, "Standard"),
        ("Intelligent-Tiering", 4097, "Advanced"),
        ("Intelligent-Tiering", 8192, "Advanced"),
        (None, 4097, "Standard tier parameters support a maximum parameter value of 4096 characters."),
        ("Standard", 4097, "Standard tier parameters support a maximum parameter value of 4096 characters."),
        ("Advanced", 8193, "maximum parameter value of 8192 characters"),
        ("Intelligent-Tiering", 8193, "maximum parameter value of 8192 characters"),
    ],
)
def test_sizes_and_tiers(aws: LocalAws, tier: str | None, size: int, result: str) -> None:
    more = {"Tier": tier} if tier else {}
    if result in ("Standard", "Advanced"):
        assert put(aws, value="x" * size, **more)["Tier"] == result
        (described,) = client(aws, "ssm").describe_parameters()["Parameters"]
        assert described["Tier"] == result
    else:
        got = refusal(lambda: put(aws, value="x" * size, **more))
        assert (got.code, got.status) == ("ValidationException", 400)
        assert result in got.message


def test_sizes_are_bytes(aws: LocalAws) -> None:
    assert put(aws, value="ü" * 2048)["Tier"] == "Standard"
    assert refusal(lambda: put(aws, name="/app/y", value="ü" * 2049)).code == "ValidationException"


@pytest.mark.parametrize(
    ("tier", "result"), [(None, "Advanced"), ("Intelligent-Tiering", "Advanced"), ("Standard", "downgrade")]
)
def test_an_advanced_parameter_stays_advanced(aws: LocalAws, tier: str | None, result: str) -> None:
    put(aws, Tier="Advanced")
    more = {"Tier": tier} if tier else {}
    if result == "Advanced":
        assert put(aws, value="w", Overwrite=True, **more)["Tier"] == "Advanced"
    else:
        got = refusal(lambda: put(aws, value="w", Overwrite=True, **more))
        assert got.code == "ValidationException"
        assert result in got.message


@pytest.mark.parametrize(
    ("params", "code", "message"),
    [
        ({"name": "/" + "/".join("abcdefghijklmno") + "/p"}, "HierarchyLevelLimitExceededException", "15"),
        ({"value": "{{ssm:other}}"}, "ValidationException", "can't nest another parameter"),
        ({"value": "abc", "AllowedPattern": r"^\d+$"}, "ParameterPatternMismatchException", r"allowedPattern: ^\d+$"),
        ({"AllowedPattern": "("}, "InvalidAllowedPatternException", "("),
        ({"value": ""}, "ValidationException", "greater than or equal to 1"),
        ({"name": "no/leading/slash"}, "ValidationException", "fully qualified name"),
        ({"name": "/with space"}, "ValidationException", "letters, numbers"),
        ({"name": "/" + "x" * 1000}, "ValidationException", "1011"),
        ({"name": "/aws/x"}, "AccessDeniedException", "No access to reserved parameter name"),
        ({"name": "ssm-thing"}, "ValidationException", "can't be prefixed"),
        ({"Type": "Number"}, "ValidationException", "enum value set: [String, StringList, SecureString]"),
        ({"Tier": "Huge"}, "ValidationException", "enum value set"),
        ({"Tags": [{"Key": "", "Value": "x"}]}, "ValidationException", "tags.1.member.key"),
        ({"Tags": [{"Key": "a?", "Value": "x"}]}, "ValidationException", "regular expression pattern"),
        ({"Tags": [{"Key": f"k{n}", "Value": ""} for n in range(51)]}, "TooManyTagsError", "50"),
        ({"Overwrite": True, "Tags": [{"Key": "a", "Value": "b"}]}, "ValidationException", "can't be used together"),
    ],
)
def test_refused_parameters(aws: LocalAws, params: dict[str, Any], code: str, message: str) -> None:
    got = refusal(lambda: put(aws, **params))
    assert (got.code, got.status) == (code, 400)
    assert message in got.message
    assert client(aws, "ssm").describe_parameters()["Parameters"] == []


def test_fifteen_levels_are_fine(aws: LocalAws) -> None:
    assert put(aws, name="/" + "/".join("abcdefghijklmno"))["Version"] == 1


def test_the_pattern_of_the_first_version_binds_the_next(aws: LocalAws) -> None:
    put(aws, value="1", AllowedPattern=r"^\d+$")
    assert refusal(lambda: put(aws, value="x", Overwrite=True)).code == "ParameterPatternMismatchException"
    assert put(aws, value="2", Overwrite=True)["Version"] == 2


def test_an_existing_parameter_is_not_overwritten_without_adopt(aws: LocalAws) -> None:
    put(aws)
    assert refusal(lambda: put(aws)).code == "ParameterAlreadyExists"
    assert put(aws, Overwrite=True)["Version"] == 2


def test_ten_names_a_read(aws: LocalAws) -> None:
    ssm = client(aws, "ssm")
    assert refusal(ssm.get_parameters, Names=[f"/p{n}" for n in range(11)]).code == "ValidationException"
    put(aws, name="/p1")
    got = ssm.get_parameters(Names=[f"/p{n}" for n in range(10)])
    assert [parameter["Name"] for parameter in got["Parameters"]] == ["/p1"]
    assert len(got["InvalidParameters"]) == 9


def test_tags_up_to_fifty(aws: LocalAws) -> None:
    ssm = client(aws, "ssm")
    put(aws, Tags=[{"Key": f"k{n}", "Value": "x"} for n in range(49)])
    one = {"ResourceType": "Parameter", "ResourceId": "/app/x"}
    ssm.add_tags_to_resource(**one, Tags=[{"Key": "k49", "Value": "ü"}])
    got = refusal(ssm.add_tags_to_resource, **one, Tags=[{"Key": "k50", "Value": "x"}])
    assert got.code == "TooManyTagsError"
    assert len(ssm.list_tags_for_resource(**one)["TagList"]) == 50
    missing = {**one, "ResourceId": "/none", "Tags": [{"Key": "a", "Value": "b"}]}
    assert refusal(ssm.add_tags_to_resource, **missing).code == "InvalidResourceId"


def test_describe_in_pages(aws: LocalAws) -> None:
    for number in range(12):
        put(aws, name=f"/p{number:02}", Description="d")
    ssm = client(aws, "ssm")
    first = ssm.describe_parameters(MaxResults=11)
    assert len(first["Parameters"]) == 11
    rest = ssm.describe_parameters(MaxResults=11, NextToken=first["NextToken"])
    assert [parameter["Name"] for parameter in rest["Parameters"]] == ["/p11"]
    assert "NextToken" not in rest
    assert "Value" not in rest["Parameters"][0]
    assert rest["Parameters"][0]["Description"] == "d"


def test_secure_strings_and_accounts(aws: LocalAws) -> None:
    put(aws, Type="SecureString", value="secret")
    ssm = client(aws, "ssm")
    assert ssm.get_parameter(Name="/app/x", WithDecryption=True)["Parameter"]["Value"] == "secret"
    assert ssm.get_parameter(Name="/app/x")["Parameter"]["Value"] != "secret"
    other = client(aws, "ssm", account=OTHER_ACCOUNT)
    assert refusal(other.get_parameter, Name="/app/x").code == "ParameterNotFound"

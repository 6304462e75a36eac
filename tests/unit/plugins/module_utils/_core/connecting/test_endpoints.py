# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Endpoints and regions that a connection can be made with, and which of them a service is given."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.endpoints import (
    SERVICES,
    EndpointUrls,
    endpoint_problem,
    read_endpoint_urls,
    region_problem,
)
from botocore.configprovider import ConfiguredEndpointProvider
from botocore.exceptions import InvalidRegionError
from botocore.utils import is_valid_endpoint_url, is_valid_uri, validate_region_name

ONE, TWO = "https://vpce-1.ssm.us-east-1.vpce.amazonaws.com", "https://vpce-2.ssm.eu-west-1.vpce.amazonaws.com"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:4599",
        "https://localhost",
        "https://vpce-0a1b-x.bedrock.us-east-1.vpce.amazonaws.com/",
        "HTTPS://EXAMPLE.com",
        "http://[::1]:4599",
        " https://example.com ",
    ],
)
def test_endpoints(url):
    assert endpoint_problem("endpoint_url", url) is None
    assert is_valid_uri(url.strip())


@pytest.mark.parametrize(
    ("url", "reported"),
    [
        ("localhost:4599", "has no scheme: write http://localhost:4599 or https://localhost:4599"),
        ("127.0.0.1:4599", "has no scheme"),
        ("example.com", "has no scheme"),
        ("//example.com", "has no scheme"),
        ("htps://example.com", "has the scheme htps: write http://example.com or https://example.com"),
        ("https://", "no valid host"),
        ("https:///path", "no valid host"),
        ("https://exa_mple.com", "no valid host"),
        ("https://example.com:port", "no valid host and port"),
        ("https://[::1", "no valid host"),
        ("https://a.com, https://b.com", "has a blank in it"),
        (4599, "must be a URL such as"),
        (["https://example.com"], "must be a URL such as"),
    ],
)
def test_what_is_no_endpoint(url, reported):
    problem = endpoint_problem("endpoint_url", url) or ""
    assert problem.startswith("endpoint_url ")
    assert reported in problem


def test_a_password_in_a_url_is_not_shown():
    assert "pass" not in (endpoint_problem("endpoint_url", "htps://user:pass@example.com") or "pass").split("//")[1]


def test_hosts_are_those_of_botocore():
    for host in ("a", "a.b", "a-b.c", "-a.b", "a-.b", "a_b", "a..b", "x" * 63, "x" * 64, "a.", "1.2.3.4"):
        ours = endpoint_problem("endpoint_url", f"https://{host}") is None
        assert ours == bool(is_valid_endpoint_url(f"https://{host}")), host


@pytest.mark.parametrize("region", ["us-east-1", "us-gov-west-1", "eusc-de-east-1", "xx-new-1", "local"])
def test_regions(region):
    assert region_problem(region) is None
    validate_region_name(region)


@pytest.mark.parametrize(
    ("region", "reported"),
    [
        ("us-east-1 ", "region 'us-east-1 ' begins or ends with a blank: write us-east-1"),
        ("us-east-1\n", "write us-east-1"),
        ("\tus-east-1", "write us-east-1"),
        ("us_east_1", "write us-east-1"),
        ("US-East-1", "is not in lower case: write us-east-1"),
        ("us east 1", "write a region such as us-east-1"),
        ("us-east-1.amazonaws.com", "write a region such as us-east-1"),
        ("-us", "write a region"),
        ("1", "write a region"),
        ("", "write a region"),
        (1, "must be a text"),
    ],
)
def test_what_is_no_region(region, reported):
    assert reported in (region_problem(region) or "")


def test_whatever_botocore_refuses_is_refused():
    for region in ("us east", "-a", "a-", "a" * 64, "12", "a.b", "a/b", "a@b"):
        with pytest.raises(InvalidRegionError):
            validate_region_name(region)
        assert region_problem(region)


@pytest.mark.parametrize(
    ("option", "service", "region", "url"),
    [
        (None, "ssm", "us-east-1", None),
        ("", "ssm", "us-east-1", None),
        ({"ssm": ONE}, "ssm", "us-east-1", ONE),
        ({"ssm": ONE}, "sts", "us-east-1", None),
        ({"ssm": {"us-east-1": ONE, "eu-west-1": TWO}}, "ssm", "eu-west-1", TWO),
        ({"ssm": {"us-east-1": ONE}}, "ssm", "eu-west-1", None),
        ({"ssm": ""}, "ssm", "us-east-1", None),
        ({"ssm": {"us-east-1": None}}, "ssm", "us-east-1", None),
        ({"bedrock": ONE, "bedrock-runtime": TWO}, "bedrock-runtime", "us-east-1", TWO),
    ],
)
def test_which_url_a_service_is_given(option, service, region, url):
    urls, problems = read_endpoint_urls(option)
    assert problems == []
    assert urls.url(service, region) == url
    assert isinstance(hash(urls), int)


@pytest.mark.parametrize(
    ("option", "reported"),
    [
        ("https://x", "must be a map"),
        ([{"ssm": ONE}], "must be a map"),
        ({"bedrock_runtime": ONE}, "'bedrock_runtime' is no service of it: did you mean 'bedrock-runtime'?"),
        ({"ssm": "localhost"}, "endpoint_urls.ssm 'localhost' has no scheme"),
        ({"ssm": {"us-east-1": "localhost"}}, "endpoint_urls.ssm.us-east-1 'localhost' has no scheme"),
        ({"ssm": {"us-east-1 ": ONE}}, "endpoint_urls.ssm: region 'us-east-1 ' begins or ends with a blank"),
        ({"ssm": [ONE]}, "endpoint_urls.ssm must be a URL"),
    ],
)
def test_urls_that_are_none(option, reported):
    _urls, problems = read_endpoint_urls(option)
    assert len(problems) == 1
    assert reported in problems[0]


def test_no_url_is_taken_for_another_services():
    assert EndpointUrls((("ssm", None, ONE),)).url("bedrock", "us-east-1") is None


@pytest.mark.parametrize(("service", "end"), SERVICES.items())
def test_variables_are_those_of_botocore(service, end):
    found = ConfiguredEndpointProvider({}, {}, service, environ={f"AWS_ENDPOINT_URL_{end}": ONE}).provide()
    assert found == ONE

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Endpoints and regions: what a connection can be made with, and which endpoint a service of a region is given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

#: Services that this collection calls, the last ones for credentials of profiles: botocore's name → the end of
#: AWS_ENDPOINT_URL_… (botocore's service id; a unit test compares the two).
SERVICES = {
    "bedrock": "BEDROCK",
    "bedrock-runtime": "BEDROCK_RUNTIME",
    "cloudwatch": "CLOUDWATCH",
    "iam": "IAM",
    "kms": "KMS",
    "logs": "CLOUDWATCH_LOGS",
    "resourcegroupstaggingapi": "RESOURCE_GROUPS_TAGGING_API",
    "service-quotas": "SERVICE_QUOTAS",
    "ssm": "SSM",
    "sts": "STS",
    "sso": "SSO",
    "sso-oidc": "SSO_OIDC",
    "signin": "SIGNIN",
}
#: botocore's rule for a region (a host label), in the lower case that AWS's regions are written in.
_REGION = re.compile(r"(?![0-9]+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
#: botocore's rule for the host of an endpoint.
_HOST = re.compile(r"(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.)*(?!-)[a-z0-9-]{1,63}(?<!-)\.?|[0-9a-f:.]*:[0-9a-f:.]+")
_USER = re.compile(r"//[^/@]*@")


@dataclass(frozen=True, slots=True)
class EndpointUrls:
    """URLs by service, or by service and region (None: every other region)."""

    urls: tuple[tuple[str, str | None, str], ...] = ()

    def url(self, service: str, region: str) -> str | None:
        found = {place: url for name, place, url in self.urls if name == service}
        return found.get(region) or found.get(None)


def read_endpoint_urls(value: object) -> tuple[EndpointUrls, list[str]]:
    """The option ``endpoint_urls``, and what is wrong with it. A URL that is empty or null counts as not given."""
    if value in (None, ""):
        return EndpointUrls(), []
    if not isinstance(value, Mapping):
        return EndpointUrls(), ["endpoint_urls must be a map of service to URL, or to a map of region to URL"]
    rows = list(_rows(value))
    problems = [
        f"endpoint_urls: '{service}' is no service of it: {did_you_mean(str(service), SERVICES)}"
        for service in value
        if service not in SERVICES
    ]
    problems += [
        f"endpoint_urls.{service}: {problem}"
        for service, region, _url in rows
        if region is not None and (problem := region_problem(region))
    ]
    for service, region, url in rows:
        place = f"endpoint_urls.{service}" + (f".{region}" if region is not None else "")
        problems += [problem for problem in (endpoint_problem(place, url),) if problem]
    return EndpointUrls(tuple((service, region, str(url).strip()) for service, region, url in rows)), problems


def _rows(value: Mapping[Any, Any]) -> Iterator[tuple[str, str | None, object]]:
    for service, urls in value.items():
        for region, url in urls.items() if isinstance(urls, Mapping) else [(None, urls)]:
            if url not in (None, ""):
                yield str(service), None if region is None else str(region), url


def endpoint_problem(name: str, url: object) -> str | None:
    """Why a text is not an endpoint, with the solution; ``name`` is its option or variable."""
    if not isinstance(url, str):
        return f"{name} must be a URL such as https://vpce-0a1b.ssm.us-east-1.vpce.amazonaws.com, not {_kind(url)}"
    shown = _USER.sub("//", url)
    if re.search(r"\s", url.strip()):
        return f"{name} '{shown}' has a blank in it: write one URL"
    scheme, separator, rest = shown.strip().partition("://")
    if not separator:
        return f"{name} '{shown}' has no scheme: write http://{shown.strip()} or https://{shown.strip()}"
    if scheme.lower() not in ("http", "https"):
        return f"{name} '{shown}' has the scheme {scheme}: write http://{rest} or https://{rest}"
    return None if _has_a_host(url.strip()) else f"{name} '{shown}' has no valid host and port after {scheme}://"


def _has_a_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        # Reading the port checks it.
        return parts.port != 0 and _HOST.fullmatch(parts.hostname or "") is not None
    except ValueError:
        return False


def region_problem(region: object) -> str | None:
    """Why a text cannot be a region, with the solution. Calls show whether AWS has it."""
    if not isinstance(region, str):
        return f"a region must be a text such as us-east-1, not {_kind(region)}"
    if _REGION.fullmatch(region):
        return None
    meant = region.strip().lower().replace("_", "-")
    why = "begins or ends with a blank" if region != region.strip() else "can be part of no endpoint's name"
    if region != region.lower() and region == region.strip():
        why = "is not in lower case"
    way_out = f"write {meant}" if _REGION.fullmatch(meant) else "write a region such as us-east-1"
    return f"region '{region}' {why}: {way_out}"


def _kind(value: object) -> str:
    return {dict: "a map", list: "a list", type(None): "nothing"}.get(type(value), f"'{value}'")

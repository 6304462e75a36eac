# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The floor of a deployment: what a plain boto3 script needs to look at a whole environment, and to find nothing to change.

Usage: floor_environment.py ENDPOINT PREFIX REGION... It reads all that must be known (profiles, their tags, what regions
offer, guardrails, records, the document, tags of parameters) in one session with 16 threads, and compares. Fails where an
ARN that a record names is not there, or has no tags.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import boto3
from botocore.config import Config

Rows = list[dict[str, Any]]
_PROFILES = ["bedrock:application-inference-profile"]


def main(endpoint: str, prefix: str, regions: Sequence[str]) -> None:
    session = boto3.session.Session(aws_access_key_id="local", aws_secret_access_key="local")
    client = partial(session.client, endpoint_url=endpoint, config=Config(max_pool_connections=16))
    requested: list[tuple[str, Callable[[], Rows]]] = []
    for region in regions:
        requested += _of_region(client("bedrock", region), client("resourcegroupstaggingapi", region))
    requested += _of_parameters(client("ssm", regions[0]), client("resourcegroupstaggingapi", regions[0]), prefix)
    found: dict[str, Rows] = {}
    with ThreadPoolExecutor(16) as pool:
        for (kind, _query), rows in zip(requested, pool.map(lambda one: one[1](), requested), strict=True):
            found.setdefault(kind, []).extend(rows)
    tagged = {row["ResourceARN"] for row in found["tags"] if row["Tags"]}
    live = {row["inferenceProfileArn"] for row in found["profiles"]}
    named = {target["arn"] for row in found["records"] for target in json.loads(row["Value"])["targets"]}
    if not named or not found["document"] or named - (live & tagged):
        sys.exit("what is published is not what is there")
    print(f"{len(live)} profiles, {len(found['records'])} records, {len(found['guardrails'])} guardrails")


def _of_region(bedrock: Any, tagging: Any) -> list[tuple[str, Callable[[], Rows]]]:
    def listed(kind: str) -> Rows:
        return _pages(bedrock, "list_inference_profiles", "inferenceProfileSummaries", typeEquals=kind)

    def guardrails() -> Rows:
        rows = _pages(bedrock, "list_guardrails", "guardrails")
        return [bedrock.get_guardrail(guardrailIdentifier=row["id"]) for row in rows]

    return [
        ("profiles", partial(listed, "APPLICATION")),
        ("system profiles", partial(listed, "SYSTEM_DEFINED")),
        ("models", lambda: bedrock.list_foundation_models()["modelSummaries"]),
        ("tags", partial(_tags, tagging, _PROFILES)),
        ("guardrails", guardrails),
    ]


def _of_parameters(ssm: Any, tagging: Any, prefix: str) -> list[tuple[str, Callable[[], Rows]]]:
    return [
        ("records", partial(_pages, ssm, "get_parameters_by_path", "Parameters", Path=prefix, Recursive=True)),
        ("document", lambda: ssm.get_parameters(Names=[prefix])["Parameters"]),
        ("tags of parameters", partial(_tags, tagging, ["ssm:parameter"])),
    ]


def _tags(tagging: Any, types: list[str]) -> Rows:
    return _pages(tagging, "get_resources", "ResourceTagMappingList", ResourceTypeFilters=types, ResourcesPerPage=100)


def _pages(client: Any, operation: str, key: str, **requested: Any) -> Rows:
    return [row for page in client.get_paginator(operation).paginate(**requested) for row in page[key]]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])

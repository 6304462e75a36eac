# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints, as JSON, what one environment has on the AWS endpoint, without the help of this collection."""

from __future__ import annotations

import json
import sys
from typing import Any

import boto3

REGIONS = ("us-east-1", "us-west-2", "eu-west-1")


def profiles(environment: str) -> dict[str, dict[str, Any]]:
    """region → name → ARN, models, tags."""
    found: dict[str, dict[str, Any]] = {}
    for region in REGIONS:
        client = boto3.client("bedrock", region_name=region)
        found[region] = {}
        for page in client.get_paginator("list_inference_profiles").paginate(typeEquals="APPLICATION"):
            for row in page["inferenceProfileSummaries"]:
                arn = row["inferenceProfileArn"]
                tags = {tag["key"]: tag["value"] for tag in client.list_tags_for_resource(resourceARN=arn)["tags"]}
                if tags.get("Environment") == environment:
                    models = [model["modelArn"] for model in row["models"]]
                    found[region][row["inferenceProfileName"]] = {"arn": arn, "models": models, "tags": tags}
    return found


def parameters(environment: str) -> dict[str, dict[str, Any]]:
    """region → name → value, parsed."""
    found: dict[str, dict[str, Any]] = {}
    for region in REGIONS:
        pages = boto3.client("ssm", region_name=region).get_paginator("get_parameters_by_path")
        rows = [row for page in pages.paginate(Path=f"/{environment}", Recursive=True) for row in page["Parameters"]]
        found[region] = {row["Name"]: json.loads(row["Value"]) for row in rows}
    return found


if __name__ == "__main__":
    print(json.dumps({"profiles": profiles(sys.argv[1]), "parameters": parameters(sys.argv[1])}))

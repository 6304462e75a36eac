# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The floor: what a plain boto3 script needs for the same profiles. One session, 16 threads: list, tags, compare, create.

Usage: floor.py ENDPOINT COUNT. The profiles are those of the bench: COUNT of them, spread evenly over the regions. Tags are
read as Bedrock itself offers them, profile by profile.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1")
MODEL = "amazon.titan-embed-text-v2:0"
TAGS = {"Bench": "floor"}


def main(endpoint: str, count: int) -> None:
    session = boto3.session.Session(aws_access_key_id="local", aws_secret_access_key="local")
    config = Config(max_pool_connections=16)
    clients = {
        region: session.client("bedrock", region_name=region, endpoint_url=endpoint, config=config)
        for region in REGIONS
    }

    def listed(region: str) -> list[dict]:
        pages = clients[region].get_paginator("list_inference_profiles").paginate(typeEquals="APPLICATION")
        return [row for page in pages for row in page["inferenceProfileSummaries"]]

    def tagged(place: tuple[str, dict]) -> dict[str, str]:
        region, row = place
        answer = clients[region].list_tags_for_resource(resourceARN=row["inferenceProfileArn"])
        return {tag["key"]: tag["value"] for tag in answer["tags"]}

    def create(place: tuple[str, int]) -> None:
        region, number = place
        clients[region].create_inference_profile(
            inferenceProfileName=f"bench-{number}",
            modelSource={"copyFrom": f"arn:aws:bedrock:{region}::foundation-model/{MODEL}"},
            tags=[{"key": key, "value": value} for key, value in TAGS.items()],
        )

    with ThreadPoolExecutor(16) as pool:
        lists = dict(zip(REGIONS, pool.map(listed, REGIONS), strict=True))
        live = [(region, row) for region in REGIONS for row in lists[region]]
        tags = list(pool.map(tagged, live))
        known = {(region, row["inferenceProfileName"]): own for (region, row), own in zip(live, tags, strict=True)}
        wanted = [(REGIONS[number % len(REGIONS)], number) for number in range(count)]
        missing = [place for place in wanted if known.get((place[0], f"bench-{place[1]}")) != TAGS]
        list(pool.map(create, missing))
    print(f"{len(missing)} created")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

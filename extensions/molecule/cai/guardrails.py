# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints, as JSON, region → id and versions of the guardrail of this scenario, without the help of this collection."""

from __future__ import annotations

import json

import boto3

found = {}
for region in ("us-east-1", "us-west-2"):
    client = boto3.client("bedrock", region_name=region)
    for row in client.list_guardrails()["guardrails"]:
        if row["name"] == "cai-molecule-cai":
            versions = client.list_guardrails(guardrailIdentifier=row["id"])["guardrails"]
            numbers = [version["version"] for version in versions if version["version"] != "DRAFT"]
            found[region] = {"id": row["id"], "versions": numbers}
print(json.dumps(found))

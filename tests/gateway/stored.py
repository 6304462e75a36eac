# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that a deployment leaves in an account, as JSON: taken from the endpoint, and put into an empty one.

``fixtures/`` holds what earlier versions left, each named by its commit. They were taken with ``take`` after the
playbook deploy of that commit: never make them anew with a later version.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends

from tests.gateway.snapshots import ACCOUNT, REGIONS
from tests.local_aws.guardrail_store import Guardrail, Version, guardrails_of
from tests.local_aws.server import LocalAws
from tests.local_aws.store import Profile, store_of

_ALARM = (
    *("AlarmName", "AlarmDescription", "ActionsEnabled", "OKActions", "AlarmActions", "InsufficientDataActions"),
    *("MetricName", "Namespace", "Statistic", "ExtendedStatistic", "Dimensions", "Period", "Unit", "EvaluationPeriods"),
    *("DatapointsToAlarm", "Threshold", "ComparisonOperator", "TreatMissingData", "Metrics"),
)


def take(aws: LocalAws) -> dict[str, Any]:
    return {"regions": {region: _taken(aws, region) for region in REGIONS}, "dashboards": _dashboards()}


def put(aws: LocalAws, state: Mapping[str, Any]) -> None:
    for region, current in state["regions"].items():
        _put(aws, region, current)
    for one in state["dashboards"]:
        tags = [{"Key": key, "Value": value} for key, value in one["tags"].items()]
        # Older models of botocore know no tags of dashboards.
        backend = cloudwatch_backends[ACCOUNT]["us-east-1"]
        made = backend.put_dashboard(one["name"], json.dumps(one["body"]))
        backend.tagger.tag_resource(made.arn, tags)


def _taken(aws: LocalAws, region: str) -> dict[str, Any]:
    ssm, cloudwatch = aws.client("ssm", region), aws.client("cloudwatch", region)
    described = [row for page in ssm.get_paginator("describe_parameters").paginate() for row in page["Parameters"]]
    alarms = cloudwatch.describe_alarms()["MetricAlarms"]
    return {
        "profiles": [asdict(one) | {"tag_history": []} for one in store_of(ACCOUNT, region).profiles()],
        "guardrails": [asdict(one) | {"tag_history": []} for one in guardrails_of(ACCOUNT, region).guardrails()],
        "parameters": [_parameter(ssm, row) for row in described],
        "alarms": [
            {name: row[name] for name in _ALARM if name in row}
            | {"Tags": cloudwatch.list_tags_for_resource(ResourceARN=row["AlarmArn"])["Tags"]}
            for row in alarms
        ],
    }


def _parameter(ssm: Any, row: Mapping[str, Any]) -> dict[str, Any]:
    value = ssm.get_parameter(Name=row["Name"])["Parameter"]["Value"]
    tags = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId=row["Name"])["TagList"]
    reported = {name: row[name] for name in ("Name", "Description", "Type", "Tier")}
    # Its text counts, and is read more easily as what it says.
    compact = json.dumps(json.loads(value), separators=(",", ":"), ensure_ascii=False)
    return {**reported, **({"json": json.loads(value)} if compact == value else {"Value": value}), "Tags": tags}


def _dashboards() -> list[dict[str, Any]]:
    backend = cloudwatch_backends[ACCOUNT]["us-east-1"]
    return [
        {
            "name": one.name,
            "body": json.loads(one.body),
            "tags": {
                tag["Key"]: tag["Value"] for tag in backend.tagger.list_tags_for_resource(one.arn).get("Tags", [])
            },
        }
        for one in backend.dashboards.values()
    ]


def _put(aws: LocalAws, region: str, current: Mapping[str, Any]) -> None:
    profiles, guardrails = store_of(ACCOUNT, region), guardrails_of(ACCOUNT, region)
    for row in current["profiles"]:
        profile = Profile(**row | {"model_arns": tuple(row["model_arns"])})
        profile.set_tags(row["tags"])
        profiles._profiles[profile.id] = profile
    for row in current["guardrails"]:
        versions = {number: Version(**version) for number, version in row["versions"].items()}
        guardrail = Guardrail(**row | {"draft": Version(**row["draft"]), "versions": versions})
        guardrail.set_tags(row["tags"])
        guardrails._guardrails[guardrail.id] = guardrail
    ssm, cloudwatch = aws.client("ssm", region), aws.client("cloudwatch", region)
    for row in current["parameters"]:
        reported = dict(row)
        if "json" in reported:
            reported["Value"] = json.dumps(reported.pop("json"), separators=(",", ":"), ensure_ascii=False)
        ssm.put_parameter(**reported)
    for row in current["alarms"]:
        cloudwatch.put_metric_alarm(**row)

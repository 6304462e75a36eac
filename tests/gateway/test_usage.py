# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage and cost: what was deployed and called against the endpoint is what the module and the playbook report."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from tests.gateway.deploying import deploy
from tests.gateway.playing import play
from tests.gateway.running import run_module, writes

EAST, WEST = "us-east-1", "us-west-2"
SONNET = "anthropic.claude-sonnet-4-6"
HELLO = [{"role": "user", "content": [{"text": "one two three four"}]}]
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
OURS = {"ManagedBy": "genai.bedrock", "Environment": "local"}


def made(aws, name, region=EAST, **tags):
    """A profile; with tags it is ours."""
    answer = aws.client("bedrock", region).create_inference_profile(
        inferenceProfileName=name,
        modelSource={"copyFrom": f"arn:aws:bedrock:{region}::inference-profile/us.{SONNET}"},
        tags=[{"key": key, "value": value} for key, value in ({**OURS, **tags} if tags else {}).items()],
    )
    return answer["inferenceProfileArn"]


def counted(aws, arn, days_ago, region=EAST, **metrics):
    """Data points of an earlier day."""
    dimensions = [{"Name": "ModelId", "Value": arn.rpartition("/")[2]}]
    moment = NOON - timedelta(days=days_ago)
    rows = [
        {"MetricName": name, "Dimensions": dimensions, "Value": value, "Timestamp": moment}
        for name, value in metrics.items()
    ]
    aws.client("cloudwatch", region).put_metric_data(Namespace="AWS/Bedrock", MetricData=rows)


def usage(aws, **options):
    return run_module("inference_profile_usage_info", aws, **{"environment": "local", "regions": [EAST]} | options)


def figures(row, *columns):
    return tuple(row[column] for column in columns)


def test_what_was_deployed_and_called_is_reported_with_few_calls(aws):
    deployed = deploy(aws, roles=("copilot",), copilot_verify=True).ok()
    target = deployed.result["records"]["copilot/chat"]["targets"][0]
    aws.client("bedrock-runtime", target["region"]).converse(modelId=target["arn"], messages=HELLO)
    aws.clear_calls()
    found = usage(
        aws, group_by=["CostCenter"], prices={"anthropic.claude-sonnet-5-5": {"input": 1_000_000, "output": 1_000_000}}
    )
    requested = Counter((call["operation"], call["region"]) for call in aws.calls())
    assert requested["GetMetricData", EAST] == requested["GetMetricData", WEST] == 1
    assert (found["changed"], writes(aws), found["problems"]) == (False, [], [])
    (chat,) = [row for row in found["usage"]["entries"] if row["key"] == "chat"]
    # One call of each new profile before it was published, and one of ours.
    assert figures(chat, "invocations", "throttles") == (3, 0)
    assert chat["latency_p90"] >= 1.0
    assert chat["cost"] == chat["input_tokens"] + chat["output_tokens"]
    assert chat["series"]["invocations"] == [0] * 7 + [3]
    assert [row["value"] for row in found["usage"]["tags"]["CostCenter"]] == ["ai-platform"]
    assert len(found["usage"]["inference_profiles"]) == 8


def test_days_regions_tags_and_throttles(aws):
    east, west = made(aws, "chat", Workload="copilot", Team="ads"), made(aws, "docs", WEST, Workload="cai", Team="seo")
    theirs = made(aws, "theirs")
    counted(aws, east, 2, Invocations=5, InputTokenCount=100, CacheReadInputTokens=40, CacheWriteInputTokens=7)
    counted(aws, east, 1, Invocations=1, InvocationThrottles=3, InvocationServerErrors=1, TimeToFirstToken=120)
    counted(aws, west, 1, WEST, Invocations=2, InvocationClientErrors=4)
    counted(aws, theirs, 1, Invocations=99)
    counted(aws, east, 30, Invocations=1000)
    found = usage(aws, regions=[EAST, WEST], days=2, group_by=["Team"])["usage"]
    assert figures(
        found["totals"], "invocations", "input_tokens", "cache_read_tokens", "cache_write_tokens", "throttles"
    ) == (8, 100, 40, 7, 3)
    assert figures(found["totals"], "client_errors", "server_errors", "time_to_first_token_p50") == (4, 1, 120.0)
    assert [figures(row, "workload", "invocations") for row in found["workloads"]] == [("cai", 2), ("copilot", 6)]
    assert [figures(row, "value", "invocations") for row in found["tags"]["Team"]] == [("ads", 6), ("seo", 2)]
    assert found["totals"]["series"]["invocations"] == [5, 3, 0]
    day, next_day = (str((NOON - timedelta(days=ago)).date()) for ago in (2, 1))
    by_hour = usage(aws, start=day, end=next_day, period="hour", workloads=["copilot"])["usage"]
    assert by_hour["totals"]["series"]["invocations"] == [0] * 12 + [5] + [0] * 11
    chosen = usage(aws, environment=None, tags={"Team": "ads"}, days=1)["usage"]
    assert chosen["totals"]["invocations"] == 1
    month = usage(aws, start=str((NOON - timedelta(days=31)).date()), end=str((NOON - timedelta(days=29)).date()))
    assert month["usage"]["totals"]["invocations"] == 1000


def test_what_may_not_be_read_fails_with_what_was_found(aws):
    chat, docs = made(aws, "chat", Workload="copilot"), made(aws, "docs", WEST, Workload="copilot")
    counted(aws, chat, 1, Invocations=5)
    counted(aws, docs, 1, WEST, Invocations=7)
    aws.switch(deny=["cloudwatch:GetMetricData@us-west-2", "ce:*"])
    refused = usage(aws, regions=[EAST, WEST])
    assert refused["failed"]
    assert "needs the IAM action cloudwatch:GetMetricData" in refused["msg"]
    assert refused["usage"]["totals"]["invocations"] == 5
    assert refused["usage"]["cost_allocation_tags"]["known"] is False
    assert refused["lines"][-1].startswith("Whether cost allocation tags are active is not known: ")
    assert usage(aws)["problems"] == []


def test_cost_allocation_tags(aws):
    made(aws, "chat", Workload="copilot", Team="ads")
    settings = {"tags": ["Environment", "Team"]}
    found = usage(aws, group_by=["Team"])
    assert found["usage"]["cost_allocation_tags"]["statuses"] == dict.fromkeys(
        ("Environment", "Workload", "Team"), "Inactive"
    )
    predicted = run_module("cost_allocation_tags", aws, check=True, diff=True, **settings)
    assert (predicted["changed"], predicted["changed_tags"], writes(aws)) == (
        True,
        ["Environment", "Team"],
        ["CreateInferenceProfile"],
    )
    assert predicted["diff"]["after"] == {"Environment": "Active", "Team": "Active"}
    assert run_module("cost_allocation_tags", aws, **settings)["statuses"] == {
        "Environment": "Active",
        "Team": "Active",
    }
    assert run_module("cost_allocation_tags", aws, **settings)["changed"] is False
    assert usage(aws, group_by=["Team"])["lines"][-1].startswith("Not active as cost allocation tags")
    unknown = run_module("cost_allocation_tags", aws, tags=["Workload", "Nope"])
    assert (unknown["failed"], unknown["changed_tags"], unknown["errors"][0]["key"]) == (True, ["Workload"], "Nope")
    assert not any("Not active" in line for line in usage(aws, group_by=["Team"])["lines"])
    gone = run_module("cost_allocation_tags", aws, state="inactive", tags=["Team"])
    assert (gone["changed"], gone["statuses"]) == (True, {"Team": "Inactive"})
    aws.switch(deny=["ce:UpdateCostAllocationTagsStatus"])
    denied = run_module("cost_allocation_tags", aws, **settings)
    assert "needs the IAM action ce:UpdateCostAllocationTagsStatus" in denied["msg"]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"environment": "Dev"}, "environment: 'Dev' is no environment"),
        ({"regions": ["mars"]}, "regions: 'mars' is no region"),
        ({"ssm_prefix": "models"}, "ssm_prefix: 'models' is no path"),
        ({"days": 0}, "days: takes whole days, 1 or more"),
        ({"start": "soon"}, "start: 'soon' is no date or time"),
        ({"prices": {SONNET: {"output": 1}}}, f"prices.{SONNET}: input is missing"),
        ({"group_by": [""]}, "group_by: '' is no tag key"),
    ],
)
def test_options_that_the_module_refuses(aws, options, problem):
    aws.clear_calls()
    refused = usage(aws, **options)
    assert (refused["problems"][0].startswith(problem), list(aws.calls())) == (True, [])


def test_the_playbook_prints_writes_and_activates(aws, tmp_path):
    deploy(aws, roles=("copilot",), copilot_verify=True).ok()
    variables = {"bedrock_usage_path": str(tmp_path / "reports"), "bedrock_usage_group_by": "CostCenter"}
    first = play(aws, "genai.bedrock.usage", "inventories/local", "--tags", "copilot", **variables).ok()
    words = " ".join(first.output.split())
    assert "copilot/chat 2 " in words
    assert "Not active as cost allocation tags" in words
    report = json.loads((tmp_path / "reports" / "usage.json").read_text())
    assert (report["totals"]["invocations"], [row["value"] for row in report["tags"]["CostCenter"]]) == (
        8,
        ["ai-platform"],
    )
    rows = list(csv.DictReader(io.StringIO((tmp_path / "reports" / "usage.csv").read_text())))
    assert sum(int(row["invocations"]) for row in rows) == 8
    activated = play(aws, "genai.bedrock.usage", "inventories/local", bedrock_activate_cost_tags=True)
    assert "Not active" not in activated.ok().output
    assert activated.changed == 1
    wrong = play(aws, "genai.bedrock.usage", "inventories/local", "--tags", "copilt")
    assert wrong.status != 0
    assert "copilt: no profile of such a workload is deployed" in " ".join(wrong.output.split())

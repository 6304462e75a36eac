# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module observability against the endpoint, and its role where somebody loops over environments."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.gateway.playing import play
from tests.gateway.running import run_module, writes
from tests.gateway.test_observability import alarms, dashboards, logged
from tests.local_aws.server import LocalAws
from tests.unit.plugins.module_utils.record_samples import EAST, WEST, record, target

PLAYBOOK = str(Path(__file__).with_name("environments.yml"))
RECORDS = {"copilot/chat": record("copilot", "chat", [target("chat"), target("chat", WEST)])}


def publish(aws: LocalAws, environment: str, key: str, region: str) -> None:
    value = json.dumps(record("copilot", key, [target(key, region)], environment=environment))
    name = f"/{environment}/bedrock/inference-profiles/copilot/{key}"
    aws.client("ssm", region).put_parameter(Name=name, Value=value, Type="String", Overwrite=True)


def observability(aws: LocalAws, **options: Any) -> dict[str, Any]:
    return run_module("observability", aws, **{"environment": "dev", "regions": [EAST, WEST], **options})


def test_check_mode_predicts_and_a_second_run_changes_nothing(aws: LocalAws) -> None:
    publish(aws, "dev", "chat", EAST)
    aws.clear_calls()
    settings = {"logging": {"group": "/logs", "data": ["text"]}, "tags": {"Team": "a", "Cheap": True}}
    predicted = observability(aws, check=True, diff=True, **settings)
    assert writes(aws) == []
    made = observability(aws, diff=True, **settings)
    assert made["diff"] == predicted["diff"]
    assert [part["before_header"] for part in made["diff"]] == ["alarms", "dashboard", "invocation logging"]
    assert (made["summary"]["create"], made["problems"], made["changed"]) == (4, [], True)
    assert made["dashboard"]["dashboard_arn"].endswith("dashboard/dev-bedrock")
    assert "us-east-1  created  4 of copilot/chat" in "\n".join(made["lines"])
    assert sorted({row["kind"] for row in made["logging"]}) == ["configuration", "log group", "role"]
    (group,) = aws.client("logs", WEST).describe_log_groups()["logGroups"]
    assert aws.client("logs", WEST).list_tags_log_group(logGroupName=group["logGroupName"])["tags"]["Cheap"] == "true"
    aws.clear_calls()
    again = observability(aws, **settings)
    assert (again["changed"], writes(aws)) == (False, [])
    # One look at each thing, however many alarms there are.
    requested = [call["operation"] for call in aws.calls() if call["service"] in ("ssm", "cloudwatch", "tagging")]
    assert requested.count("GetParametersByPath") == 1
    assert requested.count("DescribeAlarms") == 1


def test_settings_alone_need_no_call_and_all_that_is_wrong_is_reported(aws: LocalAws) -> None:
    rendered = observability(aws, state="rendered", records=RECORDS, settings={"throttles": 0})
    assert (len(rendered["wanted_alarms"]), rendered["dashboard"]["name"]) == (6, "dev-bedrock")
    wrong = observability(
        aws,
        variables="observability_",
        settings={"latency": "soon"},
        dashboard_name="a b",
        logging={"data": ["txt"]},
    )
    reported = "\n".join(wrong["problems"])
    assert wrong["failed"]
    for variable in ("latency", "dashboard_name", "log_data", "log_group"):
        assert f"observability_{variable}: " in reported
    assert aws.calls() == []


def test_what_failed_is_reported_beside_what_was_done(aws: LocalAws) -> None:
    publish(aws, "dev", "chat", EAST)
    aws.switch(deny=["cloudwatch:GetDashboard"])
    failed = observability(aws)
    assert failed["failed"]
    assert (failed["summary"]["create"], len(alarms(aws))) == (4, 4)
    assert [row["operation"] for row in failed["errors"]] == ["GetDashboard"]
    assert ["cloudwatch:GetDashboard" in line for line in failed["problems"]] == [True]


def test_environments_of_a_loop_are_kept_apart(aws: LocalAws) -> None:
    publish(aws, "first", "chat", EAST)
    publish(aws, "second", "docs", WEST)
    where = {"bedrock_regions": [], "bedrock_ssm_regions": []}
    played = play(aws, PLAYBOOK, "inventories/local", **where).ok()
    assert (len(alarms(aws)), len(alarms(aws, WEST))) == (4, 4)
    assert all(name.startswith("first-copilot-chat-us-east-1-") for name in alarms(aws))
    assert all(name.startswith("second-copilot-docs-us-west-2-") for name in alarms(aws, WEST))
    assert sorted(dashboards(aws)) == ["first-bedrock", "second-bedrock"]
    groups = {region: logged(aws, region)["cloudWatchConfig"]["logGroupName"] for region in (EAST, WEST)}
    assert groups == {EAST: "/first/bedrock/invocations", WEST: "/second/bedrock/invocations"}
    # The role of the second one is assumed by the module, whose keys are in no result.
    assert [call["operation"] for call in aws.calls() if call["service"] == "sts"] == ["AssumeRole"]
    assert "[WARNING]" not in played.output

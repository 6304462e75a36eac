# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role observability against the endpoint: what is watched comes and goes with what is published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.gateway.deploying import Deployed, watch
from tests.gateway.playing import Played, play
from tests.gateway.running import writes
from tests.local_aws.server import LocalAws
from tests.unit.plugins.module_utils.record_samples import EAST, WEST, record, target

PLAYBOOK = str(Path(__file__).with_name("observability.yml"))
PREFIX = "/local/bedrock/inference-profiles"
TOPIC = "arn:aws:sns:us-east-1:123456789012:on-call"
ROLE = "local-bedrock-invocation-logging"
GROUP = "/local/bedrock/invocations"
SETTINGS: dict[str, Any] = {
    "observability_alarm_actions": [TOPIC],
    "observability_entries": {"copilot/chat": {"daily_tokens": 5000000}},
    "observability_logging": True,
    "observability_log_data": ["text"],
}


def played(aws: LocalAws, *arguments: str, **variables: Any) -> Played:
    return play(aws, PLAYBOOK, "inventories/local", *arguments, **variables)


def observe(aws: LocalAws, *, gone: bool = False, **variables: Any) -> Deployed:
    """What the role does; ``gone``: what its teardown does."""
    return watch(aws, state="absent" if gone else "present", **variables)


def publish(aws: LocalAws, workload: str, key: str, *ids: str) -> None:
    targets = [target(key, region, profile) for region, profile in zip((EAST, WEST), ids, strict=False)]
    value = json.dumps(record(workload, key, targets, environment="local"))
    name = f"{PREFIX}/{workload}/{key}"
    aws.client("ssm").put_parameter(Name=name, Value=value, Type="String", Overwrite=True)


def alarms(aws: LocalAws, region: str = EAST) -> dict[str, dict[str, Any]]:
    rows = aws.client("cloudwatch", region).describe_alarms()["MetricAlarms"]
    return {row["AlarmName"]: row for row in rows}


def watched(aws: LocalAws, region: str = EAST) -> set[str]:
    """Ids of the profiles that alarms look at."""
    found = set()
    for row in alarms(aws, region).values():
        metrics = [query["MetricStat"]["Metric"] for query in row.get("Metrics", ()) if "MetricStat" in query] or [row]
        found |= {dimension["Value"] for metric in metrics for dimension in metric["Dimensions"]}
    return found


def looked_at(rows: dict[str, dict[str, Any]], path: str) -> dict[str, list[tuple[Any, ...]]]:
    """Alarm of an entry → what it looks at: metric, dimensions, statistic and seconds; of a sum the expression first."""
    found = {}
    for name, row in rows.items():
        if name.startswith(f"local-{path}-"):
            totals = [(query["Expression"],) for query in row.get("Metrics", ()) if query["ReturnData"]]
            stats = [query["MetricStat"] for query in row.get("Metrics", ()) if not query["ReturnData"]]
            own = {"Metric": row, "Stat": row.get("Statistic") or row.get("ExtendedStatistic"), **row}
            found[name.removeprefix(f"local-{path}-")] = totals + [looking(stat) for stat in stats or [own]]
    return found


def looking(stat: dict[str, Any]) -> tuple[Any, ...]:
    metric = stat["Metric"]
    dimensions = {row["Name"]: row["Value"] for row in metric["Dimensions"]}
    return metric["Namespace"], metric["MetricName"], dimensions, stat["Stat"], stat["Period"]


def dashboards(aws: LocalAws) -> dict[str, str]:
    client = aws.client("cloudwatch")
    names = [row["DashboardName"] for row in client.list_dashboards()["DashboardEntries"]]
    return {name: client.get_dashboard(DashboardName=name)["DashboardBody"] for name in names}


def logged(aws: LocalAws, region: str) -> dict[str, Any]:
    answer = aws.client("bedrock", region).get_model_invocation_logging_configuration()
    found: dict[str, Any] = answer.get("loggingConfig") or {}
    return found


def seed_foreign(aws: LocalAws) -> None:
    """An alarm on one of our profiles, and a dashboard, that somebody else has made."""
    client = aws.client("cloudwatch")
    client.put_metric_alarm(
        AlarmName="local-theirs",
        Namespace="AWS/Bedrock",
        MetricName="Invocations",
        Dimensions=[{"Name": "ModelId", "Value": "gone1"}],
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
    )
    client.put_dashboard(DashboardName="theirs", DashboardBody='{"widgets": []}')


def seed_ours(aws: LocalAws, name: str, region: str) -> None:
    """An alarm of a profile that is gone, made by an earlier run."""
    aws.client("cloudwatch", region).put_metric_alarm(
        AlarmName=name,
        Namespace="AWS/Bedrock",
        MetricName="Invocations",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
        Tags=[{"Key": "ManagedBy", "Value": "genai.bedrock"}, {"Key": "Environment", "Value": "local"}],
    )


def test_the_life_of_what_is_watched(aws: LocalAws) -> None:
    publish(aws, "copilot", "chat", "chat1", "chat2")
    publish(aws, "cai", "gone", "gone1")
    seed_foreign(aws)
    aws.clear_calls()
    planned = played(aws, "--check", "--diff", **SETTINGS).ok()
    assert planned.changed > 0
    assert writes(aws) == []
    made = played(aws, **SETTINGS).ok()
    assert "nobody is notified of alarms in us-west-2: observability_alarm_actions has no topic there" in made.output
    assert watched(aws) == {"chat1", "gone1"}
    assert watched(aws, WEST) == {"chat2"}
    check_alarms(alarms(aws))
    assert alarms(aws, WEST)["local-copilot-chat-us-west-2-latency"]["AlarmActions"] == []
    assert all(text in dashboards(aws)["local-bedrock"] for text in ("chat1", "chat2", "gone1"))
    aws.clear_calls()
    assert observe(aws, **SETTINGS).ok().changed is False
    assert writes(aws) == []

    # One profile was replaced, another one is gone with its record.
    publish(aws, "copilot", "chat", "new1", "chat2")
    aws.client("ssm").delete_parameter(Name=f"{PREFIX}/cai/gone")
    reported = observe(aws, **SETTINGS).ok().output
    assert "us-east-1  deleted  4 of cai/gone" in reported
    assert "us-east-1  updated  4 of copilot/chat  dimensions.ModelId: chat1 → new1" in reported
    assert "us-west-2  kept     5 of copilot/chat" in reported
    assert set(alarms(aws)) >= {"local-theirs", "local-copilot-chat-us-east-1-throttles"}
    assert watched(aws) == {"new1", "gone1"}
    assert "gone1" not in dashboards(aws)["local-bedrock"]

    current = {region: logged(aws, region) for region in (EAST, WEST)}
    played(aws, "--tags", "gone").ok()
    assert (list(alarms(aws)), list(alarms(aws, WEST)), list(dashboards(aws))) == (["local-theirs"], [], ["theirs"])
    assert {region: logged(aws, region) for region in (EAST, WEST)} == current
    check_logging(aws, current)


def check_alarms(rows: dict[str, dict[str, Any]]) -> None:
    """Those of copilot/chat go off for what they are called after."""
    chat = {"ModelId": "chat1"}
    assert looked_at(rows, "copilot-chat-us-east-1") == {
        "throttles": [("AWS/Bedrock", "InvocationThrottles", chat, "Sum", 300)],
        "server-errors": [("AWS/Bedrock", "InvocationServerErrors", chat, "Sum", 300)],
        "client-errors": [("AWS/Bedrock", "InvocationClientErrors", chat, "Sum", 300)],
        "latency": [("AWS/Bedrock", "InvocationLatency", chat, "p90", 300)],
        "daily-tokens": [
            ("FILL(input, 0) + FILL(output, 0)",),
            ("AWS/Bedrock", "InputTokenCount", chat, "Sum", 86400),
            ("AWS/Bedrock", "OutputTokenCount", chat, "Sum", 86400),
        ],
    }
    periods = dict.fromkeys(("throttles", "server-errors", "client-errors", "latency"), (3, 2)) | {
        "daily-tokens": (1, 1)
    }
    thresholds = {"throttles": 10, "server-errors": 5, "client-errors": 20, "latency": 30000, "daily-tokens": 5000000}
    for metric, (evaluated, needed) in periods.items():
        row = rows[f"local-copilot-chat-us-east-1-{metric}"]
        assert (row["EvaluationPeriods"], row["DatapointsToAlarm"]) == (evaluated, needed)
        assert (row["ComparisonOperator"], row["Threshold"]) == ("GreaterThanOrEqualToThreshold", thresholds[metric])
        assert (row["TreatMissingData"], row["AlarmActions"]) == ("notBreaching", [TOPIC])


def check_logging(aws: LocalAws, configurations: dict[str, dict[str, Any]]) -> None:
    iam = aws.client("iam")
    role = iam.get_role(RoleName=ROLE)["Role"]
    statement = role["AssumeRolePolicyDocument"]["Statement"][0]
    assert statement["Principal"] == {"Service": "bedrock.amazonaws.com"}
    sources = [f"arn:aws:bedrock:{region}:123456789012:*" for region in (EAST, WEST)]
    assert statement["Condition"]["ArnLike"] == {"aws:SourceArn": sources}
    (policy,) = iam.list_role_policies(RoleName=ROLE)["PolicyNames"]
    allowed = iam.get_role_policy(RoleName=ROLE, PolicyName=policy)["PolicyDocument"]["Statement"][0]
    stream = f"log-group:{GROUP}:log-stream:aws/bedrock/modelinvocations"
    assert allowed["Resource"] == [f"arn:aws:logs:{region}:123456789012:{stream}" for region in (EAST, WEST)]
    for region, configuration in configurations.items():
        assert configuration["cloudWatchConfig"] == {"logGroupName": GROUP, "roleArn": role["Arn"]}
        flags = [name for name, value in configuration.items() if value is True]
        assert flags == ["textDataDeliveryEnabled"]
        (group,) = aws.client("logs", region).describe_log_groups(logGroupNamePrefix=GROUP)["logGroups"]
        assert group["retentionInDays"] == 30


def test_what_is_somebody_elses_is_not_written_to(aws: LocalAws) -> None:
    publish(aws, "copilot", "chat", "chat1")
    theirs = {"s3Config": {"bucketName": "audit"}, "textDataDeliveryEnabled": True}
    aws.client("bedrock", WEST).put_model_invocation_logging_configuration(loggingConfig=theirs)
    aws.client("cloudwatch").put_dashboard(DashboardName="local-bedrock", DashboardBody='{"widgets": []}')
    settings = {"observability_logging": True, "observability_log_role_arn": f"arn:aws:iam::123456789012:role/{ROLE}"}
    refused = observe(aws, **settings)
    reported = " ".join(refused.output.split())
    assert refused.status != 0
    assert "delivers to the bucket audit, which the task does not name" in reported
    assert "dashboard/local-bedrock exists with no tag ManagedBy" in reported
    assert logged(aws, WEST) == theirs
    assert logged(aws, EAST)["cloudWatchConfig"]["logGroupName"] == GROUP
    assert len(alarms(aws)) == 4
    observe(aws, gone=True).ok()
    assert (alarms(aws), list(dashboards(aws))) == ({}, ["local-bedrock"])

    trust = {
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]
    }
    aws.client("iam").create_role(
        RoleName=ROLE, AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", **trust})
    )
    refused = observe(aws, observability_logging=True)
    assert f"The IAM role {ROLE} is there without our tags" in " ".join(refused.output.split())
    assert aws.client("iam").list_role_policies(RoleName=ROLE)["PolicyNames"] == []


def test_records_that_cannot_be_read_are_not_taken_for_none(aws: LocalAws) -> None:
    publish(aws, "copilot", "chat", "chat1")
    observe(aws).ok()
    aws.clear_calls()
    aws.switch(deny=["ssm:GetParametersByPath"])
    refused = observe(aws)
    assert refused.status != 0
    assert "AccessDenied" in refused.output
    assert writes(aws) == []


def test_settings_are_checked_before_anything_is_asked(aws: LocalAws) -> None:
    wrong = {"observability_latency": "soon", "observability_entries": {"copilot": {"latncy": 1}}}
    refused = observe(aws, **wrong)
    reported = " ".join(refused.output.split())
    assert refused.status != 0
    assert "observability_latency: must be a number, not 'soon'" in reported
    assert "observability_entries.copilot.latncy: is unknown; did you mean 'latency'?" in reported
    assert aws.calls() == []


def test_a_guardrail_of_published_profiles_is_watched_where_it_is_pinned(aws: LocalAws) -> None:
    targets = [{**target("bot", EAST), "guardrail": {"identifier": "abc123", "version": "3"}}]
    value = json.dumps(record("cai", "bot", targets, environment="local"))
    aws.client("ssm").put_parameter(Name=f"{PREFIX}/cai/bot", Value=value, Type="String")
    observe(aws, observability_interventions=1).ok()
    alarm = alarms(aws)["local-cai-guardrail-us-east-1-interventions"]
    arn = "arn:aws:bedrock:us-east-1:123456789012:guardrail/abc123"
    assert alarm["Namespace"] == "AWS/Bedrock/Guardrails"
    assert {row["Name"]: row["Value"] for row in alarm["Dimensions"]} == {"GuardrailArn": arn, "GuardrailVersion": "3"}
    assert arn in dashboards(aws)["local-bedrock"]


def test_what_a_dashboard_cannot_show_is_left_off_and_reported(aws: LocalAws) -> None:
    """A hundred profiles in four regions; their alarms would take the test a minute."""
    regions = (EAST, WEST, "eu-west-1", "eu-central-1")
    for number in range(100):
        value = json.dumps(record("search", f"k{number}", [target(f"k{number}", name) for name in regions]))
        name = f"{PREFIX}/search/k{number}"
        text = value.replace('"environment": "dev"', '"environment": "local"')
        aws.client("ssm").put_parameter(Name=name, Value=text, Type="String", Tier="Advanced")
    reported = observe(aws, observability_alarms=False).ok().output
    assert "43 profiles are not on it" in reported
    assert "43 of 400 profiles are not on it" in dashboards(aws)["local-bedrock"]
    assert observe(aws, observability_alarms=False).ok().changed is False


def test_logs_to_buckets_of_each_region(aws: LocalAws) -> None:
    """The same settings in each region, but for the name of the bucket; data that is too large for the group has its own."""
    settings = {
        "observability_alarms": False,
        "observability_dashboard": False,
        "observability_logging": True,
        "observability_log_bucket": "logs-{region}",
        "observability_log_prefix": "invocations",
        "observability_log_large_data_bucket": "large-{region}",
        "observability_log_large_data_prefix": "large",
        "observability_log_data": "text,embedding",
    }
    made = observe(aws, **settings).ok()
    assert "invocations are logged in us-east-1, us-west-2" in made.output
    for region in (EAST, WEST):
        found = logged(aws, region)
        assert found["s3Config"] == {"bucketName": f"logs-{region}", "keyPrefix": "invocations"}
        large = {"bucketName": f"large-{region}", "keyPrefix": "large"}
        assert found["cloudWatchConfig"]["largeDataDeliveryS3Config"] == large
        assert {name for name, value in found.items() if value is True} == {
            "textDataDeliveryEnabled",
            "embeddingDataDeliveryEnabled",
        }
    assert observe(aws, **settings).ok().changed is False
    # To the bucket alone: no log group, and no IAM role to write to one.
    aws.reset()
    observe(aws, **settings, observability_log_group="").ok()
    assert "cloudWatchConfig" not in logged(aws, WEST)
    assert [row for row in aws.client("iam").list_roles()["Roles"] if row["RoleName"] == ROLE] == []


def test_alarms_in_regions_that_the_environment_has_left_go(aws: LocalAws) -> None:
    """As far as anything tells of them: a record's earlier profile, the inventory, or a word of the user's."""
    for region, reported in (("eu-west-1", "previous"), ("eu-west-2", "bedrock_regions"), ("eu-west-3", "former")):
        seed_ours(aws, f"local-copilot-{reported}-{region}-latency", region)
    targets = [target("chat", EAST)]
    earlier = "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/gone"
    value = json.dumps(record("copilot", "chat", targets, environment="local", previous=[earlier]))
    aws.client("ssm").put_parameter(Name=f"{PREFIX}/copilot/chat", Value=value, Type="String")
    where = {"bedrock_regions": [EAST, "eu-west-2"], "observability_regions": [EAST], "bedrock_ssm_regions": [EAST]}
    observe(aws, **where).ok()
    assert [len(alarms(aws, region)) for region in (EAST, "eu-west-1", "eu-west-2", "eu-west-3")] == [4, 0, 0, 1]
    observe(aws, **where, observability_former_regions="eu-west-3").ok()
    assert alarms(aws, "eu-west-3") == {}


def test_switched_off(aws: LocalAws) -> None:
    publish(aws, "copilot", "chat", "chat1")
    observe(aws).ok()
    off = {"observability_alarms": "false", "observability_dashboard": "false"}
    assert observe(aws, **off).ok().changed is True
    assert (alarms(aws), dashboards(aws)) == ({}, {})

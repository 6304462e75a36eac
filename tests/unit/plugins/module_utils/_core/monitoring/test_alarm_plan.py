# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to an alarm: unset is untouched, what is set is compared as AWS means it, nobody else's is touched."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_plan import decide, leftover
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_report import (
    alarm_rows,
    diff_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_requests import requested_alarms
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_settings import merged
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import (
    ACTIONS,
    AlarmDone,
    AlarmStep,
    WantedAlarm,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, action_counts, action_rows

from tests.unit.plugins.module_utils.alarm_fakes import BAND, DEV, MATH, OPTIONS, OURS, alarm

ROW = {
    "Namespace": "AWS/Bedrock",
    "MetricName": "InvocationThrottles",
    "Dimensions": [{"Name": "ModelId", "Value": "abc"}],
    "Statistic": "Sum",
    "Period": 300,
    "EvaluationPeriods": 3,
    "ComparisonOperator": "GreaterThanOrEqualToThreshold",
    "Threshold": 10.0,
    "ActionsEnabled": True,
    "AlarmActions": [],
    "OKActions": [],
    "InsufficientDataActions": [],
}


def query(options: dict[str, Any], **common: Any) -> WantedAlarm:
    (found,) = requested_alarms({"a": options}, region="us-east-1", owner=DEV, **common)
    return found


def step(options: dict[str, Any], live: Any = None, **common: Any) -> AlarmStep:
    found = decide(query(options, **common), live, DEV)
    assert isinstance(found, AlarmStep)
    return found


@pytest.mark.parametrize(
    ("options", "current", "action", "reasons"),
    [
        (OPTIONS, None, "create", ["it does not exist"]),
        ({"state": "absent"}, None, "none", ["it does not exist"]),
        (OPTIONS, ROW, "none", []),
        ({"threshold": 10, "actions_enabled": True, "treat_missing_data": "missing"}, ROW, "none", []),
        ({"alarm_actions": ["arn:b", "arn:a"]}, ROW | {"AlarmActions": ["arn:a", "arn:b"]}, "none", []),
        ({"threshold": 5}, ROW, "update", ["threshold: 10 → 5"]),
        ({"statistic": "p90"}, ROW, "update", ["statistic: Sum → p90"]),
        ({"dimensions": {"ModelId": "new"}}, ROW, "update", ["dimensions.ModelId: abc → new"]),
        ({"alarm_actions": []}, ROW | {"AlarmActions": ["arn:a"]}, "update", ["alarm_actions: arn:a → nothing"]),
        ({"metrics": MATH}, ROW, "update", ["metrics: nothing → InputTokenCount, 2 * input"]),
        ({"tags": {"x": "1"}}, ROW, "retag", ["tag x is set"]),
        ({"state": "absent"}, ROW, "delete", ["state is absent"]),
    ],
)
def test_what_is_done(options: dict[str, Any], current: dict[str, Any] | None, action: str, reasons: list[str]) -> None:
    live = None if current is None else alarm("a", settings=current)
    found = step(options, live)
    assert (str(found.action), list(found.reasons)) == (action, reasons)


def test_a_query_of_several_metrics_is_compared_as_aws_returns_it() -> None:
    """AWS says that data is returned where nobody said so, and lists queries in an order of its own."""
    found = step({**OPTIONS_OF_MATH, "metrics": MATH})
    reported = [dict(query, ReturnData=query.get("ReturnData", True)) for query in reversed(found.after["Metrics"])]
    live = alarm("a", settings={**found.after, "Metrics": reported})
    assert step({"metrics": MATH}, live).action is Action.NONE


OPTIONS_OF_MATH = {"comparison": "GreaterThanThreshold", "threshold": 1, "evaluation_periods": 1}


@pytest.mark.parametrize(
    ("live", "wanted", "after"),
    [
        ({"MetricName": "a", "Unit": "Count", "Threshold": 1}, {"Metrics": [1]}, {"Threshold": 1, "Metrics": [1]}),
        ({"Metrics": [1], "Threshold": 1}, {"MetricName": "a"}, {"Threshold": 1, "MetricName": "a"}),
        ({"ExtendedStatistic": "p90", "New": 1}, {"Statistic": "Sum"}, {"New": 1, "Statistic": "Sum"}),
        ({"Threshold": 1, "Period": 60}, {"Threshold": 2}, {"Threshold": 2, "Period": 60}),
        ({"Threshold": 1, "Metrics": [1]}, {"ThresholdMetricId": "b"}, {"ThresholdMetricId": "b", "Metrics": [1]}),
        ({"ThresholdMetricId": "b", "Metrics": [1]}, {"Threshold": 1}, {"Threshold": 1, "Metrics": [1]}),
    ],
    ids=[
        "math for a metric",
        "a metric for math",
        "another statistic",
        "the rest stays",
        "a band for a number",
        "a number for a band",
    ],
)
def test_what_is_sent(live: dict[str, Any], wanted: dict[str, Any], after: dict[str, Any]) -> None:
    assert merged(live, wanted) == after


@pytest.mark.parametrize(
    ("tags", "text"),
    [
        ({}, "no tag ManagedBy"),
        ({"ManagedBy": "terraform"}, "the tags ManagedBy=terraform"),
        (OURS | {"Environment": "prod"}, "Environment=prod"),
    ],
    ids=["nobodys", "of others", "of another environment"],
)
@pytest.mark.parametrize("options", [{"threshold": 1}, {"state": "absent"}], ids=["present", "absent"])
def test_nobody_elses_is_touched(tags: dict[str, str], text: str, options: dict[str, Any]) -> None:
    found = decide(query(options), alarm("a", tags), DEV)
    assert isinstance(found, Problem)
    assert found.code == "NotOurs"
    assert text in found.message
    taken = step({**options, "adopt": True, "tags": {}}, alarm("a", tags | {"theirs": "1"}))
    assert taken.action in (Action.ADOPT, Action.DELETE)
    assert "theirs" not in taken.tags.remove


def test_an_alarm_of_ours_before_its_environment_was_known() -> None:
    found = step({"threshold": 10}, alarm("a", {"ManagedBy": "genai.bedrock"}, settings=ROW))
    assert (found.action, found.tags.put) == (Action.RETAG, DEV)


def test_tags_that_nobody_set_stay() -> None:
    theirs = OURS | {"theirs": "1"}
    assert step({}, alarm("a", theirs)).action is Action.NONE
    assert step({}, alarm("a", theirs), tags={}).tags.remove == ("theirs",)
    assert step({}, alarm("a", theirs), tags={}, purge_tags=False).action is Action.NONE
    assert step({"tags": {"b": True}}, alarm("a", OURS | {"c": "1"}), tags={"c": 1}).tags.put == {"b": "true"}


def test_more_tags_than_an_alarm_holds_are_refused() -> None:
    current = alarm("a", OURS | {f"k{number}": "x" for number in range(48)})
    found = decide(query({"tags": {"new": "x"}, "purge_tags": False}), current, DEV)
    assert isinstance(found, Problem)
    assert found.message.startswith("it would have 51 tags, and the limit for an alarm is 50: ")


def test_what_a_new_one_needs() -> None:
    found = decide(query({"threshold": 1, "metric_name": "x"}), None, DEV)
    assert isinstance(found, Problem)
    assert "AWS needs comparison, evaluation_periods, namespace, period, statistic to create it" in found.message


@pytest.mark.parametrize(
    ("options", "needs"),
    [
        ({"threshold_metric_id": "ad1", "evaluation_periods": 1}, "comparison, metrics to create it"),
        (
            {"comparison": "GreaterThanUpperThreshold", "metrics": MATH, "evaluation_periods": 1},
            "needs threshold_metric_id to",
        ),
    ],
)
def test_what_a_new_one_on_anomalies_needs(options: dict[str, Any], needs: str) -> None:
    found = decide(query(options), None, DEV)
    assert isinstance(found, Problem)
    assert needs in found.message


def test_an_alarm_on_anomalies_converges() -> None:
    made = step(BAND)
    assert made.action is Action.CREATE
    live = alarm("a", settings=made.after)
    assert step(BAND, live).action is Action.NONE
    wider = [BAND["metrics"][0], {"id": "ad1", "expression": "ANOMALY_DETECTION_BAND(m1, 3)"}]
    assert step({"metrics": wider}, live).action is Action.UPDATE


def test_what_is_reported_of_a_run() -> None:
    made = step(OPTIONS)
    changed = step({"threshold": 5}, alarm("a", settings=ROW))
    gone = leftover(alarm("old", settings=ROW))
    rows = alarm_rows([AlarmDone(made), AlarmDone(changed), AlarmDone(gone), AlarmDone(step({"state": "absent"}))])
    assert [(row["action"], row["alarm_arn"], row["threshold"]) for row in rows] == [
        ("create", "(known after create)", 10),
        ("update", alarm("a").arn, 5),
    ]
    assert rows[0]["tags"] == OURS
    assert rows[0]["dimensions"] == {"ModelId": "abc"}
    assert action_rows([gone])[0]["reasons"] == ["it is no longer in the map"]
    assert action_counts(ACTIONS, [made, gone])["delete"] == 1
    diff = diff_of([made, changed, gone])
    assert list(diff["after"]) == ["a@us-east-1", "old@us-east-1"]
    assert (diff["before"]["a@us-east-1"]["threshold"], diff["after"]["a@us-east-1"]["threshold"]) == (10, 5)
    assert diff["after"]["old@us-east-1"] == {}

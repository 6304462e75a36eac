# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The alarms that records want: for every target and metric, under one name for good, with the nearest setting."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_requests import requested_alarms
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.wanted_alarms import wanted_alarms
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

from tests.unit.plugins.module_utils.record_samples import EAST, WEST, record, target

CHAT = record("copilot", "chat", [target("chat"), target("chat", WEST)])
TITAN = record("embedding", "titan", [target("titan")], kind="embedding")
RECORDS = {"copilot/chat": CHAT, "embedding/titan": TITAN}
GUARDED = {
    f"cai/{key}": record(
        "cai",
        key,
        [{**target(key, region), "guardrail": {"identifier": "abc123", "version": version}} for region in (EAST, WEST)],
    )
    for key, version in (("a", "9"), ("b", "10"), ("c", "9"))
}
TOPICS = [f"arn:aws:sns:{region}:123456789012:on-call" for region in (EAST, WEST)]
EVERYWHERE = "arn:aws:ssm-incidents::123456789012:response-plan/bedrock"
ON = {"throttles": 0, "server_errors": 0, "client_errors": 0, "latency": 0}


def watched(alarm: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What an alarm looks at: namespace, metric, dimensions, statistic and seconds; of a sum the expression first."""
    if "metrics" not in alarm:
        place = (alarm["namespace"], alarm["metric_name"], alarm["dimensions"])
        return [(*place, alarm["statistic"], alarm["period"])]
    (total,) = [query["expression"] for query in alarm["metrics"] if query["return_data"]]
    stats = [query["metric_stat"] for query in alarm["metrics"] if not query["return_data"]]
    places = [
        (stat["metric"]["namespace"], stat["metric"]["metric_name"], stat["metric"]["dimensions"]) for stat in stats
    ]
    return [(total,), *((*place, stat["stat"], stat["period"]) for place, stat in zip(places, stats, strict=True))]


CHAT_ID, TITAN_ID = {"ModelId": "chat1"}, {"ModelId": "titan1"}
PINNED = {"GuardrailArn": "arn:aws:bedrock:us-east-1:123456789012:guardrail/abc123", "GuardrailVersion": "10"}
TOKENS = [
    ("FILL(input, 0) + FILL(output, 0)",),
    ("AWS/Bedrock", "InputTokenCount", CHAT_ID, "Sum", 86_400),
    ("AWS/Bedrock", "OutputTokenCount", CHAT_ID, "Sum", 86_400),
]


@pytest.mark.parametrize(
    ("name", "threshold", "looks_at", "periods", "points"),
    [
        ("copilot-chat-us-east-1-throttles", 10, [("AWS/Bedrock", "InvocationThrottles", CHAT_ID, "Sum", 300)], 3, 2),
        (
            "copilot-chat-us-east-1-server-errors",
            5,
            [("AWS/Bedrock", "InvocationServerErrors", CHAT_ID, "Sum", 300)],
            3,
            2,
        ),
        (
            "copilot-chat-us-east-1-client-errors",
            20,
            [("AWS/Bedrock", "InvocationClientErrors", CHAT_ID, "Sum", 300)],
            3,
            2,
        ),
        ("copilot-chat-us-east-1-latency", 30_000, [("AWS/Bedrock", "InvocationLatency", CHAT_ID, "p90", 300)], 3, 2),
        ("copilot-chat-us-east-1-daily-tokens", 7, TOKENS, 1, 1),
        # Vectors are no tokens, so that there is no second metric to add.
        (
            "embedding-titan-us-east-1-daily-tokens",
            7,
            [("AWS/Bedrock", "InputTokenCount", TITAN_ID, "Sum", 86_400)],
            1,
            1,
        ),
        (
            "cai-guardrail-us-east-1-interventions",
            3,
            [("AWS/Bedrock/Guardrails", "InvocationsIntervened", PINNED, "Sum", 300)],
            3,
            2,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_when_each_alarm_is_triggered(
    name: str, threshold: int, looks_at: list[tuple[Any, ...]], periods: int, points: int
) -> None:
    alarm = wanted_alarms(RECORDS | GUARDED, "dev", {"daily_tokens": "7", "interventions": 3})[f"dev-{name}"]
    assert watched(alarm) == looks_at
    assert (alarm["comparison"], alarm["threshold"]) == ("GreaterThanOrEqualToThreshold", threshold)
    assert (alarm["evaluation_periods"], alarm["datapoints_to_alarm"]) == (periods, points)
    # A profile that nobody calls has no data.
    assert alarm["treat_missing_data"] == "notBreaching"


def test_periods_are_those_that_are_set() -> None:
    settings = {"period": 60, "evaluation_periods": 5, "datapoints_to_alarm": 4, "daily_tokens": 7}
    wanted = wanted_alarms(RECORDS, "dev", settings)
    alarm = wanted["dev-copilot-chat-us-east-1-throttles"]
    assert (alarm["period"], alarm["evaluation_periods"], alarm["datapoints_to_alarm"]) == (60, 5, 4)
    budget = wanted["dev-copilot-chat-us-east-1-daily-tokens"]
    assert (watched(budget), budget["evaluation_periods"], budget["datapoints_to_alarm"]) == (TOKENS, 1, 1)


def test_each_target_has_its_alarms_in_its_region() -> None:
    wanted = wanted_alarms(RECORDS, "dev")
    metrics = ("throttles", "server-errors", "client-errors", "latency")
    places = (("copilot-chat", EAST), ("copilot-chat", WEST), ("embedding-titan", EAST))
    assert list(wanted) == [f"dev-{path}-{region}-{metric}" for path, region in places for metric in metrics]
    west = wanted["dev-copilot-chat-us-west-2-throttles"]
    assert (west["region"], west["dimensions"]) == (WEST, {"ModelId": "chat2"})
    assert west["tags"] == {"Workload": "copilot", "ProfileKey": "chat"}


def test_the_module_takes_them() -> None:
    wanted = wanted_alarms(RECORDS, "dev", {"daily_tokens": 5, "alarm_actions": TOPICS})
    assert len(requested_alarms(wanted, region=None, owner={"Environment": "dev"})) == 15


@pytest.mark.parametrize(
    ("entries", "thresholds"),
    [
        ({}, [7, 7]),
        ({"copilot": {"throttles": "9"}}, [9, 7]),
        ({"copilot": {"throttles": 9}, "copilot/chat": {"throttles": 11}}, [11, 7]),
        ({"copilot/chat": {"throttles": 0}}, [None, 7]),
        ({"embedding": {"enabled": "no"}}, [7, None]),
        ({"copilot/chat": {"throttles": None}, "cai/later": {"throttles": 1}}, [7, 7]),
    ],
    ids=["common", "of a workload", "of an entry", "switched off", "not at all", "of nobody yet"],
)
def test_the_nearest_setting_wins(entries: dict[str, Any], thresholds: list[int | None]) -> None:
    wanted = wanted_alarms(RECORDS, "dev", {"throttles": 7}, entries)
    names = ("dev-copilot-chat-us-east-1-throttles", "dev-embedding-titan-us-east-1-throttles")
    assert [wanted.get(name, {}).get("threshold") for name in names] == thresholds


def test_entries_that_share_a_guardrail_share_its_alarm() -> None:
    """It is off unless it is set, and follows the newest version that is pinned."""
    assert not [name for name in wanted_alarms(GUARDED, "dev") if "interventions" in name]
    wanted = wanted_alarms(GUARDED, "dev", {**ON, "alarm_actions": TOPICS}, {"cai": {"interventions": "3"}})
    assert list(wanted) == [f"dev-cai-guardrail-{region}-interventions" for region in (EAST, WEST)]
    alarm = wanted["dev-cai-guardrail-us-east-1-interventions"]
    assert alarm["dimensions"] == PINNED
    assert alarm["tags"] == {"Workload": "cai", "ProfileKey": "guardrail"}
    assert (alarm["threshold"], alarm["alarm_actions"]) == (3, [TOPICS[0]])
    assert "dev-cai-guardrail-us-west-2-interventions" in wanted_alarms(GUARDED, "dev", absent=True)


@pytest.mark.parametrize(
    "pinned", [None, {}, "abc123", {"identifier": "", "version": "1"}, {"identifier": "abc123"}], ids=str
)
def test_a_target_without_a_guardrail_has_none_to_watch(pinned: object) -> None:
    records = {"cai/a": record("cai", "a", [{**target("a"), "guardrail": pinned}])}
    assert wanted_alarms(records, "dev", {**ON, "interventions": 1}) == {}


def test_a_guardrail_may_be_pinned_by_its_arn() -> None:
    arn = "arn:aws:bedrock:us-east-1:999999999999:guardrail/theirs"
    records = {"cai/a": record("cai", "a", [{**target("a"), "guardrail": {"identifier": arn, "version": "DRAFT"}}])}
    wanted = wanted_alarms(records, "dev", {**ON, "interventions": 1})
    (alarm,) = list(wanted.values())
    assert alarm["dimensions"] == {"GuardrailArn": arn, "GuardrailVersion": "DRAFT"}


def test_an_alarm_notifies_topics_of_its_own_region() -> None:
    actions = {"alarm_actions": [*TOPICS, EVERYWHERE], "ok_actions": ",".join(TOPICS)}
    wanted = wanted_alarms(RECORDS, "dev", actions)["dev-copilot-chat-us-west-2-latency"]
    assert (wanted["alarm_actions"], wanted["ok_actions"]) == ([TOPICS[1], EVERYWHERE], [TOPICS[1]])


def test_all_that_there_could_be_is_wanted_away() -> None:
    wanted = wanted_alarms(RECORDS, "dev", ON, {"copilot": {"enabled": False}}, absent=True)
    assert len(wanted) == 15
    assert wanted["dev-copilot-chat-us-west-2-daily-tokens"] == {"region": WEST, "state": "absent"}


@pytest.mark.parametrize(
    ("settings", "entries", "text"),
    [
        ({"latncy": 1}, {}, "x_latncy: is unknown; did you mean 'latency'?"),
        ({"latency": "soon"}, {}, "x_latency: must be a number, not 'soon'"),
        ({"throttles": -1}, {}, "x_throttles: must be at least 0, not -1"),
        ({"period": 90}, {}, "x_period: must be whole minutes up to a day, not 90"),
        ({"datapoints_to_alarm": 4}, {}, "x_datapoints_to_alarm: must be at most evaluation_periods"),
        ({}, {"copilot": {"evaluation_periods": 1}}, "x_entries.copilot.datapoints_to_alarm: must be at most"),
        (
            {"evaluation_periods": 400},
            {},
            "x_period: 400 evaluation_periods of 300 seconds are longer than the 86400 that AWS takes",
        ),
        (
            {"period": 86_400},
            {"copilot/chat": {"evaluation_periods": 8}},
            "x_entries.copilot/chat.period: 8 evaluation_periods of 86400 seconds are longer than the 604800 that AWS",
        ),
        (
            {},
            {"copilot": {"period": 3_540}, "copilot/chat": {"evaluation_periods": 25}},
            "x_entries.copilot/chat.period: 25 evaluation_periods of 3540 seconds are longer than the 86400 that AWS",
        ),
        ({"alarm_actions": "on-call"}, {}, "x_alarm_actions: 'on-call' is no ARN"),
        (
            {"ok_actions": [EVERYWHERE, *(f"{TOPICS[0]}-{number}" for number in range(5)), TOPICS[1]]},
            {},
            "x_ok_actions: holds 6 ARNs for us-east-1, and AWS takes 5",
        ),
        (
            {},
            {"copilot": {"alarm_actions": [EVERYWHERE] * 6}},
            "x_entries.copilot.alarm_actions: holds 6 ARNs, and AWS",
        ),
        ({}, {"copilt/chat": {}}, "x_entries.copilt/chat: there is no workload copilt; did you mean 'copilot'?"),
        ({}, {"copilot": 5}, "x_entries.copilot: must be a map of settings"),
        (
            {},
            {"copilot/chat": {"interventions": 1}},
            "x_entries.copilot/chat.interventions: the entries of copilot share",
        ),
        ({}, {"copilot": {"latency": []}}, "x_entries.copilot.latency: must be a number"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_reported_by_its_variable(
    settings: dict[str, Any], entries: dict[str, Any], text: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        wanted_alarms(RECORDS, "dev", settings, entries, variables="x_")
    assert text in str(caught.value)


def test_what_is_wrong_is_reported_where_it_is_set() -> None:
    """Entries that only inherit it do not tell it again, and settings of a workload hold for its entries."""
    with pytest.raises(ProblemError) as caught:
        wanted_alarms(RECORDS, "dev", {"evaluation_periods": 400}, {"copilot": {"throttles": 1}, "copilot/chat": {}})
    assert len(caught.value.problems) == 1
    entries = {"copilot": {"evaluation_periods": 5}, "copilot/chat": {"datapoints_to_alarm": 4}}
    alarm = wanted_alarms(RECORDS, "dev", {}, entries)["dev-copilot-chat-us-east-1-throttles"]
    assert (alarm["evaluation_periods"], alarm["datapoints_to_alarm"]) == (5, 4)


def test_as_many_actions_as_aws_takes() -> None:
    """In each region; those of others do not count."""
    arns = [f"arn:aws:sns:{region}:123456789012:{number}" for region in (EAST, WEST) for number in range(5)]
    alarm = wanted_alarms(RECORDS, "dev", {"alarm_actions": arns})["dev-copilot-chat-us-east-1-throttles"]
    assert alarm["alarm_actions"] == arns[:5]


def test_all_that_is_wrong_is_reported_at_once() -> None:
    with pytest.raises(ProblemError) as caught:
        wanted_alarms({}, "dev", {"period": 1}, {"search/x": {}, "copilot": {"latncy": 1, "period": "q"}})
    assert len(caught.value.problems) == 3

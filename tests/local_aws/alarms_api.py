# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Metric alarms: kept as they were sent, since moto forgets newer fields and refuses statistics that AWS takes.

moto keeps an alarm of the same name, for its tags, its state and its ARN. Its tags end with it.
"""

from __future__ import annotations

from typing import Any

from moto.cloudwatch.models import Alarm, CloudWatchBackend, cloudwatch_backends

from .alarm_rules import check_alarm
from .messages import Call
from .moto_bridge import MOTO_LOCK

_DEFAULTS: dict[str, Any] = {
    "ActionsEnabled": True,
    "OKActions": [],
    "AlarmActions": [],
    "InsufficientDataActions": [],
    "Dimensions": [],
}
_SENT = "sent_by_clients"


def put_metric_alarm(call: Call) -> dict[str, Any]:
    """API reference: the whole is overwritten, and tags of an alarm that exists are ignored."""
    check_alarm(call.params)
    name, backend = call.params["AlarmName"], alarms_of(call)
    sent = {field: value for field, value in call.params.items() if field != "Tags"}
    with MOTO_LOCK:
        known = name in backend.alarms
        made = _in_moto(backend, name, sent)
        _sent(backend)[name] = sent
        if not known:
            backend.tagger.tag_resource(made.alarm_arn, call.params.get("Tags", []))
    return {}


def describe_alarms(call: Call) -> dict[str, Any] | None:
    names, kinds = call.params.get("AlarmNames"), call.params.get("AlarmTypes") or ["MetricAlarm"]
    prefix = call.params.get("AlarmNamePrefix", "")
    if "MetricAlarm" not in kinds or {"ActionPrefix", "StateValue"} & call.params.keys():
        return None
    backend = alarms_of(call)
    with MOTO_LOCK:
        rows = [_row(backend.alarms[name], sent) for name, sent in _sent(backend).items() if name in backend.alarms]
    found = [row for row in rows if row["AlarmName"].startswith(prefix)]
    return {"MetricAlarms": [row for row in found if not names or row["AlarmName"] in names], "CompositeAlarms": []}


def delete_alarms(call: Call) -> None:
    backend = alarms_of(call)
    with MOTO_LOCK:
        for name in call.params["AlarmNames"]:
            _sent(backend).pop(name, None)
            if name in backend.alarms:
                backend.tagger.delete_all_tags_for_resource(backend.alarms[name].alarm_arn)


def alarms_of(call: Call) -> CloudWatchBackend:
    return cloudwatch_backends[call.account][call.region]


def _sent(backend: CloudWatchBackend) -> dict[str, dict[str, Any]]:
    """What clients have sent, by name; moto's reset makes it empty."""
    found: dict[str, dict[str, Any]] = backend.__dict__.setdefault(_SENT, {})
    return found


def _in_moto(backend: CloudWatchBackend, name: str, sent: dict[str, Any]) -> Alarm:
    return backend.put_metric_alarm(
        name=name,
        namespace=sent.get("Namespace", ""),
        metric_name=sent.get("MetricName", ""),
        comparison_operator=sent.get("ComparisonOperator", ""),
        evaluation_periods=sent.get("EvaluationPeriods", 0),
        period=sent.get("Period", 0),
        threshold=sent.get("Threshold", 0),
        statistic=sent.get("Statistic", ""),
        description=sent.get("AlarmDescription", ""),
        dimensions=sent.get("Dimensions", []),
        alarm_actions=sent.get("AlarmActions", []),
        metric_data_queries=None,
    )


def _row(alarm: Alarm, sent: dict[str, Any]) -> dict[str, Any]:
    moment = alarm.configuration_updated_timestamp.timestamp()
    reported = {
        "AlarmArn": alarm.alarm_arn,
        "AlarmConfigurationUpdatedTimestamp": moment,
        "StateValue": alarm.state_value,
        "StateReason": alarm.state_reason,
        "StateUpdatedTimestamp": alarm.state_updated_timestamp.timestamp(),
    }
    row = {**_DEFAULTS, **sent, **reported}
    if "Threshold" in row:
        row["Threshold"] = float(row["Threshold"])
    return row

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What moto's CloudWatch does otherwise than AWS: dashboards are global and have tags. Alarms: alarms_api."""

from __future__ import annotations

import json
import re
from typing import Any

from moto.cloudwatch.models import CloudWatchBackend, cloudwatch_backends

from .alarms_api import alarms_of
from .errors import AwsError, not_found
from .messages import Call
from .moto_bridge import MOTO_LOCK

# The region under which moto keeps what AWS keeps globally.
_GLOBAL = "us-east-1"
_NAME = re.compile(r"[A-Za-z0-9_-]{1,255}")
_DASHBOARD = ":dashboard/"


def put_dashboard(call: Call) -> dict[str, Any]:
    name, body = call.params["DashboardName"], call.params["DashboardBody"]
    if not _NAME.fullmatch(name):
        raise AwsError("InvalidParameterInput", f"The value {name} for field DashboardName is not valid.", 400)
    try:
        widgets = json.loads(body)["widgets"]
    except (ValueError, KeyError, TypeError) as error:
        raise AwsError("InvalidParameterInput", "The field DashboardBody must be a valid JSON object", 400) from error
    with MOTO_LOCK:
        backend = _dashboards(call)
        known = name in backend.dashboards
        made = backend.put_dashboard(name, body)
        # API reference: tags of a dashboard that exists are ignored.
        if not known:
            backend.tagger.tag_resource(made.arn, call.params.get("Tags", []))
    messages = [
        {"DataPath": f"/widgets/{number}", "Message": "Should have a type"}
        for number, widget in enumerate(widgets)
        if "type" not in widget
    ]
    return {"DashboardValidationMessages": messages}


def get_dashboard(call: Call) -> dict[str, Any]:
    found = _dashboards(call).dashboards.get(call.params["DashboardName"])
    if found is None:
        raise AwsError("ResourceNotFound", f"Dashboard {call.params['DashboardName']} does not exist", 404)
    return {"DashboardArn": found.arn, "DashboardName": found.name, "DashboardBody": found.body}


def list_dashboards(call: Call) -> dict[str, Any]:
    found = _dashboards(call).list_dashboards(call.params.get("DashboardNamePrefix", ""))
    return {"DashboardEntries": [{"DashboardName": one.name, "DashboardArn": one.arn} for one in found]}


def delete_dashboards(call: Call) -> dict[str, Any]:
    backend, names = _dashboards(call), call.params["DashboardNames"]
    missing = [name for name in names if name not in backend.dashboards]
    if missing:
        raise AwsError("ResourceNotFound", f"Dashboard {missing[0]} does not exist", 404)
    with MOTO_LOCK:
        for name in names:
            backend.tagger.delete_all_tags_for_resource(backend.dashboards.pop(name).arn)
    return {}


def list_tags(call: Call) -> dict[str, Any] | None:
    arn = call.params["ResourceARN"]
    if _DASHBOARD not in arn:
        if ":alarm:" in arn and arn not in [alarm.alarm_arn for alarm in alarms_of(call).alarms.values()]:
            raise not_found(f"Alarm {arn} does not exist")
        return None
    return _dashboard_of(call, arn).tagger.list_tags_for_resource(arn)


def tag(call: Call) -> dict[str, Any] | None:
    arn = call.params["ResourceARN"]
    if _DASHBOARD not in arn:
        return None
    with MOTO_LOCK:
        _dashboard_of(call, arn).tagger.tag_resource(arn, call.params["Tags"])
    return {}


def untag(call: Call) -> dict[str, Any] | None:
    arn = call.params["ResourceARN"]
    if _DASHBOARD not in arn:
        return None
    with MOTO_LOCK:
        _dashboard_of(call, arn).tagger.untag_resource_using_names(arn, call.params["TagKeys"])
    return {}


def _dashboards(call: Call) -> CloudWatchBackend:
    return cloudwatch_backends[call.account][_GLOBAL]


def _dashboard_of(call: Call, arn: str) -> CloudWatchBackend:
    backend = _dashboards(call)
    if arn not in [found.arn for found in backend.dashboards.values()]:
        raise not_found(f"Dashboard {arn} does not exist")
    return backend

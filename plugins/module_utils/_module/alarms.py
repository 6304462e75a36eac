# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alarms between Ansible and the engine: parameters in, one outcome out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn

from ansible_collections.genai.bedrock.plugins.module_utils._aws.alarms import AlarmGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_report import (
    alarm_rows,
    diff_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_settings import FIELDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import (
    ACTIONS,
    AlarmDone,
    WantedAlarm,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import (
    Outcome,
    action_counts,
    action_rows,
    steps_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.alarms import converge
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    Module,
    clients_of,
    fail_with,
    finish_with,
)


def run(
    module: Module, wanted: Sequence[WantedAlarm], regions: Iterable[str], owner: Mapping[str, str], *, purge: bool
) -> Outcome[AlarmDone]:
    """Converge, speaking to Ansible only where nothing may be written. ``regions`` are purged, too."""
    workers = module.params["workers"]
    clients = clients_of(module, workers=workers)
    places = dict.fromkeys([*(entry.region for entry in wanted), *(regions if purge else ())])
    try:
        gateways = {region: AlarmGateway(clients, region) for region in places}
        if unknown := _unknown(wanted, gateways):
            fail_with(module, unknown)
        return converge(wanted, gateways, owner=owner, purge=purge, check=module.check_mode, workers=workers)
    except ProblemError as error:
        fail_with(module, error.problems)


def _unknown(wanted: Sequence[WantedAlarm], gateways: Mapping[str, AlarmGateway]) -> list[Problem]:
    """What only a newer botocore can send."""
    known = {region: gateway.known_fields for region, gateway in gateways.items()}
    options = {field: option for option, field in FIELDS.items()}
    return [
        Problem(f"{options[field]}: the installed botocore does not support it; update boto3", entry.name, entry.region)
        for entry in wanted
        for field in entry.settings
        if field in options and field not in known[entry.region]
    ]


def finish(module: Module, outcome: Outcome[AlarmDone]) -> NoReturn:
    """One exit_json, or one fail_json with what failed and what succeeded."""
    steps = steps_of(outcome.succeeded)
    finish_with(
        module,
        outcome.problems,
        lambda: diff_of(steps),
        changed=outcome.changed,
        alarms=alarm_rows(outcome.succeeded),
        actions=action_rows(steps),
        summary=action_counts(ACTIONS, steps),
    )

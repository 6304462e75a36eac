# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is watched between Ansible and the engine: parameters in, one outcome out."""

from __future__ import annotations

import time
from typing import NoReturn

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.watching import WatchConnection
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_requests import requested_alarms
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboards import dashboard
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watch_request import read_request
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watching import (
    RENDERED,
    Request,
    alarm_map,
    shown_records,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError, problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.observing import Observed, Run, observe
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.observing_report import (
    diffs,
    errors,
    result_of,
    warnings,
)
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import Module, fail_with_lines, warn_of
from ansible_collections.genai.bedrock.plugins.module_utils._module.connection import connection_of


def run(module: Module) -> NoReturn:
    """Update, delete or only check; one exit_json, or one fail_json with what failed and what succeeded."""
    request, wrong = read_request(module.params)
    if wrong:
        fail_with_lines(module, wrong, changed=False)
    if request.state == RENDERED:
        _render(module, request)
    workers = module.params["workers"]
    try:
        clients = Clients(connection_of(module.params, module._name), workers=workers)
        done = observe(request, WatchConnection(clients), Run(module.check_mode, workers, time.sleep))
    except ProblemError as error:
        fail_with_lines(module, [problem.message for problem in error.problems])
    except CallError as error:
        fail_with_lines(module, [error.problem().message])
    _finish(module, done)


def _render(module: Module, request: Request) -> NoReturn:
    """What the settings come to for the records that are given, without AWS."""
    records = request.records or {}
    try:
        alarms = alarm_map(request, records)
        requested_alarms(alarms, region=None, owner={ENVIRONMENT: request.environment}, tags=request.tags)
    except ProblemError as error:
        fail_with_lines(module, [problem.message for problem in error.problems], changed=False)
    shown = shown_records(request, records)
    body = dict(dashboard(shown, request.environment, request.period).body) if request.dashboard and shown else None
    reported = {"name": request.dashboard_name, "body": body} if body else None
    module.exit_json(changed=False, wanted_alarms=alarms, dashboard=reported, lines=[], problems=[])


def _finish(module: Module, done: Observed) -> NoReturn:
    warn_of(warnings(done))
    reported = result_of(done, check=module.check_mode)
    if module._diff:
        reported["diff"] = diffs(done)
    if failed := errors(done):
        fail_with_lines(module, problem_lines(failed), errors=failed, **reported)
    module.exit_json(problems=[], **reported)

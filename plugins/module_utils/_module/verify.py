# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verification between Ansible and the engine: records in, verdicts out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, NoReturn

from ansible_collections.genai.bedrock.plugins.module_utils._aws.runtime import RegionRuntime
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import (
    Problem,
    ProblemError,
    problem_lines,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.lines import target_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.verification import (
    checks,
    problems_of,
    rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.verifying import verify
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import Module, clients_of, fail_with


def run(module: Module) -> NoReturn:
    """Call every target, or only validate the records in check mode."""
    params = module.params
    try:
        wanted = checks(params["records"], params["arns"], params["guardrail_phrase"])
    except ProblemError as error:
        _finish(module, [], error.problems)
    if module.check_mode or not wanted:
        _finish(module, [], [])
    clients = clients_of(module, workers=params["workers"])
    runtimes = {
        region: RegionRuntime(clients, region, timeout=params["timeout"])
        for region in dict.fromkeys(check.region for check in wanted if check.callable)
    }
    verdicts = verify(wanted, runtimes, workers=params["workers"], sleep=time.sleep)
    _finish(module, rows(verdicts), problems_of(verdicts))


def _finish(module: Module, targets: list[dict[str, Any]], problems: Sequence[Problem]) -> NoReturn:
    lines = problem_lines(problem.as_dict() for problem in problems)
    reported = {"changed": False, "targets": targets, "lines": target_lines(targets), "problems": lines}
    if problems:
        fail_with(module, problems, **reported)
    module.exit_json(**reported)

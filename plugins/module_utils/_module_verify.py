# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verification between Ansible and the engine: records in, verdicts out."""

from __future__ import annotations

import time
from typing import NoReturn

from ansible_collections.genai.bedrock.plugins.module_utils._aws.runtime import RegionRuntime
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.verification import (
    checks,
    problems_of,
    rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.verifying import verify
from ansible_collections.genai.bedrock.plugins.module_utils._module import Module, clients_of, fail_with


def run(module: Module) -> NoReturn:
    """Call every target, or only look at the records in check mode."""
    params = module.params
    try:
        wanted = checks(params["records"], params["arns"], params["guardrail_phrase"])
    except ProblemError as error:
        fail_with(module, error.problems, changed=False, targets=[])
    if module.check_mode or not wanted:
        module.exit_json(changed=False, targets=[])
    clients = clients_of(module, workers=params["workers"])
    runtimes = {
        region: RegionRuntime(clients, region, timeout=params["timeout"])
        for region in dict.fromkeys(check.region for check in wanted if check.callable)
    }
    verdicts = verify(wanted, runtimes, workers=params["workers"], sleep=time.sleep)
    if problems := problems_of(verdicts):
        fail_with(module, problems, changed=False, targets=rows(verdicts))
    module.exit_json(changed=False, targets=rows(verdicts))

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Guardrails between Ansible and the engine: parameters in, one outcome out."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from ansible_collections.genai.bedrock.plugins.module_utils._aws.guardrails import GuardrailGateway
from ansible_collections.genai.bedrock.plugins.module_utils._aws.ssm_parameters import ParameterGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guardrails import ACTIONS, WantedGuardrail
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.report import (
    action_rows,
    diff_of,
    guardrail_rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import action_counts, steps_of
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.guardrails import (
    GuardrailOutcome,
    converge,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.pinning import nothing_pinned, pins_of
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    Module,
    clients_of,
    fail_with,
    finish_with,
    warn_of,
)


def run(module: Module, wanted: Sequence[WantedGuardrail], workers: int) -> GuardrailOutcome:
    """Converge, speaking to Ansible only where nothing may be written."""
    clients = clients_of(module, workers=workers)
    try:
        gateways = {entry.region: GuardrailGateway(clients, entry.region) for entry in wanted}
        pins = nothing_pinned
        if any(entry.keep_versions for entry in wanted):
            places = dict.fromkeys([*gateways, *(module.params["record_regions"] or ())])
            pins = pins_of({region: ParameterGateway(clients, region) for region in places})
        return converge(wanted, gateways, check=module.check_mode, workers=workers, sleep=time.sleep, pins=pins)
    except ProblemError as error:
        fail_with(module, error.problems)


def finish(module: Module, outcome: GuardrailOutcome, result: Mapping[str, Any]) -> NoReturn:
    """One exit_json, or one fail_json with what failed and what succeeded."""
    warn_of(outcome.warnings)
    finish_with(
        module,
        outcome.problems,
        lambda: diff_of(steps_of(outcome.succeeded)),
        changed=outcome.changed,
        **result,
    )


def result_of(outcome: GuardrailOutcome, primary: str) -> dict[str, Any]:
    """Rows of all regions, and that of the primary one by itself."""
    rows = guardrail_rows(outcome.succeeded)
    row = next((row for row in rows if row["region"] == primary), None)
    return {
        "guardrail": row,
        "version": row["version"] if row else None,
        "guardrails": rows,
        "actions": action_rows(outcome.succeeded),
        "summary": action_counts(ACTIONS, steps_of(outcome.succeeded)),
    }

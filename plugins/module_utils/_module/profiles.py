# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Inference profiles between Ansible and the engine: parameters in, one outcome out."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NoReturn

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.genai.bedrock.plugins.module_utils._aws.gateway import RegionGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import (
    action_rows,
    diff_of,
    profile_rows,
    superseded_rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ACTIONS
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import action_counts, steps_of
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.inference_profiles import (
    ProfileOutcome,
    converge,
)
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    Module,
    clients_of,
    fail_with,
    finish_with,
    warn_of,
)

#: Options of one profile, in the singular module and in each value of the bulk map.
PROFILE_OPTIONS: dict[str, dict[str, Any]] = {
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "model_source": {"type": "str"},
    "geography": {"type": "raw"},
    "description": {"type": "str"},
    "tags": {"type": "dict", "aliases": ["resource_tags"]},
}
#: Additional options of a value in the bulk map.
ENTRY_OPTIONS: dict[str, dict[str, Any]] = PROFILE_OPTIONS | {
    "name": {"type": "str"},
    "name_generated": {"type": "bool"},
    "regions": {"type": "list", "elements": "str"},
    "moved_from": {"type": "str"},
}


def read_entries(inference_profiles: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The bulk map with every value checked and cast; raises with the problems of all keys."""
    entries: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for key, value in inference_profiles.items():
        if not isinstance(value, Mapping):
            problems.append(Problem(f"must be a map of options, not {type(value).__name__}", str(key)))
            continue
        checked = ArgumentSpecValidator(ENTRY_OPTIONS).validate(dict(value))
        problems += [Problem(text, str(key)) for text in checked.error_messages]
        entries[str(key)] = checked.validated_parameters
    if problems:
        raise ProblemError(problems)
    return entries


def run(
    module: Module, wanted: Sequence[WantedProfile], regions: Sequence[str], policy: Policy, workers: int
) -> ProfileOutcome:
    """Converge, speaking to Ansible only where nothing may be written."""
    clients = clients_of(module, workers=workers)
    try:
        gateways = {region: RegionGateway(clients, region) for region in regions}
        return converge(wanted, gateways, policy, check=module.check_mode, workers=workers, sleep=time.sleep)
    except ProblemError as error:
        fail_with(module, error.problems)


def finish(module: Module, outcome: ProfileOutcome, result: Mapping[str, Any]) -> NoReturn:
    """One exit_json, or one fail_json with what failed and what succeeded."""
    warn_of(outcome.plan.warnings)
    finish_with(module, outcome.problems, lambda: diff_of(outcome.succeeded), changed=outcome.changed, **result)


def bulk_result(outcome: ProfileOutcome) -> dict[str, Any]:
    steps = steps_of(outcome.succeeded)
    orphans = [
        {"key": profile.key, "region": profile.region, "inference_profile_arn": profile.arn}
        for profile in outcome.plan.orphans
    ]
    return {
        "inference_profiles": profile_rows(outcome.succeeded),
        "actions": action_rows(steps),
        "summary": action_counts(ACTIONS, steps),
        "superseded": superseded_rows(steps),
        "orphans": orphans,
    }


def today() -> str:
    return datetime.now(UTC).date().isoformat()

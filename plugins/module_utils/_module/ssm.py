# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parameters between Ansible and the engine: parameters in, one outcome out, and no secret on the way."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from ansible.module_utils.common.validation import check_type_dict
from ansible_collections.genai.bedrock.plugins.module_utils._aws.ssm_parameters import ParameterGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.report import (
    diff_of,
    parameter_rows,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.requests import OPTIONS
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    ACTIONS,
    WantedParameter,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import action_counts, action_rows, steps_of
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.ssm_parameters import (
    ParameterOutcome,
    converge,
)
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import (
    Module,
    clients_of,
    fail_with,
    finish_with,
)
from ansible_collections.genai.bedrock.plugins.module_utils._module.hidden import ArgumentType, Hidden, unhidden

_HIDDEN = "(parameter value, not shown)"
_OPEN = frozenset(OPTIONS) - {"value"}


class _ValueType(ArgumentType):
    """The type of a value, which cannot be ``no_log`` only where another argument says SecureString.

    Ansible logs and returns arguments even when it refuses them; so values are hidden while the arguments are read.
    """

    def __call__(self, value: Any) -> Any:
        return Hidden.of(value, _HIDDEN)


class _MapType(ArgumentType):
    """The type of a map of entries. Other values are hidden completely, since rejecting them here would show them."""

    def __call__(self, value: Any) -> dict[str, Any] | Hidden:
        try:
            entries = check_type_dict(value)
        except TypeError:
            return Hidden.of(value, _HIDDEN)
        return {str(name): _hide_entry(entry) for name, entry in entries.items()}


VALUE_TYPE = _ValueType("raw")
MAP_TYPE = _MapType("dict")


def _hide_entry(entry: Any) -> Any:
    if not isinstance(entry, Mapping):
        return Hidden.of(entry, _HIDDEN)
    return {key: item if key in _OPEN else Hidden.of(item, _HIDDEN) for key, item in entry.items()}


def shown_entries(entries: Mapping[str, Any] | Hidden) -> dict[str, Any]:
    """The entries with their real values; these are in no argument of the module."""
    if isinstance(entries, Hidden):
        kind = type(entries.value).__name__
        raise ProblemError([Problem(f"ssm_parameters is a map of parameter name to options, not {kind}")])
    return {name: _unhidden_entry(entry) for name, entry in entries.items()}


def _unhidden_entry(entry: Any) -> Any:
    if isinstance(entry, Mapping):
        return {key: unhidden(item) for key, item in entry.items()}
    return unhidden(entry)


def run(module: Module, wanted: Sequence[WantedParameter], workers: int) -> ParameterOutcome:
    """Converge, speaking to Ansible only where nothing may be written."""
    clients = clients_of(module, workers=workers)
    regions = dict.fromkeys(entry.region for entry in wanted)
    try:
        gateways = {region: ParameterGateway(clients, region) for region in regions}
        return converge(wanted, gateways, check=module.check_mode, workers=workers, sleep=time.sleep)
    except ProblemError as error:
        fail_with(module, error.problems)


def finish(module: Module, outcome: ParameterOutcome, result: Mapping[str, Any]) -> NoReturn:
    """One exit_json, or one fail_json with what failed and what succeeded."""
    finish_with(module, outcome.problems, lambda: diff_of(outcome.succeeded), changed=outcome.changed, **result)


def bulk_result(outcome: ParameterOutcome) -> dict[str, Any]:
    steps = steps_of(outcome.succeeded)
    return {
        "ssm_parameters": parameter_rows(outcome.succeeded, outcome.account),
        "actions": action_rows(steps),
        "summary": action_counts(ACTIONS, steps),
    }

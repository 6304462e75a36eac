# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The only code that uses Ansible: arguments in, one exit_json or one fail_json out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NoReturn, Protocol, cast

from ansible.module_utils.common import warnings
from ansible_collections.amazon.aws.plugins.module_utils.botocore import check_sdk_version_supported
from ansible_collections.amazon.aws.plugins.module_utils.exceptions import AnsibleBotocoreError
from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients, Connection
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.endpoints import region_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import (
    Problem,
    ProblemError,
    problem_lines,
    summarize,
)
from ansible_collections.genai.bedrock.plugins.module_utils._module.connection import (
    connection_of,
    connection_spec,
    hide_access_key,
)

#: The first botocore whose service model has application inference profiles with tags and lifecycle dates.
BOTOCORE_FLOOR = "1.42.0"


class Module(Protocol):
    """What of AnsibleAWSModule is used."""

    params: dict[str, Any]
    check_mode: bool
    _diff: bool
    _name: str

    def exit_json(self, **result: Any) -> NoReturn: ...

    def fail_json(self, msg: str, **result: Any) -> NoReturn: ...


def aws_module(
    argument_spec: Mapping[str, Any], *, offline: Callable[[Mapping[str, Any]], bool] | None = None, **settings: Any
) -> Module:
    """A module with the connection options and its own; check mode is always supported.

    If ``offline`` is true for its options, it works without boto3.
    """
    spec = {**connection_spec(), **argument_spec}
    module = AnsibleAWSModule(argument_spec=spec, supports_check_mode=True, check_boto3=False, **settings)
    hide_access_key(module.params)
    if offline is None or not offline(module.params):
        _require_boto(module)
    return cast(Module, module)


def _require_boto(module: AnsibleAWSModule) -> None:
    try:
        check_sdk_version_supported(warn=module.warn)
    except AnsibleBotocoreError as error:
        module.fail_json(msg=str(error))
    module.require_botocore_at_least(BOTOCORE_FLOOR, reason="to manage application inference profiles")


class _Failing(Protocol):
    """Ends a module with problems."""

    def __call__(self, module: Module, problems: Iterable[Problem], /) -> NoReturn: ...


class _ModuleClients(Clients):
    """Clients of a module, which ends where one cannot be made: on the main thread, before anything is written."""

    def __init__(self, module: Module, connection: Connection, workers: int, fail: _Failing) -> None:
        self._module, self._fail = module, fail
        super().__init__(connection, workers=workers)

    def client(self, service: str, region: str, **settings: Any) -> Any:
        try:
            return super().client(service, region, **settings)
        except CallError as error:
            self._fail(self._module, [error.problem()])

    def later(self, service: str, region: str) -> Callable[[], Any]:
        """As its base, but what goes wrong is an error of the call: writes may have begun."""
        return partial(super().client, service, region)


def clients_of(
    module: Module, *, workers: int = 16, options: Mapping[str, Any] | None = None, fail: _Failing | None = None
) -> Clients:
    """One session for the whole run, from the module's connection options or from others of the same names.

    Whatever is wrong with them ends the module, by ``fail``.
    """
    fails = fail or fail_with
    connection = _connection(module, options, fails)
    try:
        return _ModuleClients(module, connection, workers, fails)
    except CallError as error:
        fails(module, [error.problem()])


def _connection(module: Module, options: Mapping[str, Any] | None = None, fail: _Failing | None = None) -> Connection:
    try:
        return connection_of(module.params if options is None else options, module._name)
    except ProblemError as error:
        (fail or fail_with)(module, error.problems)


def regions_of(module: Module) -> list[str]:
    """The ``regions`` option, else the region of the connection; an error where neither is set, or one cannot be."""
    regions = list(module.params.get("regions") or [])
    if not regions and (region := region_of(module)):
        regions = [region]
    if not regions:
        fail_with(module, [Problem("no region: set region, regions, or AWS_REGION in the environment")])
    if problems := [Problem(problem) for problem in map(region_problem, regions) if problem]:
        fail_with(module, problems)
    return regions


def region_of(module: Module) -> str | None:
    """The region of the connection, None where neither options, environment nor profile have one."""
    return _connection(module).region


def fail_with(module: Module, found: Iterable[Problem], /, **result: Any) -> NoReturn:
    """Fail once, with every problem as a sentence and as data."""
    listed = list(found)
    module.fail_json(msg=summarize(listed), errors=[problem.as_dict() for problem in listed], **result)


def finish_with(module: Module, found: Sequence[Problem], diff: Callable[[], object], /, **result: Any) -> NoReturn:
    """One exit_json, or one fail_json with what failed and what succeeded; ``diff`` is called in diff mode only."""
    if module._diff:
        result["diff"] = diff()
    if found:
        fail_with(module, found, **result)
    module.exit_json(**result)


def refuse_with(
    module: Module, problems: Iterable[Problem], /, line: Callable[[str], str] = lambda text: text
) -> NoReturn:
    """Fail before anything is written, with ``problems`` as lines beside the rows; ``line`` may change each."""
    listed = list(problems)
    lines = [line(text) for text in problem_lines(problem.as_dict() for problem in listed)]
    fail_with(module, listed, problems=lines, refused=True, changed=False)


def fail_with_lines(module: Module, problems: Iterable[str], /, **result: Any) -> NoReturn:
    """Fail once, with every problem as a line of ``problems``; equal ones are said once."""
    listed = list(dict.fromkeys(problems))
    msg = listed[0] if len(listed) == 1 else f"{len(listed)} problems: " + " | ".join(listed)
    module.fail_json(msg=msg, problems=listed, **result)


def warn_of(texts: Iterable[str]) -> None:
    """Warn in addition to the result.

    Not through AnsibleAWSModule: it repeats them in the result, and ansible-core answers with a deprecation.
    """
    for text in texts:
        warnings.warn(text)

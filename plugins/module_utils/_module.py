# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The only place that speaks to Ansible: arguments in, one exit_json or one fail_json out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NoReturn, Protocol, cast

from ansible.module_utils.common import warnings
from ansible.module_utils.common.validation import check_type_str
from ansible_collections.amazon.aws.plugins.module_utils.botocore import get_aws_connection_info
from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule, aws_argument_spec
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients, Connection
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, summarize
from ansible_collections.genai.bedrock.plugins.module_utils._module_hidden import ArgumentType, Hidden, unhidden

#: The first botocore whose service model has application inference profiles with tags and lifecycle dates.
BOTOCORE_FLOOR = "1.42.0"
_ACCESS_KEY = "access_key"


class Module(Protocol):
    """What of AnsibleAWSModule is used."""

    params: dict[str, Any]
    check_mode: bool
    _diff: bool
    _name: str

    def exit_json(self, **result: Any) -> NoReturn: ...

    def fail_json(self, msg: str, **result: Any) -> NoReturn: ...


def aws_module(argument_spec: Mapping[str, Any], **settings: Any) -> Module:
    """A module with amazon.aws's connection options beside its own; check mode is always supported."""
    spec = {_ACCESS_KEY: _hidden_access_key(), **argument_spec}
    module = AnsibleAWSModule(argument_spec=spec, supports_check_mode=True, **settings)
    for alias in spec[_ACCESS_KEY]["aliases"]:
        if module.params.get(alias):
            module.params[alias] = str(module.params[_ACCESS_KEY])
    module.require_botocore_at_least(BOTOCORE_FLOOR, reason="to manage application inference profiles")
    return cast(Module, module)


class _AccessKeyType(ArgumentType):
    """The id of an access key, which amazon.aws shows. ``no_log`` would cut its text out of whatever else holds it."""

    def __call__(self, value: Any) -> Any:
        text = check_type_str(value)
        return Hidden.of(text, "(access key, not shown)") if text else text


def _hidden_access_key() -> dict[str, Any]:
    return {**aws_argument_spec()[_ACCESS_KEY], "type": _AccessKeyType("str")}


def clients_of(module: Module, *, workers: int = 16) -> Clients:
    """One session for the whole run, from the connection options."""
    region, endpoint_url, boto = get_aws_connection_info(module)
    connection = Connection(
        region=region,
        profile=boto.get("profile_name"),
        access_key=unhidden(boto.get("aws_access_key_id")),
        secret_key=boto.get("aws_secret_access_key"),
        session_token=boto.get("aws_session_token"),
        endpoint_url=endpoint_url or None,
        verify=boto.get("verify"),
        config=boto.get("aws_config"),
        user_agent=f"genai.bedrock/{module._name}",
    )
    try:
        return Clients(connection, workers=workers)
    except CallError as error:
        fail_with(module, [error.problem()])


def regions_of(module: Module) -> list[str]:
    """The ``regions`` option, else the region of the connection; an error where neither is set."""
    regions = list(module.params.get("regions") or [])
    if not regions and (region := region_of(module)):
        regions = [region]
    if not regions:
        fail_with(module, [Problem("no region: set region, regions, or AWS_REGION in the environment")])
    return regions


def region_of(module: Module) -> str | None:
    region: str | None = get_aws_connection_info(module)[0]
    return region


def fail_with(module: Module, problems: Iterable[Problem], **result: Any) -> NoReturn:
    """Fail once, with every problem as a sentence and as data."""
    listed = list(problems)
    module.fail_json(msg=summarize(listed), errors=[problem.as_dict() for problem in listed], **result)


def warn_of(texts: Iterable[str]) -> None:
    """Warn beside the result.

    Not through AnsibleAWSModule: it repeats them in the result, and ansible-core answers with a deprecation.
    """
    for text in texts:
        warnings.warn(text)

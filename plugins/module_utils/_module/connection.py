# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connection options between Ansible and ``_aws``: one set for all modules and lookups, read in one way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.module_utils.common.validation import check_type_str
from ansible_collections.amazon.aws.plugins.module_utils.modules import aws_argument_spec
from ansible_collections.genai.bedrock.plugins.module_utils._aws.connections import Connection, read_connection
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.options import ALIASES
from ansible_collections.genai.bedrock.plugins.module_utils._module.hidden import ArgumentType, Hidden, unhidden

_ACCESS_KEY = "access_key"


class _AccessKeyType(ArgumentType):
    """The id of an access key, which amazon.aws shows. ``no_log`` would mask its text everywhere else."""

    def __call__(self, value: Any) -> Any:
        text = check_type_str(value)
        return Hidden.of(text, "(access key, not shown)") if text else text


def connection_spec() -> dict[str, dict[str, Any]]:
    """amazon.aws's connection options and ours.

    Without amazon.aws's fallbacks: once the environment is read into an option, the user's value cannot be told from
    that of the shell.
    """
    ours: dict[str, dict[str, Any]] = {
        "endpoint_urls": {"type": "dict"},
        "assume_role_arn": {"type": "str"},
        "assume_role_external_id": {"type": "str"},
        "assume_role_session_name": {"type": "str", "default": "genai.bedrock"},
    }
    spec = {name: dict(option) for name, option in aws_argument_spec().items()} | ours
    for name in ALIASES:
        spec[name].pop("fallback", None)
    spec[_ACCESS_KEY]["type"] = _AccessKeyType("str")
    return spec


def hide_access_key(params: dict[str, Any]) -> None:
    """Ansible keeps what was given under an alias as it was; it is not shown there, either."""
    for alias in ALIASES[_ACCESS_KEY]:
        if params.get(alias):
            params[alias] = str(params[_ACCESS_KEY])


def connection_of(options: Mapping[str, Any], user_agent: str = "") -> Connection:
    """The connection of a module's params, a lookup's options, or a map of connection options (aliases count).

    ``user_agent``: the plugin that calls. Raises ProblemError; nothing is called yet.
    """
    known = {key: unhidden(options[key]) for name in ALIASES for key in (name, *ALIASES[name]) if key in options}
    return read_connection(known, user_agent=f"genai.bedrock/{user_agent}" if user_agent else "genai.bedrock")

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails with a readable message: a headline, and each problem once on its own line."""

from __future__ import annotations

from typing import Any

from ansible import constants
from ansible.plugins.action import ActionBase
from ansible.plugins.loader import callback_loader
from ansible_collections.genai.bedrock.plugins.module_utils._core.problem_display import headline, merged

ARGUMENTS = {
    "problems": {"type": "list", "elements": "str", "required": True},
    "msg": {"type": "str", "default": ""},
    "refused": {"type": "bool", "default": False},
}


class ActionModule(ActionBase):
    TRANSFERS_FILES = False
    _requires_connection = False

    def run(self, tmp: Any = None, task_vars: Any = None) -> Any:
        result: dict[str, Any] = super().run(tmp, task_vars)
        _checked, given = self.validate_argument_spec(argument_spec=ARGUMENTS)
        problems = given["problems"]
        if not problems:
            return result | {"changed": False}
        # Ansible would show the place of this task, which is ours, between the headline and the problems.
        self._task._ds = None
        lines = merged(problems)
        return result | {
            "changed": False,
            "failed": True,
            "msg": given["msg"] or headline(problems, refused=given["refused"]),
            # With an end of line, YAML shows even one as it is, and not wrapped.
            "problems": "".join(f"{line}\n" for line in lines) if _shown_as_yaml() else lines,
            # One line of JSON is hard to read.
            "_ansible_verbose_always": True,
        }


def _shown_as_yaml() -> bool:
    """Whether the callback shows texts as blocks, as against a JSON string with escaped ends of lines."""
    # Its options are known when it has been loaded, which another callback makes no need of.
    callback_loader.get("default", class_only=True)
    shown = constants.config.get_config_value("result_format", plugin_type="callback", plugin_name="default")
    return bool(shown == "yaml")

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments whose value Ansible neither logs nor returns, and that censor nothing else, as ``no_log`` would."""

from __future__ import annotations

from typing import Any


class Hidden(str):
    """Stands for a value in all that Ansible logs or returns of a module's arguments; ``value`` is the real one."""

    value: Any

    @classmethod
    def of(cls, value: Any, shown: str) -> Hidden:
        hidden = cls(shown)
        hidden.value = value
        return hidden


class ArgumentType(str):
    """A type that Ansible calls, as it does with functions, and that documentation tests see by its documented name."""

    def __call__(self, value: Any) -> Any:
        raise NotImplementedError


def unhidden(value: Any) -> Any:
    """The real value of an argument that may be hidden."""
    return value.value if isinstance(value, Hidden) else value

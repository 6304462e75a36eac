# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which variable a user has set: the role's own, or the one of the environment that its default repeats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: A default of a role that only repeats another variable.
_REPEATS = re.compile(r"\{\{ (\w+) \| default\(.*\) \}\}")


def setting_variables(entries_variable: str, variables: Mapping[str, Any]) -> dict[str, str]:
    """Setting → its variable, for the role whose entries are in ``entries_variable``.

    ``variables`` are those that the play sees, not rendered.
    """
    start = entries_variable.removesuffix("entries")
    settings = {name.removeprefix(start): value for name, value in variables.items() if name.startswith(start)}
    return {setting: _repeated(value) or f"{start}{setting}" for setting, value in settings.items()}


def _repeated(value: object) -> str:
    match = _REPEATS.fullmatch(value) if isinstance(value, str) else None
    return match[1] if match else ""

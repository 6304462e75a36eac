# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors of modules as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import ERRORS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require, text


class FilterModule:
    """The filter problem_lines."""

    def filters(self) -> dict[str, Any]:
        return {"problem_lines": lines}


def lines(errors: Iterable[Mapping[str, Any]], workload: str = "") -> list[str]:
    """One sentence for each error, with the place where it belongs; equal ones are said once."""
    try:
        require(errors=(ERRORS, errors), workload=(text, workload))
    except ValueError as error:
        raise AnsibleFilterError(f"problem_lines: {error}") from error
    return problem_lines(errors, workload)

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verified targets as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification import lines as core


def lines(targets: Sequence[Mapping[str, Any]]) -> list[str]:
    """One line a target, and one that counts them."""
    try:
        return core.target_lines(targets)
    except (KeyError, TypeError) as error:
        text = "target_lines: the input must be the list targets of genai.bedrock.inference_profiles_verify"
        raise AnsibleFilterError(text) from error


class FilterModule:
    """The filter target_lines."""

    def filters(self) -> dict[str, Any]:
        return {"target_lines": lines}

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as SSM parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core import publication


def record_parameters(
    records: Mapping[str, Any],
    prefix: str,
    environment: str,
    removed: Sequence[str] = (),
    document: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The map that the module ssm_parameters takes."""
    return publication.record_parameters(records, prefix, environment, removed, document)


class FilterModule:
    """The filter record_parameters."""

    def filters(self) -> dict[str, Any]:
        return {"record_parameters": record_parameters}

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The facts after a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records import outputs as core
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import RECORDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import fields, list_of, require, text


def outputs(records: Mapping[str, Any], profiles: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The facts of these records; descriptions come from ``profiles``."""
    try:
        require(records=(RECORDS, records), profiles=(list_of(fields({"inference_profile_arn": text})), profiles))
    except ValueError as error:
        raise AnsibleFilterError(f"outputs: {error}") from error
    return core.outputs(records, profiles)


class FilterModule:
    """The filter outputs."""

    def filters(self) -> dict[str, Any]:
        return {"outputs": outputs}

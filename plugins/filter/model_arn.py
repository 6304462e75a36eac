# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ARN of a foundation model in a region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.genai.bedrock.plugins.module_utils._aws.regions import known_regions
from ansible_collections.genai.bedrock.plugins.module_utils._core import arns
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import bare_model_id
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import geography_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import require, text


def model_arn(model_id: str, region: str, allowed_regions: Sequence[str] = ()) -> str:
    """The ARN, with the partition of the region; an ARN is returned as it is."""
    try:
        require(model_id=(text, model_id), region=(text, region), allowed_regions=(TEXTS, allowed_regions))
    except ValueError as error:
        raise AnsibleFilterError(f"model_arn: {error}") from error
    known = known_regions().trusting(allowed_regions)
    if problem := None if model_id.startswith("arn:") else known.problem(region):
        raise AnsibleFilterError(f"model_arn: {problem}")
    if geography := geography_of(model_id):
        raise AnsibleFilterError(
            f"model_arn: '{model_id}' is the id of a system-defined inference profile of geography {geography}, no model; "
            f"give '{bare_model_id(model_id)}', or the profile's id itself as model_source"
        )
    return arns.model_arn(model_id, region)


class FilterModule:
    """The filter model_arn."""

    def filters(self) -> dict[str, Any]:
        return {"model_arn": model_arn}

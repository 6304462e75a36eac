# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cost allocation tags over Cost Explorer, which is global: any region leads to its one endpoint in a partition."""

from __future__ import annotations

from collections.abc import Sequence

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.cost_tags import KEYS_A_READ, KEYS_A_WRITE

_CE = "ce"


class CostTagGateway:
    """Cost Explorer as the engine knows it. Make it on the main thread, since it makes a client."""

    def __init__(self, clients: Clients, region: str) -> None:
        self.region = region
        self._client = clients.client("ce", region)

    def statuses(self, keys: Sequence[str]) -> dict[str, str]:
        """Tag key → ``Active`` or ``Inactive``; a key that Cost Explorer does not know is not there."""
        found: dict[str, str] = {}
        for first in range(0, len(keys), KEYS_A_READ):
            with aws_call(_CE, "ListCostAllocationTags", self.region):
                pages = self._client.get_paginator("list_cost_allocation_tags").paginate(
                    TagKeys=list(keys[first : first + KEYS_A_READ]), Type="UserDefined"
                )
                found |= {row["TagKey"]: row["Status"] for page in pages for row in page["CostAllocationTags"]}
        return found

    def set_status(self, keys: Sequence[str], status: str) -> dict[str, str]:
        """Write the status of the keys; those that Cost Explorer refused come back with why."""
        refused: dict[str, str] = {}
        for first in range(0, len(keys), KEYS_A_WRITE):
            rows = [{"TagKey": key, "Status": status} for key in keys[first : first + KEYS_A_WRITE]]
            with aws_call(_CE, "UpdateCostAllocationTagsStatus", self.region):
                answer = self._client.update_cost_allocation_tags_status(CostAllocationTagsStatus=rows)
                refused |= {row["TagKey"]: _why(row) for row in answer.get("Errors", [])}
        return refused


def _why(row: dict[str, str]) -> str:
    return ": ".join(row[name] for name in ("Code", "Message") if row.get(name)) or "refused without a reason"

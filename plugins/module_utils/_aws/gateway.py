# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine's calls to one region, bound to the region's clients."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws import (
    foundation_models,
    inference_profiles,
    metrics,
    tagging,
)
from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import FoundationModel, SystemProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.creation import Creation
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER, TagDelta


class RegionGateway:
    """The engine's gateway to Bedrock in one region. Make it on the main thread, since it makes clients."""

    def __init__(self, clients: Clients, region: str) -> None:
        self.region = region
        self._bedrock = clients.client("bedrock", region)
        self._tagging = clients.client("resourcegroupstaggingapi", region)
        self._cloudwatch = clients.later("cloudwatch", region)

    def profiles(self) -> list[LiveProfile]:
        return inference_profiles.list_application_profiles(self._bedrock, self.region)

    def get(self, arn: str) -> LiveProfile | None:
        return inference_profiles.get_profile(self._bedrock, self.region, arn)

    def system_profiles(self) -> list[SystemProfile]:
        return inference_profiles.list_system_profiles(self._bedrock, self.region)

    def foundation_models(self) -> list[FoundationModel]:
        return foundation_models.list_foundation_models(self._bedrock, self.region)

    def availability(self, model_id: str) -> dict[str, Any]:
        return foundation_models.get_availability(self._bedrock, self.region, model_id)

    def invocations(self, profile_ids: Sequence[str], hours: int, now: datetime) -> dict[str, int]:
        return metrics.invocations(self._cloudwatch(), self.region, profile_ids, hours=hours, now=now)

    def last_invocations(self, profile_ids: Sequence[str], days: int, now: datetime) -> dict[str, date | None]:
        return metrics.last_invocations(self._cloudwatch(), self.region, profile_ids, days=days, now=now)

    def our_tags(self) -> dict[str, dict[str, str]]:
        """Tags of the profiles that this collection manages, by ARN, as the tagging API knows them."""
        return tagging.tagged_resources(
            self._tagging,
            self.region,
            resource_type=tagging.APPLICATION_INFERENCE_PROFILES,
            filters={MANAGED_BY: OWNER},
        )

    def tags(self, arn: str) -> dict[str, str]:
        return inference_profiles.list_tags(self._bedrock, self.region, arn)

    def create(self, creation: Creation, *, name: str, token: str) -> str:
        return inference_profiles.create_profile(
            self._bedrock,
            self.region,
            name=name,
            source=creation.source.arn,
            description=creation.description,
            tags=creation.tags,
            token=token,
        )

    def retag(self, arn: str, delta: TagDelta) -> None:
        inference_profiles.retag(self._bedrock, self.region, arn, delta)

    def delete(self, arn: str) -> None:
        inference_profiles.delete_profile(self._bedrock, self.region, arn)

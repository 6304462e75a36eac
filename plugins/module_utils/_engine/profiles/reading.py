# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read all regions in parallel: profiles, their tags, and the catalogues if needed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import (
    Catalogue,
    FoundationModel,
    SystemProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Answer, Pool
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.gateway import Gateway

#: For how long after its creation a profile that the tagging API does not know may still be one of ours.
TAGGING_LAG = timedelta(minutes=2)

Answers = dict[tuple[str, str], Answer[tuple[str, str], Any]]


class Snapshot:
    """What is known of the regions so far. Filled on the main thread only; the pool merely makes the calls."""

    def __init__(self, gateways: Mapping[str, Gateway], pool: Pool) -> None:
        self._gateways, self._pool = gateways, pool
        self._profiles: dict[str, LiveProfile] = {}
        self._unconfirmed: set[str] = set()
        self.catalogues: dict[str, Catalogue] = {}
        #: Why a region, or its catalogue, could not be read.
        self.failures: dict[str, CallError] = {}

    @property
    def profiles(self) -> list[LiveProfile]:
        return list(self._profiles.values())

    def read(self, *, catalogues: Collection[str], relevant: Callable[[LiveProfile], bool], now: datetime) -> None:
        """Profiles and tags of every region, and the catalogues of some, at once; then the tags that are missing."""
        tasks = [(region, question) for region in self._gateways for question in ("profiles", "tags")]
        answers = self._query(tasks + _catalogue_tasks(catalogues))
        self._take_catalogues(catalogues, answers)
        for region in self._gateways:
            listed, tagged = answers[region, "profiles"], answers[region, "tags"]
            if listed.error:
                self.failures.setdefault(region, listed.error)
                continue
            self._take(listed.result, tagged, lambda profile: relevant(profile) or _is_new(profile, now))
        self.confirm(self._unconfirmed_untagged())

    def read_catalogues(self, regions: Collection[str]) -> None:
        """The lists of those regions that were not read so far."""
        missing = [region for region in regions if region not in self.catalogues and region not in self.failures]
        self._take_catalogues(missing, self._query(_catalogue_tasks(missing)))

    def unconfirmed(self, profiles: Iterable[LiveProfile]) -> list[LiveProfile]:
        """Those whose tags come only from the tagging API."""
        return list({profile.arn: profile for profile in profiles if profile.arn in self._unconfirmed}.values())

    def confirm(self, profiles: Iterable[LiveProfile]) -> None:
        """Read tags on the profiles themselves; profiles deleted in the meantime are dropped."""
        answers = self._pool.map(
            lambda profile: self._gateways[profile.region].tags(profile.arn),
            profiles,
            place=lambda profile: profile.region,
        )
        for answer in answers:
            profile = answer.task
            self._unconfirmed.discard(profile.arn)
            if answer.error is None:
                self._profiles[profile.arn] = replace(profile, tags=answer.result)
            elif answer.error.missing:
                self._profiles.pop(profile.arn, None)
            else:
                self.failures[profile.region] = answer.error

    def _take(
        self,
        profiles: list[LiveProfile],
        tagged: Answer[tuple[str, str], Any],
        relevant: Callable[[LiveProfile], bool],
    ) -> None:
        # If the tagging API is denied or down, tags are read per profile.
        known = {} if tagged.error else tagged.result
        for profile in profiles:
            self._profiles[profile.arn] = replace(profile, tags=known.get(profile.arn))
            if profile.arn in known or tagged.error or relevant(profile):
                self._unconfirmed.add(profile.arn)

    def _unconfirmed_untagged(self) -> list[LiveProfile]:
        return [profile for arn, profile in self._profiles.items() if arn in self._unconfirmed and profile.tags is None]

    def _take_catalogues(self, regions: Iterable[str], answers: Answers) -> None:
        for region in regions:
            systems, models = answers[region, "system_profiles"], answers[region, "foundation_models"]
            error = systems.error or models.error
            if error:
                self.failures[region] = error
            else:
                self.catalogues[region] = _catalogue(region, models.result, systems.result)

    def _query(self, tasks: list[tuple[str, str]]) -> Answers:
        calls: dict[str, Callable[[Gateway], Any]] = {
            "profiles": lambda gateway: gateway.profiles(),
            "tags": lambda gateway: gateway.our_tags(),
            "system_profiles": lambda gateway: gateway.system_profiles(),
            "foundation_models": lambda gateway: gateway.foundation_models(),
        }
        answers = self._pool.map(lambda task: calls[task[1]](self._gateways[task[0]]), tasks)
        return {answer.task: answer for answer in answers}


def _catalogue_tasks(regions: Iterable[str]) -> list[tuple[str, str]]:
    return [(region, question) for region in regions for question in ("system_profiles", "foundation_models")]


def _is_new(profile: LiveProfile, now: datetime) -> bool:
    return profile.created_at is not None and now - profile.created_at < TAGGING_LAG


def _catalogue(region: str, models: list[FoundationModel], profiles: list[SystemProfile]) -> Catalogue:
    return Catalogue(
        region, {model.model_id: model for model in models}, {profile.profile_id: profile for profile in profiles}
    )

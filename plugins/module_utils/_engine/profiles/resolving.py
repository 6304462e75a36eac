# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The source of every wanted profile: from the tag of a live one, or resolved from the region's catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import model_ids, same_source
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.absence import resolve_or_explain
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import bare_model_id
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.matching import (
    RegionIndex,
    candidates,
    index_regions,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.plan import SourceKey
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import (
    Source,
    SourceError,
    SourceRequest,
    needs_catalogue,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MODEL_SOURCE
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.reading import Snapshot


def request_of(entry: WantedProfile, policy: Policy) -> SourceRequest:
    return SourceRequest(entry.model_source or "", entry.region, entry.geography, policy.default_geography)


def resolve_sources(
    wanted: Sequence[WantedProfile], snapshot: Snapshot, policy: Policy, *, today: date
) -> tuple[dict[SourceKey, Source], list[Problem]]:
    """The source of each (key, region) that is to be present; reads the catalogues that turn out to be needed."""
    sources: dict[SourceKey, Source] = {}
    pending: list[WantedProfile] = []
    regions = index_regions(snapshot.profiles)
    for entry in (entry for entry in wanted if not entry.absent):
        remembered = _remembered(entry, regions[entry.region], policy)
        if remembered:
            sources[entry.key, entry.region] = remembered
        else:
            pending.append(entry)
    snapshot.read_catalogues(sorted({entry.region for entry in pending}))
    problems = []

    @cache
    def resolved(request: SourceRequest) -> Source | SourceError:
        try:
            return resolve_or_explain(request, snapshot.catalogues, today=today)
        except SourceError as error:
            return error

    for entry in (entry for entry in pending if entry.region in snapshot.catalogues):
        found = resolved(request_of(entry, policy))
        if isinstance(found, Source):
            sources[entry.key, entry.region] = found
        else:
            place = (entry.key, entry.region, "resolve model_source")
            problems.append(Problem(str(found), *place, found.code, found.way_out))
    return sources, problems


def _remembered(entry: WantedProfile, live: RegionIndex, policy: Policy) -> Source | None:
    """The source that a profile of ours was made from, where the entry still names that very ARN.

    No list call is needed then. ``models`` must match, otherwise somebody changed the tag.
    """
    request = request_of(entry, policy)
    if needs_catalogue(request) or entry.geography:
        return None
    for profile in candidates(entry, live, policy).own:
        source = (profile.tags or {}).get(MODEL_SOURCE, "")
        model_id = bare_model_id(source)
        if same_source(source, request.text) and model_id in model_ids(profile.model_arns):
            return Source(source, model_id, profile.model_arns)
    return None

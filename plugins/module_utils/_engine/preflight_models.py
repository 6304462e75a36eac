# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the preflight's calls about models say of the entries that name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import Finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.availability import availability_findings
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.checks import through_profile, unchecked
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.trusted_access import program_findings
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import WantedProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Answer

Sources = Mapping[tuple[str, str], Source]


def availability(
    wanted: Sequence[WantedProfile], sources: Sources, answers: Iterable[Answer[Any, Any]]
) -> Iterator[Finding]:
    """``answers`` are about a model (``subject``) in a region."""
    known = {(answer.task.region, answer.task.subject): answer for answer in answers}
    for entry in wanted:
        source = sources.get((entry.key, entry.region))
        answer = known.get((entry.region, source.model_id)) if source else None
        if source is None or answer is None:
            continue
        if answer.error and answer.error.denied:
            yield unchecked(answer.error, "availability")
        elif answer.error:
            yield unchecked(answer.error, f"availability of {source.model_id}")
        else:
            found = availability_findings(
                answer.result, source.model_id, entry.region, through_profile=through_profile(source)
            )
            yield from (finding.at(entry.key, entry.region) for finding in found)


def programs(
    wanted: Sequence[WantedProfile], sources: Sources, answers: Iterable[Answer[Any, Any]]
) -> Iterator[Finding]:
    """``answers`` are the trusted access programs of a region."""
    for answer in answers:
        region = answer.task.region
        if answer.error:
            yield unchecked(answer.error, "trusted access programs")
            continue
        for entry in wanted:
            if entry.region == region and (entry.key, region) not in sources:
                found = program_findings(answer.result, entry.model_source or "")
                yield from (finding.at(entry.key, region) for finding in found)

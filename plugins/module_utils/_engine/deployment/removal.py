# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a teardown would remove, read before it is confirmed: every profile with its last use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.removal import DAYS, RemovedProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import PROFILE_KEY
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run


def note_last_use(courses: Iterable[Course], run: Run) -> None:
    """When what a teardown deletes was invoked last. Nobody has to be allowed to ask: it is then not known."""
    for course in courses:
        if course.workload.absent:
            course.removal = _removal(course, run)


def _removal(course: Course, run: Run) -> list[RemovedProfile]:
    profiles = [profile for step in course.steps for profile in step.deletes]
    regions: dict[str, list[str]] = {}
    for profile in profiles:
        regions.setdefault(profile.region, []).append(profile.profile_id)
    gateways = course.session.profiles(regions)
    answers = run.pool.map(
        lambda region: gateways[region].last_invocations(regions[region], DAYS, run.now), list(regions)
    )
    days = {answer.task: answer.result for answer in answers if not answer.error}
    return [_removed_profile(course.name, profile, days) for profile in profiles]


def _removed_profile(
    workload: str, profile: LiveProfile, days: Mapping[str, Mapping[str, date | None]]
) -> RemovedProfile:
    known = profile.profile_id in days.get(profile.region, {})
    last_use = days[profile.region][profile.profile_id] if known else None
    key = (profile.tags or {}).get(PROFILE_KEY) or "-"
    return RemovedProfile(workload, key, profile.region, profile.name, last_use, known)

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lifecycle of the models of profiles that stay as they are. What is made or replaced, the preflight looks at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.options import SKIP
from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import WARNING, Finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.lifecycle import (
    MODEL_ENDED,
    Offered,
    lifecycle_finding,
    offered_in,
    way_out_to,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import has_ended
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import bare_model_id
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import Catalogue
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ProfileStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MODEL_SOURCE
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run

_STAYING = (Action.NONE, Action.RETAG)


def note_lifecycles(courses: Iterable[Course], run: Run) -> None:
    """A warning for each kept profile whose model is LEGACY, near its end of life or past it. It stops nothing.

    A region whose lists may not be read says nothing.
    """
    for course in courses:
        steps = [step for step in course.steps if step.action in _STAYING and step.live]
        if run.thorough or course.workload.options.preflight == SKIP or not steps:
            continue
        offered = _offered(course, list(dict.fromkeys(step.region for step in steps)), run)
        found = {(step.key, step.region): _finding(course, step, offered, run) for step in steps}
        course.findings += [replace(one, severity=WARNING).at(*place) for place, one in found.items() if one]


def _offered(course: Course, regions: list[str], run: Run) -> dict[str, dict[str, Offered]]:
    gateways = course.session.profiles(regions)

    def read(region: str) -> dict[str, Offered]:
        models, systems = gateways[region].foundation_models(), gateways[region].system_profiles()
        return offered_in(Catalogue(region, {one.model_id: one for one in models}, {p.profile_id: p for p in systems}))

    answers = run.pool.map(read, regions)
    return {answer.task: answer.result for answer in answers if not answer.error}


def _finding(
    course: Course, step: ProfileStep, offered: Mapping[str, Mapping[str, Offered]], run: Run
) -> Finding | None:
    source = ((step.live.tags or {}) if step.live else {}).get(MODEL_SOURCE)
    if not source or step.region not in offered:
        return None
    model_id = bare_model_id(source)
    today = date.fromisoformat(run.today) if run.today else run.now.date()
    found = lifecycle_finding(model_id, step.region, offered, today=today, eol_days=course.workload.options.eol_days)
    if found or any(model_id in models for models in offered.values()):
        return found
    # AWS takes a model from its lists some time after its end.
    ended, end = has_ended(model_id, today)
    message = f"{model_id} reached its end of life{f' on {end}' if end else ''}"
    return Finding(WARNING, MODEL_ENDED, message, way_out_to([])) if ended else None

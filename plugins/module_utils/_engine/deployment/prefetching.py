# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask for what every workload will need, all at once, so that nobody waits for one list after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import Policy
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import wanted_profiles
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import needs_catalogue
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.guarding import manages
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.resolving import request_of

Question = Callable[[], Any]


def prefetch(courses: Iterable[Course], run: Run) -> None:
    """Fill the memory of the sessions; what fails is remembered, and told by whoever needs it."""
    listed = list(courses)
    asked: dict[tuple[object, ...], Question] = {}
    for course in listed:
        asked |= dict(_questions(course))
    run.pool.map(lambda question: question(), asked.values())


def _questions(course: Course) -> Iterator[tuple[tuple[object, ...], Question]]:
    """Each question under what tells it from others: two workloads may have the same."""
    session, workload = course.session, course.workload
    regions = list(dict.fromkeys(workload.regions))
    for region, profiles in session.profiles(regions).items():
        yield (id(session), region, "profiles"), profiles.profiles
        yield (id(session), region, "tags"), profiles.our_tags
    for region, profiles in session.profiles(_catalogues(course)).items():
        yield (id(session), region, "system"), profiles.system_profiles
        yield (id(session), region, "models"), profiles.foundation_models
    for region, parameters in session.parameters(dict.fromkeys([*workload.ssm_regions, *regions])).items():
        yield (id(session), region, "path", workload.prefix), _listing(parameters, workload.prefix)
        yield (id(session), region, "document", workload.prefix), _reading(parameters, workload.prefix)
    for _region, parameters in session.parameters(workload.ssm_regions).items():
        yield (id(session), _region, "parameter tags"), parameters.our_tags
    if manages(course) and workload.guardrail:
        for region, guardrails in session.guardrails(workload.guardrail["regions"]).items():
            yield (id(session), region, "guardrails"), guardrails.summaries


def _catalogues(course: Course) -> list[str]:
    """Regions whose lists decide about a model."""
    wanted = wanted_profiles(course.plan["inference_profiles"], regions=(), tags=None)
    present = [entry for entry in wanted if not entry.absent]
    return list(dict.fromkeys(entry.region for entry in present if needs_catalogue(request_of(entry, Policy()))))


def _listing(parameters: Any, prefix: str) -> Question:
    return lambda: parameters.under_path(prefix, recursive=True, decrypt=False)


def _reading(parameters: Any, prefix: str) -> Question:
    return lambda: parameters.parameters([prefix], decrypt=False)

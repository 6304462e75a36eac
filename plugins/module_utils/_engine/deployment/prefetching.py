# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read what all workloads will need in parallel, so that no list waits for another."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.options import SKIP
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import LiveParameter
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import json_data
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import Policy
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.requests import wanted_profiles
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import needs_catalogue
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.documents import named_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.reading import of_workload, read_records
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.guardrails import manages
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.publishing import listed
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.session import Session
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.reading import read_ahead
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.prefix_reading import read_prefix
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.resolving import request_of

Question = Callable[[], Any]


def prefetch(courses: Sequence[Course], run: Run) -> None:
    """Fill the caches of the sessions; errors are cached and reported by whoever needs the result."""
    requested: dict[Hashable, Question] = {}
    for course in courses:
        requested |= dict(_questions(course))
    requested |= {("prefix", *place): _read(*place, courses, run) for place in _places(courses)}
    # A question is several rounds of calls in the pool, so it does not wait in the pool itself.
    run.pool.in_parallel(_ask, requested.values())
    run.pool.in_parallel(_ask, [question for course in courses for question in _guardrails(course, run)])


def _ask(question: Question) -> None:
    with contextlib.suppress(CallError):
        question()


def _questions(course: Course) -> Iterator[tuple[Hashable, Question]]:
    """Each call by its identity: two workloads may need the same one."""
    session, workload = course.session, course.workload
    regions = list(dict.fromkeys(workload.regions))
    for region, profiles in session.profiles(regions).items():
        yield (session, region, "profiles"), profiles.profiles
        yield (session, region, "tags"), profiles.our_tags
    for region, profiles in session.profiles(_catalogues(course)).items():
        yield (session, region, "system profiles"), profiles.system_profiles
        yield (session, region, "models"), profiles.foundation_models
    if manages(course) and workload.guardrail:
        for region, guardrails in session.guardrails(workload.guardrail["regions"]).items():
            yield (session, region, "guardrails"), guardrails.summaries
    if workload.options.document:
        # It is not below its own path, so that the listing of the records says nothing of it.
        for region, parameters in session.parameters(workload.ssm_regions).items():
            yield (session, region, "document", workload.prefix), partial(parameters.details, [workload.prefix])


def _guardrails(course: Course, run: Run) -> Iterator[Question]:
    """The managed guardrails, with the versions that records name: most often the newest ones."""
    session, workload = course.session, course.workload
    if not workload.guardrail or not manages(course):
        return
    rows, _errors = listed(session, run, workload.prefix, workload.ssm_regions)
    records = of_workload(read_records(rows, workload.prefix, workload.environment), workload.name)
    versions: dict[str, set[str]] = {}
    for target in (target for record in records.values() for target in record["targets"]):
        if pin := target.get("guardrail"):
            versions.setdefault(target["region"], set()).add(pin["version"])
    name = workload.guardrail["name"]
    for region, guardrails in session.guardrails(workload.guardrail["regions"]).items():
        yield partial(read_ahead, guardrails, name, run.pool, versions.get(region, ()))


def _places(courses: Sequence[Course]) -> list[tuple[Session, str, str, bool]]:
    """Session, prefix and region of everything that may be published, and whether the settings publish there."""
    found: dict[tuple[Session, str, str], bool] = {}
    for course in courses:
        workload = course.workload
        for region in dict.fromkeys([*workload.ssm_regions, *workload.regions]):
            place = (course.session, workload.prefix, region)
            found[place] = found.get(place, False) or region in workload.ssm_regions
    return [(*place, publishes) for place, publishes in found.items()]


def _read(session: Session, prefix: str, region: str, publishes: bool, courses: Sequence[Course], run: Run) -> Question:
    """Read a prefix in one region; where the settings publish, the names are known from the plan."""
    gateways = session.parameters([region])
    here = [course for course in courses if course.session is session and course.workload.prefix == prefix]
    names = [f"{prefix}/{course.name}/{key}" for course in here for key in course.plan["entries"]]

    def mentioned(live: Mapping[str, LiveParameter]) -> list[str]:
        """Records that the document names: listings may lag behind."""
        document = json_data(live[prefix].value) if prefix in live else None
        return [f"{prefix}/{path}" for path in named_records(document)] if isinstance(document, Mapping) else []

    def question() -> None:
        known = [prefix, *names] if publishes else [prefix]
        reported = read_prefix(gateways, prefix, known, run.pool, mentioned=mentioned)
        gateways[region].learn(prefix, reported[region])

    return question


def _catalogues(course: Course) -> list[str]:
    """Regions whose lists decide about a model, or tell how long it lives."""
    wanted = wanted_profiles(course.plan["inference_profiles"], regions=(), tags=None)
    looks = course.workload.options.preflight != SKIP
    present = [entry for entry in wanted if not entry.absent]
    return list(
        dict.fromkeys(entry.region for entry in present if looks or needs_catalogue(request_of(entry, Policy())))
    )

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records of a workload in Parameter Store: what is published, what the plan makes of it, writing and withdrawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import is_denied
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.listing import Request, info_row
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.report import diff_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.requests import wanted_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    LiveParameter,
    WantedParameter,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.publication import record_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.reading import (
    damaged_records,
    of_workload,
    read_records,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import action_rows, steps_of
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.session import Session
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.ssm_parameters import (
    ParameterOutcome,
    converge,
)

UNTIL_WRITTEN = "until it can be written, the profiles that it names stay"
_REQUEST = Request()


def read_published(course: Course, run: Run) -> None:
    """The records of the workload in every SSM region; the first region that has one counts.

    A region of the settings that cannot be read stops the workload. Records in other regions of the environment are
    those of an earlier setting: as long as they are there they are kept right.
    """
    workload = course.workload
    rows, errors = listed(course.session, run, workload.prefix, workload.ssm_regions)
    course.refuse(error for error in errors.values())
    found = read_records(rows, workload.prefix, workload.environment)
    course.published = of_workload(found, workload.name)
    course.damaged = _damaged(course, run, rows)
    known = dict.fromkeys([*workload.regions, *course.record_regions])
    others = [region for region in known if region not in workload.ssm_regions]
    former, unread = listed(course.session, run, workload.prefix, others)
    course.unread_regions = [region for region, problem in unread.items() if not is_denied(problem.code)]
    ours = read_records(former, workload.prefix, workload.environment)
    for row in former:
        path = row["name"].removeprefix(f"{workload.prefix}/")
        if path in ours and path.startswith(f"{workload.name}/"):
            course.former.setdefault(row["region"], []).append(row["name"])
    # Records that only a former SSM region has are still published there.
    course.published = {**of_workload(ours, workload.name), **course.published}
    course.found = course.published


def listed(
    session: Session, run: Run, prefix: str, regions: Sequence[str]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Rows of all parameters below a prefix by region, and the Problem of each region that could not be read."""
    gateways = session.parameters(regions)

    def read(region: str) -> Sequence[LiveParameter]:
        return gateways[region].under_path(prefix, recursive=True, decrypt=False)

    answers = run.pool.map(read, regions)
    rows = [info_row(one, _REQUEST) for answer in answers if not answer.error for one in answer.result]
    return rows, {answer.task: answer.error.problem(prefix) for answer in answers if answer.error}


def tagged(session: Session, run: Run, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same rows with the tags of their parameters, read on each; raises CallError where one may not be read."""
    requested = list(rows)
    gateways = session.parameters(dict.fromkeys(row["region"] for row in requested))
    answers = run.pool.map(lambda row: gateways[row["region"]].tags(row["name"]), requested)
    return [{**answer.task, "tags": answer.result} for answer in answers if not (answer.error and answer.error.missing)]


def plan_records(course: Course, run: Run) -> None:
    """What writing would come to, so that a parameter of others stops the run before anything is made."""
    try:
        gateways = course.session.parameters(_places(course))
        outcome = _converge(run, _wanted(course, course.removed_paths), gateways, check=True)
    except ProblemError as error:
        course.refuse(error.problems)
        return
    course.parameter_plan = outcome


def write_records(course: Course, run: Run, *, withdraw: bool, until: str = UNTIL_WRITTEN) -> None:
    """Update the records to what now exists; with ``withdraw``, also delete records that are no longer needed.

    ``until`` says what stays as it is where one could not be written.
    """
    removed = course.removed_paths if withdraw else []
    wanted = _wanted(course, removed)
    gateways = (
        course.session.parameters(_places(course)) if run.check else course.session.live_parameters(_places(course))
    )
    try:
        outcome = _converge(run, wanted, gateways, check=run.check)
    except ProblemError as error:
        course.unpublished = True
        course.fail([problem.as_dict() for problem in error.problems], owner="", until=until)
        return
    course.changed |= outcome.changed
    course.diff("records", diff_of(outcome.succeeded))
    course.record_actions += action_rows(steps_of(outcome.succeeded))
    course.unpublished = bool(outcome.problems)
    course.fail([problem.as_dict() for problem in outcome.problems], owner="", until=until)


def note_repaired(course: Course) -> None:
    """Damaged records of ours that were rewritten, or would be in check mode."""
    if course.unpublished:
        return
    course.repaired = [
        {
            "key": row["path"].rpartition("/")[2],
            "region": row["region"],
            "action": "repair",
            "reasons": [f"its record was damaged: {row['fault']}"],
        }
        for row in course.damaged
        if row["path"] in course.by_path
    ]


def _damaged(course: Course, run: Run, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Parameters of ours at the path of a record that are not valid records. Tags identify the owner."""
    prefix, environment = course.workload.prefix, course.workload.environment
    own = [row for row in rows if row["name"].startswith(f"{prefix}/{course.name}/")]
    suspects = {(row["region"], row["key"]) for row in damaged_records(own, prefix, environment)}
    if not suspects:
        return []
    reported = tagged(course.session, run, [row for row in own if (row["region"], row["name"]) in suspects])
    return [row for row in damaged_records(own, prefix, environment, reported) if row["managed"]]


def _wanted(course: Course, removed: Iterable[str]) -> list[WantedParameter]:
    """Every record in every SSM region; in former regions only those that already exist there."""
    workload, adopt = course.workload, course.workload.options.adopt
    parameters = parameters_of(course.by_path, workload.prefix, workload.environment, removed)
    ignore = workload.ignore_tags
    wanted = (
        wanted_parameters(parameters, regions=workload.ssm_regions, adopt=adopt, ignore_tags=ignore)
        if parameters
        else []
    )
    for region, names in course.former.items():
        there = {name: parameters[name] for name in names if name in parameters}
        if course.purging:
            there |= {name: {**parameters[name], "state": "absent"} for name in there}
        wanted += wanted_parameters(there, regions=[region], ignore_tags=ignore) if there else []
    return wanted


def parameters_of(
    records: Mapping[str, Record], prefix: str, environment: str, removed: Iterable[str]
) -> dict[str, dict[str, Any]]:
    return record_parameters(records, prefix, environment, removed)


def _places(course: Course) -> list[str]:
    return list(dict.fromkeys([*course.workload.ssm_regions, *course.former]))


def _converge(
    run: Run, wanted: Sequence[WantedParameter], gateways: Mapping[str, Any], *, check: bool
) -> ParameterOutcome:
    # Planning uses caching gateways.
    return converge(
        wanted, gateways, check=check, workers=run.pool, sleep=run.sleep, remembering=check, with_account=False
    )

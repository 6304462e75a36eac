# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call what is new before anybody is sent to it; an entry that fails keeps its record and its old profile."""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.verification import (
    GUARDRAIL_PHRASE,
    checks,
    findings_of,
    problems_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.course import Course, Run
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.guardrails import manages
from ansible_collections.genai.bedrock.plugins.module_utils._engine.verifying import verify

UNTIL_CALLED = "until it can be called, what was published before stays"


def make_runtimes(course: Course, run: Run) -> None:
    """Make what ``call_new`` calls with: clients are created on the main thread."""
    new = _to_call(course, run)
    targets = [target for record in course.records.values() for target in record["targets"]]
    course.session.runtimes(dict.fromkeys(target["region"] for target in targets if target["arn"] in new))


def call_new(course: Course, run: Run) -> None:
    """Call every target that is not published yet; ``withheld`` are the entries of those that fail."""
    new = _to_call(course, run)
    if not new:
        return
    phrase = course.workload.options.guardrail_phrase or (GUARDRAIL_PHRASE if manages(course) else "")
    try:
        wanted = checks(course.records, new, phrase)
    except ProblemError as error:
        problems = list(error.problems)
    else:
        runtimes = course.session.runtimes(dict.fromkeys(check.region for check in wanted if check.callable))
        verdicts = verify(wanted, runtimes, workers=run.pool, sleep=run.sleep)
        problems = problems_of(verdicts)
        course.findings += findings_of(verdicts)
    course.withheld = list(dict.fromkeys(problem.key for problem in problems if problem.key))
    course.fail((problem.as_dict() for problem in problems), until=UNTIL_CALLED)
    course.refresh_records()


def _to_call(course: Course, run: Run) -> set[str]:
    wanted = course.workload.options.verify and not run.check
    return set(course.current_arns) - set(course.published_arns) if wanted else set()

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings about several workloads: refusals of their plans, and preflight findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import (
    ERROR,
    INFO,
    Finding,
    counts,
    failing,
    finding_lines,
    ordered,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.absence import ABSENT
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.lifecycle import MODEL_ENDED
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import (
    INVALID_INPUT,
    InputProblem,
    problem_lines,
    subject,
)

#: Code of what is wrong whatever the account is like; errors of modules say INVALID_INPUT.
INVALID = "invalid_input"


def preflight_report(
    found: Mapping[str, Mapping[str, Any]], path_of: Callable[[str | None, str], str] | None = None
) -> dict[str, Any]:
    """Everything as rows, as a table, counted; ``blocking`` is what the preflight alone found to be an error.

    ``found``: of each workload ``problems`` of the input, ``errors`` of the plan, and the ``findings`` (values).
    ``path_of``: as ``problem_lines`` takes it, for ``blocking``.
    """
    rows: list[tuple[str, Finding]] = []
    blocking: list[str] = []
    for workload, rows_of_workload in found.items():
        errors, findings = rows_of_workload.get("errors", ()), list(rows_of_workload.get("findings", ()))
        rows += [(workload, finding) for finding in ordered([*_planned(rows_of_workload, findings), *findings])]
        alone = [one for one in failing(findings, ERROR) if not any(_same_problem(one, error) for error in errors)]
        blocking += problem_lines([_as_error(one) for one in alone], workload, path_of)
    placed = [replace(finding, key=subject(workload, finding.key)) for workload, finding in rows]
    return {
        "findings": [{"workload": workload, **finding.as_dict()} for workload, finding in rows],
        "lines": finding_lines(ordered(placed)),
        "summary": counts(placed),
        "blocking": blocking,
        "telling": any(finding.severity != INFO for finding in placed),
    }


def notable_lines(found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Findings of a deployment that continues, as a table; empty if all are notes.

    Findings that duplicate an error are omitted.
    """
    rest = {
        workload: {
            "findings": [
                finding
                for finding in rows_of_workload.get("findings", ())
                if not any(_same_problem(finding, error) for error in rows_of_workload.get("errors", ()))
            ]
        }
        for workload, rows_of_workload in found.items()
    }
    report = preflight_report(rest)
    return list(report["lines"]) if report["telling"] else []


def _planned(rows_of_workload: Mapping[str, Any], findings: Iterable[Finding]) -> Iterator[Finding]:
    """Refusals of the plan, without those for which the preflight has a better code and a solution."""
    bad = failing(findings, ERROR)
    for problem in rows_of_workload.get("problems", ()):
        wrong = _wrong_input(problem)
        # What the live account knows better.
        if not any((one.key, one.code) == (wrong.key, problem.code) for one in bad):
            yield wrong
    for error in rows_of_workload.get("errors", ()):
        if any(_same_problem(one, error) or _explains(one, error) for one in bad):
            continue
        way_out = str(error.get("way_out") or "")
        message = error["message"].removesuffix(way_out).rstrip(" :;") if way_out else error["message"]
        yield Finding(ERROR, _code(error), message, way_out, error.get("key") or error.get("name"), error.get("region"))


def _wrong_input(problem: InputProblem) -> Finding:
    """What is wrong with ``<variable>.<key>.<leaf>`` as a finding of its key; a way out ends its sentence."""
    line, (variable, *leaves) = str(problem), problem.path.split(".")
    if not problem.path:
        return Finding(ERROR, INVALID, line, "correct the input")
    message, _semicolon, way_out = line.rpartition("; ")
    if not message:
        message, way_out = line, f"correct {problem.path}"
    key = leaves[0] if leaves and variable.endswith("_entries") else None
    return Finding(ERROR, INVALID, message, way_out, key)


def _same_problem(finding: Finding, error: Mapping[str, Any]) -> bool:
    if finding.region != error.get("region"):
        return False
    # What the plan could not read in a region, the preflight could not read either; the plan says so of each key.
    if finding.operation and finding.operation == error.get("operation"):
        return True
    return (finding.key, finding.code) == (error.get("key"), _code(error))


def _explains(finding: Finding, error: Mapping[str, Any]) -> bool:
    """The reason why a model ended is more specific than its absence."""
    place = (error.get("key"), error.get("region"))
    return finding.code == MODEL_ENDED and _code(error) in ABSENT and (finding.key, finding.region) == place


def _code(error: Mapping[str, Any]) -> str:
    code = str(error.get("code") or INVALID_INPUT)
    return INVALID if code == INVALID_INPUT else code


def _as_error(finding: Finding) -> dict[str, Any]:
    return {"key": finding.key, "region": finding.region, "code": finding.code, "message": finding.sentence}

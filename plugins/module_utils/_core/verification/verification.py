# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether published targets answer: what to call, and the report on each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import INFO, Finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.models import ids
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import EMBEDDING
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import SCHEMA
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.errors import (
    DIMENSION_MISMATCH,
    GUARDRAIL_SILENT,
    invocation_problem,
)

#: The prompt for text models, and the text for embedding models.
PROMPT = "Answer with the word yes."
TEXT = "A short text."
#: A word that nobody uses: the guardrails of the role cai block it, which shows that they work.
GUARDRAIL_PHRASE = "genaibedrockguardrailcheck"

OK, FAILED, NOT_CALLED = "ok", "failed", "not_called"
_NO_REQUEST = "not called: a text alone is no request for this model"
_CALL_IT = "call it from an application that uses it"


@dataclass(frozen=True, slots=True)
class Check:
    """One target of one record, to be called on its own; ``guardrail`` is {identifier, version} or None.

    A guardrail is tried with ``phrase``, which it must block; an empty one tries nothing.
    """

    key: str
    region: str
    arn: str
    base_model_id: str
    kind: str
    dimensions: int | None = None
    guardrail: Mapping[str, Any] | None = None
    phrase: str = ""

    @property
    def tries_guardrail(self) -> bool:
        return bool(self.guardrail and self.phrase) and self.kind == ids.TEXT

    @property
    def callable(self) -> bool:
        """Whether there is a request to try the model with."""
        return ids.answers_to_text(self.base_model_id, self.kind)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a check: an answer (for embeddings with the length of its vector), the error, or no call at all."""

    check: Check
    latency_ms: int
    dimensions: int | None = None
    error: CallError | None = None

    @property
    def problem(self) -> Problem | None:
        return invocation_problem(self.error, self.check.key, self.check.arn) if self.error else None

    def row(self) -> dict[str, Any]:
        check, problem = self.check, self.problem
        verdict = FAILED if problem else OK if check.callable else NOT_CALLED
        return {
            "key": check.key,
            "region": check.region,
            "inference_profile_arn": check.arn,
            "base_model_id": check.base_model_id,
            "kind": check.kind,
            "latency_ms": self.latency_ms,
            "verdict": verdict,
            "code": problem.code if problem else None,
            "message": problem.message if problem else f"{_NO_REQUEST}; {_CALL_IT}" if verdict == NOT_CALLED else None,
            "dimensions": self.dimensions,
            "guardrail": "intervened" if check.tries_guardrail and not problem else None,
        }


def checks(records: Mapping[str, Any], arns: Collection[str] | None, phrase: str = "") -> list[Check]:
    """A check for each target, or for those ``arns`` alone; raises with all that is wrong with records and ARNs."""
    found: list[Check] = []
    problems: list[Problem] = []
    for key, record in records.items():
        if problem := _record_problem(record):
            problems.append(Problem(problem, key))
        else:
            found += _of_record(key, record, phrase)
    known = {check.arn for check in found}
    for arn in dict.fromkeys(arns or ()):
        if arn not in known and not problems:
            problems.append(
                Problem(f"{arn} is in arns, but no target of records has it: pass the record that names it")
            )
    if problems:
        raise ProblemError(problems)
    return [check for check in found if arns is None or check.arn in arns]


def _record_problem(record: Any) -> str | None:
    if not isinstance(record, Mapping) or record.get("schema") != SCHEMA:
        return f"must be a record of schema {SCHEMA}, as lookup genai.bedrock.record returns it"
    targets = record.get("targets")
    if not isinstance(targets, list) or not all(isinstance(row, Mapping) for row in targets):
        return "needs targets: a list of maps with region and arn"
    if not all(row.get("region") and row.get("arn") for row in targets):
        return "has a target without region or arn"
    return None if record.get("base_model_id") else "has no base_model_id"


def _of_record(key: str, record: Mapping[str, Any], phrase: str) -> Iterable[Check]:
    model_id = record["base_model_id"]
    kind = record.get("kind") or ids.model_kind(model_id)
    for row in record["targets"]:
        dimensions, guardrail = record.get("dimensions"), row.get("guardrail")
        yield Check(key, row["region"], row["arn"], model_id, kind, dimensions, guardrail, phrase)


def mismatch(check: Check, length: int | None) -> CallError | None:
    """The error for a vector whose length differs from the record."""
    if check.kind != EMBEDDING or check.dimensions is None or length == check.dimensions:
        return None
    message = f"the model answered with {length} dimensions, the record says {check.dimensions}"
    return CallError("InvokeModel", check.region, DIMENSION_MISMATCH, message)


def silent_guardrail(check: Check) -> CallError:
    """The error for a guardrail that let the phrase pass."""
    pinned = check.guardrail or {}
    message = (
        f"guardrail {pinned.get('identifier')} version {pinned.get('version')} let the phrase '{check.phrase}' pass"
    )
    return CallError("InvokeModel", check.region, GUARDRAIL_SILENT, message)


def rows(verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    return [verdict.row() for verdict in verdicts]


def findings_of(verdicts: Iterable[Verdict]) -> list[Finding]:
    """Targets that were not called, so that they do not look tested."""
    return [
        Finding(
            INFO,
            NOT_CALLED,
            f"{verdict.check.base_model_id} was {_NO_REQUEST}",
            _CALL_IT,
            verdict.check.key,
            verdict.check.region,
        )
        for verdict in verdicts
        if not verdict.check.callable
    ]


def problems_of(verdicts: Iterable[Verdict]) -> list[Problem]:
    return [verdict.problem for verdict in verdicts if verdict.problem]

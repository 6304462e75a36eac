# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state of one workload in a run: what was found, decided and done so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.removal import RemovedProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.workloads import Workload
from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import Finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem, Problem, problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import profile_rows
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import ProfileDone, ProfileStep
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import (
    Record,
    record_regions,
    records,
    removed_keys,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.hashing import with_tag_hashes
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.session import Session
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.guardrails import GuardrailOutcome
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.ssm_parameters import ParameterOutcome
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.inference_profiles import Decided

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """The line of a failure; ``until`` says what is kept unchanged because of it, and until when."""

    text: str
    until: str = ""

    def __str__(self) -> str:
        return f"{self.text}; {self.until}" if self.until else self.text


@dataclass(frozen=True, slots=True)
class Run:
    """Settings of the whole run."""

    pool: Pool
    now: datetime
    sleep: Callable[[float], None]
    #: Called with the seconds of the grace period before anything is deleted.
    waiting: Callable[[int], None] = lambda _seconds: None
    check: bool = False
    #: Whether undeclared workloads and damaged records are deleted as well.
    everything: bool = False
    #: Whether the preflight checks all present entries, regardless of the workload's option.
    thorough: bool = False
    #: Other features of the collection in use, for the preflight check of permissions.
    features: tuple[str, ...] = ()
    #: The date against which lifecycles are checked.
    today: str = ""


@dataclass(eq=False)
class Course:
    """One workload in one run; the stages fill it in their order."""

    workload: Workload
    session: Session

    # What was found.
    #: Records at the start of the run, and as currently published.
    found: dict[str, Record] = field(default_factory=dict)
    published: dict[str, Record] = field(default_factory=dict)
    damaged: list[dict[str, Any]] = field(default_factory=list)
    #: Former SSM region → names of our records that are still published there.
    former: dict[str, list[str]] = field(default_factory=dict)
    #: Former regions whose records could not be read: they may name profiles that would be deleted.
    unread_regions: list[str] = field(default_factory=list)
    #: Regions that could not be read and that only settings or old records name.
    unreadable_regions: dict[str, Problem] = field(default_factory=dict)
    #: Our guardrails that no entry needs, and the errors of regions that could not be read.
    orphaned_guardrails: list[dict[str, Any]] = field(default_factory=list)
    hidden_guardrails: list[dict[str, Any]] = field(default_factory=list)

    # What was decided.
    problems: list[InputProblem] = field(default_factory=list)
    refusals: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    pins: dict[str, Row] = field(default_factory=dict)
    guardrail_plan: GuardrailOutcome | None = None
    guardrail_errors: list[dict[str, Any]] = field(default_factory=list)
    decided: Decided | None = None
    parameter_plan: ParameterOutcome | None = None
    new_profiles: Mapping[str, int] = field(default_factory=dict)

    #: In the plan of a teardown, the profiles that go.
    removal: list[RemovedProfile] = field(default_factory=list)

    # What was done.
    guardrail_actions: list[dict[str, Any]] = field(default_factory=list)
    applied: list[ProfileDone] = field(default_factory=list)
    superseded: list[dict[str, Any]] = field(default_factory=list)
    gone: list[ProfileStep] = field(default_factory=list)
    repaired: list[dict[str, Any]] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    records: dict[str, Record] = field(default_factory=dict)
    survivors: dict[str, Record] = field(default_factory=dict)
    errors: list[dict[str, Any]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    diffs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    #: What was done to the parameters of records, by name and region.
    record_actions: list[dict[str, Any]] = field(default_factory=list)
    unpublished: bool = False
    #: Decided once, before anything is deleted: keys whose records are withdrawn, and the deleting steps.
    withdrawals: list[str] | None = None
    deletions: list[ProfileStep] = field(default_factory=list)
    #: Whether everything is kept because a document could not be written.
    stays: bool = False
    changed: bool = False

    @property
    def name(self) -> str:
        return self.workload.name

    @property
    def plan(self) -> Mapping[str, Any]:
        return self.workload.plan

    @property
    def steps(self) -> tuple[ProfileStep, ...]:
        return self.decided.plan.steps if self.decided else ()

    def refuse(self, problems: Iterable[Problem], **place: str) -> None:
        """Stop the run before its first write."""
        self.refusals += [{**problem.as_dict(), **place} for problem in problems]

    def fail(self, errors: Iterable[Mapping[str, Any]], *, owner: str | None = None, until: str = "") -> None:
        """Record errors of single keys; ``until`` says what is kept unchanged because of them."""
        rows = [dict(error) for error in errors]
        self.errors += rows
        texts = problem_lines(rows, self.name if owner is None else owner)
        self.failures += [Failure(text, until) for text in texts]

    def diff(self, kind: str, diff: Mapping[str, Any]) -> None:
        """One part of the run's diff; empty ones are left out."""
        if diff.get("before") or diff.get("after"):
            self.diffs.setdefault(kind, []).append(dict(diff))

    @property
    def published_arns(self) -> list[str]:
        return [target["arn"] for record in self.published.values() for target in record["targets"]]

    @property
    def current_arns(self) -> list[str]:
        return [target["arn"] for record in self.records.values() for target in record["targets"]]

    @property
    def record_regions(self) -> list[str]:
        """Regions of all profiles in published records, including replaced ones."""
        return record_regions(self.published.values())

    @property
    def existing_records(self) -> dict[str, Any]:
        """Parameters at the paths of records, valid or damaged, by key."""
        return {**self.published, **{row["path"].rpartition("/")[2]: row for row in self.damaged}}

    @property
    def failed_keys(self) -> list[str | None]:
        return [error.get("key") for error in self.errors]

    @property
    def unsettled(self) -> set[str | None]:
        """Keys of which nothing is deleted: failed, withheld, or still published with an old profile."""
        entries = self.plan["entries"]
        withheld = {t["inference_profile"] for key in self.withheld if key in entries for t in entries[key]["targets"]}
        current = set(self.current_arns)
        behind = {row["key"] for row in self.superseded if row["inference_profile_arn"] in current}
        return {*self.failed_keys, *withheld, *behind}

    @property
    def purging(self) -> bool:
        """Whether orphans are deleted; not while any key is unsettled, since it may still need them."""
        return self.workload.options.purge and not self.unsettled

    @property
    def removed(self) -> list[str]:
        """Keys whose records are deleted."""
        if self.withdrawals is not None:
            return [key for key in self.withdrawals if key not in self.survivors]
        return [
            key for key in self._keys_to_withdraw if key not in self.survivors and key not in self.unchecked_removals
        ]

    @property
    def _keys_to_withdraw(self) -> list[str]:
        return removed_keys(self.plan, self.existing_records, purge=self.purging, withheld=self.withheld)

    @property
    def unchecked_removals(self) -> dict[str, Problem]:
        """Keys whose records are kept although orphaned, since nothing else refers to the unreadable region in them."""
        return {
            key: self.unreadable_regions[region]
            for key in self._keys_to_withdraw
            for region in record_regions([self.published[key]] if key in self.published else [])
            if region in self.unreadable_regions
        }

    @property
    def removed_paths(self) -> list[str]:
        return [f"{self.name}/{key}" for key in self.removed]

    @property
    def by_key(self) -> dict[str, Record]:
        """Key → record as published for readers, including survivors."""
        return {**self.survivors, **self.records}

    @property
    def by_path(self) -> dict[str, Record]:
        return {f"{self.name}/{key}": record for key, record in self.by_key.items()}

    def new_records(self, rows: Iterable[Row]) -> dict[str, Record]:
        """The records of what exists now; profiles in former regions of an entry still serve readers."""
        left = [*self.superseded, *(row for row in self.orphans if row["key"] in self.plan["inference_profiles"])]
        known = list(rows)
        result = {"inference_profiles": known, "superseded": left}
        found = records(self.plan, result, self.published, self.withheld, self.pins)
        return with_tag_hashes(found, self.plan, self.steps, known, self.withheld)

    def refresh_records(self) -> None:
        """Rebuild the records from what was done so far."""
        self.records = self.new_records(profile_rows(self.applied))

    @property
    def orphans(self) -> list[dict[str, Any]]:
        """Profiles of this workload that still exist although no entry, or no region of an entry, needs them."""
        gone = {profile.arn for step in self.gone for profile in step.deletes}
        found = self.decided.plan.orphans if self.decided else ()
        return [
            {"key": profile.key, "region": profile.region, "inference_profile_arn": profile.arn}
            for profile in found
            if profile.arn not in gone
        ]

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One workload's way through a run: what was found, what was decided, what was done so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.removal import RemovedProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.workloads import Workload
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, problem_lines
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import profile_rows
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.steps import Applied, Step
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import (
    Record,
    record_regions,
    records,
    removed_keys,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment.session import Session
from ansible_collections.genai.bedrock.plugins.module_utils._engine.guardrails.guardrails import (
    Outcome as GuardrailOutcome,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.ssm_parameters import (
    Outcome as ParameterOutcome,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool
from ansible_collections.genai.bedrock.plugins.module_utils._engine.profiles.inference_profiles import Decided

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """What holds for the whole run."""

    pool: Pool
    workers: int
    now: datetime
    sleep: Callable[[float], None]
    #: Told how many seconds readers are given before anything is deleted.
    waiting: Callable[[int], None] = lambda _seconds: None
    check: bool = False
    #: Whether workloads that nobody declares, and damaged records, go with everything else.
    everything: bool = False
    #: Whether the preflight looks at all that stays, whatever a workload says of it.
    thorough: bool = False
    #: What else of the collection is used, for the preflight's look at permissions.
    features: tuple[str, ...] = ()
    #: The date by which lifecycles are judged.
    today: str = ""


@dataclass(eq=False)
class Course:
    """One workload in one run; the stages fill it in their order."""

    workload: Workload
    session: Session

    # What is there.
    #: Records when the run began, and as readers know them by now.
    found: dict[str, Record] = field(default_factory=dict)
    published: dict[str, Record] = field(default_factory=dict)
    damaged: list[dict[str, Any]] = field(default_factory=list)
    #: SSM region in which nothing shall be published any more → names of our records that still stand there.
    former: dict[str, list[str]] = field(default_factory=dict)
    #: Regions of earlier settings whose records could not be read this time: they may name what is to be deleted.
    unread_regions: list[str] = field(default_factory=list)
    #: Regions that could not be looked at, which only settings or old records name.
    unreadable_regions: dict[str, Problem] = field(default_factory=dict)
    #: Our guardrails where no entry needs one, and what hid others.
    orphaned_guardrails: list[dict[str, Any]] = field(default_factory=list)
    hidden_guardrails: list[dict[str, Any]] = field(default_factory=list)

    # What was decided.
    problems: list[str] = field(default_factory=list)
    refusals: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
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
    applied: list[Applied] = field(default_factory=list)
    superseded: list[dict[str, Any]] = field(default_factory=list)
    gone: list[Step] = field(default_factory=list)
    repaired: list[dict[str, Any]] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    records: dict[str, Record] = field(default_factory=dict)
    survivors: dict[str, Record] = field(default_factory=dict)
    errors: list[dict[str, Any]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    diffs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    #: What was done to the parameters of records, by name and region.
    record_actions: list[dict[str, Any]] = field(default_factory=list)
    unpublished: bool = False
    #: Decided once, before anything goes: keys whose records are withdrawn, and the steps that delete.
    withdrawals: list[str] | None = None
    deletions: list[Step] = field(default_factory=list)
    #: Whether a document that could not be written keeps everything.
    stays: bool = False
    changed: bool = False

    @property
    def name(self) -> str:
        return self.workload.name

    @property
    def plan(self) -> Mapping[str, Any]:
        return self.workload.plan

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.decided.plan.steps if self.decided else ()

    def refuse(self, problems: Iterable[Problem], **place: str) -> None:
        """What stops the run before its first write."""
        self.refusals += [{**problem.as_dict(), **place} for problem in problems]

    def fail(self, errors: Iterable[Mapping[str, Any]], *, owner: str | None = None, until: str = "") -> None:
        """What failed its own keys; ``until`` says what that keeps as it is."""
        rows = [dict(error) for error in errors]
        self.errors += rows
        texts = problem_lines(rows, self.name if owner is None else owner)
        self.lines += [f"{text}; {until}" if until else text for text in texts]

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
        """Regions of the profiles that published records name, those they replace included."""
        return record_regions(self.published.values())

    @property
    def existing_records(self) -> dict[str, Any]:
        """What stands in the places of records, whole or damaged, by key."""
        return {**self.published, **{row["path"].rpartition("/")[2]: row for row in self.damaged}}

    @property
    def failed_keys(self) -> list[str | None]:
        return [error.get("key") for error in self.errors]

    @property
    def unsettled(self) -> set[str | None]:
        """Keys of profiles that keep everything they have: failed, held back, or still published in an old profile."""
        entries = self.plan["entries"]
        withheld = {t["inference_profile"] for key in self.withheld if key in entries for t in entries[key]["targets"]}
        current = set(self.current_arns)
        behind = {row["key"] for row in self.superseded if row["inference_profile_arn"] in current}
        return {*self.failed_keys, *withheld, *behind}

    @property
    def purging(self) -> bool:
        """Whether what is in no entry goes; where anything is unsettled, it may be what that needs."""
        return self.workload.options.purge and not self.unsettled

    @property
    def removed(self) -> list[str]:
        """Keys whose records go."""
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
        """Keys whose records should go, but name a region that could not be looked at: nothing else tells of it."""
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
        """Key → record, as readers shall find it, survivors included."""
        return {**self.survivors, **self.records}

    @property
    def by_path(self) -> dict[str, Record]:
        return {f"{self.name}/{key}": record for key, record in self.by_key.items()}

    def new_records(self, rows: Iterable[Row]) -> dict[str, Record]:
        """The records of what exists now; profiles of an entry in a region that it has left still serve readers."""
        left = [*self.superseded, *(row for row in self.orphans if row["key"] in self.plan["inference_profiles"])]
        result = {"inference_profiles": list(rows), "superseded": left}
        return records(self.plan, result, self.published, self.withheld, self.pins)

    def refresh_records(self) -> None:
        """Make the records anew from what was done so far."""
        self.records = self.new_records(profile_rows(self.applied))

    @property
    def orphans(self) -> list[dict[str, Any]]:
        """Profiles of this workload that no entry and no region of an entry needs, as far as they still live."""
        gone = {profile.arn for step in self.gone for profile in step.deletes}
        found = self.decided.plan.orphans if self.decided else ()
        return [
            {"key": profile.key, "region": profile.region, "inference_profile_arn": profile.arn}
            for profile in found
            if profile.arn not in gone
        ]

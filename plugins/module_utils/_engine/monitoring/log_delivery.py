# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Log what is invoked in several regions: the role first, then in each region the log group and the configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.invocation_logging import (
    WantedLogging,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.invocation_logging import (
    check as check_logging,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.log_destinations import (
    Document,
    GroupStep,
    LiveGroup,
    LiveRole,
    RoleStep,
    WantedRole,
    decide_group,
    decide_role,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.log_settings import (
    POLICY_NAME,
    LogSettings,
    configuration,
    permissions,
    role_name,
    trust,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action, Step
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    OWNER,
    TagDelta,
    merge_tags,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.invocation_logging import (
    LoggingGateway,
    converge,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.patience import Sleep
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool


class LogGroupGateway(Protocol):
    """Log groups of one region. Every method may raise CallError."""

    def group(self, name: str) -> LiveGroup | None: ...

    def create(self, name: str, tags: Mapping[str, str]) -> None: ...

    def retain(self, name: str, days: int) -> None: ...

    def retag(self, name: str, delta: TagDelta) -> None: ...


class LogRoleGateway(Protocol):
    """The IAM role of the account. Every method may raise CallError."""

    def caller(self) -> tuple[str, str]: ...

    def role(self, name: str, policy: str) -> LiveRole | None: ...

    def create(self, wanted: WantedRole) -> None: ...

    def trust(self, name: str, document: Document) -> None: ...

    def put_policy(self, name: str, policy: str, document: Document) -> None: ...

    def bound(self, name: str, boundary: str) -> None: ...

    def retag(self, name: str, delta: TagDelta) -> None: ...


class LogConnection(Protocol):
    """Make gateways on the main thread."""

    def logging(self, region: str) -> LoggingGateway: ...

    def log_groups(self, region: str) -> LogGroupGateway: ...

    def log_role(self, region: str) -> LogRoleGateway: ...


@dataclass(slots=True)
class Delivered:
    """What was done, or would be: a row for each role, log group and configuration; diffs by name; what failed."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return any(row["action"] != str(Action.NONE) for row in self.rows)

    @property
    def regions(self) -> list[str]:
        """Where invocations are logged afterwards."""
        return [row["region"] for row in self.rows if row["kind"] == "configuration"]

    def note(self, kind: str, name: str, region: str | None, step: Step[Any, Any], **reported: Any) -> None:
        action, reasons = str(step.action), list(step.reasons)
        self.rows.append(
            {"kind": kind, "name": name, "region": region, "action": action, "reasons": reasons, **reported}
        )

    def __iadd__(self, other: Delivered) -> Delivered:
        self.rows += other.rows
        self.problems += other.problems
        self.before |= other.before
        self.after |= other.after
        return self


@dataclass(frozen=True, slots=True)
class Delivery:
    """The task: what is wanted in which regions, and how it is carried out."""

    settings: LogSettings
    environment: str
    regions: Sequence[str]
    tags: Mapping[str, Any]
    check: bool
    sleep: Sleep
    workers: int
    ignore_tags: IgnoredTags = NOTHING_IGNORED

    @property
    def own_tags(self) -> dict[str, str]:
        return merge_tags(self.tags, {ENVIRONMENT: self.environment, MANAGED_BY: OWNER})


def deliver(task: Delivery, connection: LogConnection) -> Delivered:
    """Without the role nothing is logged; a region that fails keeps no other from being logged."""
    done = Delivered()
    role_arn = task.settings.role_arn
    if task.settings.own_role:
        name = role_name(task.environment)
        try:
            role_arn = _keep_role(task, name, connection.log_role(task.regions[0]), done)
        except ProblemError as error:
            done.problems += error.problems
        except CallError as error:
            done.problems.append(error.problem(name))
        if done.problems:
            return done
    groups = {region: connection.log_groups(region) for region in task.regions if task.settings.group}
    logging = {region: connection.logging(region) for region in task.regions}

    def keep(region: str) -> Delivered:
        return _in_region(task, region, role_arn, groups.get(region), logging[region])

    with Pool(task.workers) as pool:
        for answer in pool.map(keep, task.regions):
            done += answer.result
    return done


def _keep_role(task: Delivery, name: str, gateway: LogRoleGateway, done: Delivered) -> str:
    account, arn = gateway.caller()
    partition, settings = arn.split(":")[1], task.settings
    wanted = WantedRole(
        name,
        f"arn:{partition}:iam::{account}:role/{name}",
        trust(partition, account, task.regions),
        permissions(partition, account, task.regions, settings.group),
        f"Bedrock writes what is invoked in {task.environment} with it",
        settings.role_boundary_arn,
        task.own_tags,
        task.ignore_tags,
    )
    step = decide_role(gateway.role(name, POLICY_NAME), wanted)
    if not task.check:
        _write_role(wanted, step, gateway)
    done.note("role", name, None, step)
    return wanted.arn


def _write_role(wanted: WantedRole, step: RoleStep, gateway: LogRoleGateway) -> None:
    """What it may is written before who may use it."""
    if step.action is Action.CREATE:
        gateway.create(wanted)
    elif step.tags:
        gateway.retag(wanted.name, step.tags)
    if "boundary" in step.parts:
        gateway.bound(wanted.name, wanted.boundary)
    if "policy" in step.parts:
        gateway.put_policy(wanted.name, POLICY_NAME, wanted.policy)
    if "trust" in step.parts:
        gateway.trust(wanted.name, wanted.trust)


def _in_region(
    task: Delivery, region: str, role_arn: str, groups: LogGroupGateway | None, logging: LoggingGateway
) -> Delivered:
    done, settings = Delivered(), task.settings
    wanted = WantedLogging(region, configuration(settings, role_arn, region), overwrite=settings.overwrite)
    try:
        check_logging(wanted)
        if groups:
            live = groups.group(settings.group)
            step = decide_group(live, settings.retention, task.own_tags, task.ignore_tags)
            if not task.check:
                _write_group(settings.group, step, groups)
            done.note("log group", settings.group, region, step)
        outcome = converge(wanted, logging, check=task.check, sleep=task.sleep)
    except ProblemError as error:
        done.problems += error.problems
    except CallError as error:
        done.problems.append(error.problem())
    else:
        done.note("configuration", "invocation logging", region, outcome.step, logging_config=dict(outcome.config))
        if outcome.changed:
            place = f"invocation logging@{region}"
            done.before[place], done.after[place] = dict(outcome.step.live or {}), dict(outcome.step.after)
    return done


def _write_group(name: str, step: GroupStep, gateway: LogGroupGateway) -> None:
    if step.action is Action.CREATE:
        gateway.create(name, step.tags.put)
    elif step.tags:
        gateway.retag(name, step.tags)
    if step.retention is not None:
        gateway.retain(name, step.retention)

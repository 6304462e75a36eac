# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Watch the profiles of an environment: read what is published, then alarms, dashboard and logs, each for itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_requests import requested_alarms
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboard_plan import (
    DashboardDone,
    WantedDashboard,
    decide,
    is_ours,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboards import dashboard
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import AlarmDone
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.ownership import NOT_OURS
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watching import (
    ABSENT,
    PRESENT,
    PRUNED,
    Records,
    Request,
    alarm_map,
    drawing,
    is_named,
    purged,
    regions_to_search,
    shown_records,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Outcome
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, merge_tags
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring import alarms as alarming
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring import dashboards as drawing_of
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.alarm_gateway import AlarmGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.dashboards import DashboardGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.log_delivery import (
    Delivered,
    Delivery,
    LogConnection,
    deliver,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.published import (
    Published,
    read_published,
)
from ansible_collections.genai.bedrock.plugins.module_utils._engine.records import RecordGateway


class Connection(LogConnection, Protocol):
    """One session. Gateways are made on the main thread."""

    def alarms(self, region: str) -> AlarmGateway: ...

    def dashboards(self, region: str) -> DashboardGateway: ...

    def parameters(self, region: str) -> RecordGateway: ...


@dataclass(frozen=True, slots=True)
class Run:
    """How it is carried out."""

    check: bool
    workers: int
    sleep: Callable[[float], None]


@dataclass(slots=True)
class Observed:
    """What was published, done and failed."""

    request: Request
    records: Records = field(default_factory=dict)
    unread: tuple[dict[str, Any], ...] = ()
    #: Paths that are published although the caller's records omit them.
    left_out: tuple[str, ...] = ()
    alarms: Outcome[AlarmDone] | None = None
    alarm_problems: tuple[Problem, ...] = ()
    drawn: DashboardDone | None = None
    dashboard_problems: tuple[Problem, ...] = ()
    left_off: int = 0
    delivered: Delivered = field(default_factory=Delivered)

    @property
    def changed(self) -> bool:
        parts = (self.alarms, self.drawn, self.delivered)
        return any(part.changed for part in parts if part is not None)

    @property
    def drawing(self) -> bool:
        """Whether a dashboard is wanted. If not, a foreign dashboard of that name does not matter."""
        return drawing(self.request, shown_records(self.request, self.records))


def observe(request: Request, connection: Connection, run: Run) -> Observed:
    """Write nothing if a record could not be read, since a purge would treat it as deleted."""
    source = _Source(request, connection, run)
    done = Observed(request)
    if request.state == PRUNED and not request.former:
        return done
    done.records = source.records
    done.unread = source.errors
    if done.unread and request.needs_all:
        return done
    _keep_alarms(done, source)
    # It may have been read only now, before something was to be deleted.
    done.unread, done.left_out = source.errors, tuple(sorted(source.left_out))
    if done.unread and request.needs_all:
        return done
    if done.left_out:
        done.records = source.completed()
    _keep_dashboard(done, source)
    if request.state == PRESENT and request.logging and request.regions:
        task = Delivery(
            request.logging,
            request.environment,
            request.regions,
            request.tags,
            run.check,
            run.sleep,
            run.workers,
            request.ignore_tags,
        )
        done.delivered = deliver(task, connection)
    return done


class _Source:
    """The published records: as passed by the caller, or read once when needed."""

    def __init__(self, request: Request, connection: Connection, run: Run) -> None:
        self.request, self.connection, self.run = request, connection, run
        #: Paths that are published, regardless of the caller's records.
        self.left_out: set[str] = set()
        self._read: Published | None = None

    @property
    def records(self) -> Records:
        if self.request.records is not None:
            return self.request.records
        return self._published().records if self.request.reads else {}

    @property
    def errors(self) -> tuple[dict[str, Any], ...]:
        return self._read.errors if self._read else ()

    def publishes(self, path: str) -> bool:
        """By Parameter Store's own word; raises ProblemError where not all of it can be read."""
        found = self._published()
        if found.errors:
            raise ProblemError([Problem(row["message"], row["key"]) for row in found.errors])
        named = is_named(path, found.records)
        self.left_out |= {path} if named else set()
        return named

    def completed(self) -> Records:
        """The caller's records, plus all other published records that the run has not withdrawn."""
        reported = {**self.request.former, **self.records}
        beside = {path: record for path, record in self._published().records.items() if path not in reported}
        return {**beside, **self.records}

    def _published(self) -> Published:
        if self._read is None:
            gateways = {region: self.connection.parameters(region) for region in self.request.ssm_regions}
            request, workers = self.request, self.run.workers
            self._read = read_published(gateways, request.prefix, request.environment, workers=workers)
        return self._read


def _keep_alarms(done: Observed, source: _Source) -> None:
    request, connection, run = done.request, source.connection, source.run
    owner = {ENVIRONMENT: request.environment}
    may_delete = purged(request, done.records, source.publishes)
    try:
        options = alarm_map(request, done.records)
        wanted = requested_alarms(
            options,
            region=None,
            owner=owner,
            tags=request.tags,
            adopt=request.adopt,
            ignore_tags=request.ignore_tags,
        )
        regions = dict.fromkeys([*(entry.region for entry in wanted), *regions_to_search(request, done.records)])
        gateways = {region: connection.alarms(region) for region in regions}
        done.alarms = alarming.converge(
            wanted, gateways, owner=owner, purge=True, check=run.check, workers=run.workers, may_delete=may_delete
        )
        done.alarm_problems = done.alarms.problems
    except ProblemError as error:
        # Failed reads already have more detailed rows.
        done.alarm_problems = () if source.errors and request.needs_all else error.problems


def _keep_dashboard(done: Observed, source: _Source) -> None:
    """After deleting some workloads, update an existing dashboard; if none is expected, only after deleting alarms."""
    request = done.request
    went = done.alarms is not None and bool(done.alarms.done)
    some = request.state == ABSENT and not request.whole
    if request.state == PRUNED or (some and (done.unread or not (request.expected or went))):
        return
    gateway = source.connection.dashboards(request.ssm_regions[0])
    try:
        _draw(done, gateway, only_there=some, check=source.run.check)
    except ProblemError as error:
        reported = error.problems if done.drawing else [one for one in error.problems if one.code != NOT_OURS]
        done.dashboard_problems = tuple(reported)
    except CallError as error:
        done.dashboard_problems = (error.problem(request.dashboard_name),)


def _draw(done: Observed, gateway: DashboardGateway, *, only_there: bool, check: bool) -> None:
    request, name = done.request, done.request.dashboard_name
    tags = merge_tags(request.tags, {ENVIRONMENT: request.environment})
    live = gateway.get(name)
    if done.drawing:
        drawn = dashboard(shown_records(request, done.records), request.environment, request.period)
        wanted = WantedDashboard(name, drawn.body, tags, adopt=request.adopt, ignore_tags=request.ignore_tags)
        done.left_off = drawn.left_off
    else:
        wanted = WantedDashboard(name, tags=tags, absent=True, adopt=request.adopt)
    if only_there and (live is None or not is_ours(wanted, live)):
        return
    done.drawn = drawing_of.carry_out(decide(wanted, live), gateway, check=check)

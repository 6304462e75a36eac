# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The alarms and dashboard of a run: what is wanted, what may be deleted, and where to search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import parse_arn
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.log_settings import LogSettings
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.wanted_alarms import (
    GUARDRAIL,
    wanted_alarms,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import PROFILE_KEY, WORKLOAD

PRESENT, ABSENT, PRUNED, RENDERED = "present", "absent", "pruned", "rendered"
STATES = (PRESENT, ABSENT, PRUNED, RENDERED)

Records = Mapping[str, Record]


@dataclass(frozen=True, slots=True)
class Request:
    """The request of a task. ``records`` None: they are read; ``former``: the records before the run."""

    environment: str
    state: str = PRESENT
    prefix: str = ""
    ssm_regions: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    former_regions: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    entries: Mapping[str, Any] = field(default_factory=dict)
    alarms: bool = True
    dashboard: bool = True
    dashboard_name: str = ""
    dashboard_workloads: tuple[str, ...] = ()
    period: int = 300
    logging: LogSettings | None = None
    tags: Mapping[str, Any] = field(default_factory=dict)
    adopt: bool = False
    ignore_tags: IgnoredTags = NOTHING_IGNORED
    #: With ``absent``: those that go; none means everything.
    workloads: tuple[str, ...] = ()
    failed_workloads: tuple[str, ...] = ()
    expected: bool = True
    records: Records | None = None
    former: Records = field(default_factory=dict)
    variables: str = ""

    @property
    def whole(self) -> bool:
        """Whether everything of the environment is deleted."""
        return self.state == ABSENT and not self.workloads

    @property
    def reads(self) -> bool:
        """Whether records are needed. Tags are enough to delete everything if no alarms are expected."""
        if self.state == PRUNED:
            return bool(self.former)
        return self.expected or not self.whole

    @property
    def needs_all(self) -> bool:
        """Whether an unreadable record would count as deleted."""
        return self.state in (PRESENT, PRUNED)


def alarm_map(request: Request, records: Records) -> dict[str, dict[str, Any]]:
    """The alarms that are wanted, by name; also those to take away, since the tagging API is late to know new ones."""
    if request.state in (PRESENT, RENDERED):
        if not request.alarms:
            return {}
        return wanted_alarms(
            records, request.environment, request.settings, request.entries, variables=request.variables
        )
    if request.state == PRUNED or not request.expected:
        return {}
    to_remove = {
        path: record
        for path, record in {**records, **request.former}.items()
        if not request.workloads or _workload(path) in request.workloads
    }
    return wanted_alarms(to_remove, request.environment, absent=True)


def regions_to_search(request: Request, records: Records) -> list[str]:
    """The known regions of the environment, now and before: alarms of deleted profiles may be in any of them."""
    if request.state == PRUNED:
        return list(dict.fromkeys(target["region"] for _path, target in _gone(request, records)))
    reported = [region for found in (records, request.former) for region in record_regions(found)]
    return list(dict.fromkeys([*request.regions, *request.former_regions, *reported]))


def record_regions(records: Records) -> list[str]:
    """Regions of the profiles that records name, those they replaced included."""
    previous = [parse_arn(arn) for record in records.values() for arn in record.get("previous") or []]
    targets = [target["region"] for record in records.values() for target in record["targets"]]
    return list(dict.fromkeys([*targets, *(arn.region for arn in previous if arn)]))


def purged(request: Request, records: Records, published: Callable[[str], bool]) -> Callable[[Mapping[str, str]], bool]:
    """Decides from the tags of an orphaned alarm of the environment whether it may be deleted.

    ``published`` reads from Parameter Store whether a record wants alarms of a path. It is called if the caller
    passed the records and they do not account for the alarm.
    """
    if request.state == ABSENT:
        return lambda tags: not request.workloads or tags.get(WORKLOAD) in request.workloads
    if request.state == PRUNED:
        owners = deleted_owners(request, records)
        return lambda tags: bool(owners & {_path(tags), tags.get(WORKLOAD, "")})

    def may_delete(tags: Mapping[str, str]) -> bool:
        path = _path(tags)
        if tags.get(WORKLOAD) in request.failed_workloads:
            return False
        reported = request.records is None or is_named(path, {**records, **request.former})
        return reported or not published(path)

    return may_delete


def is_named(path: str, records: Iterable[str]) -> bool:
    """Whether one of these records has alarms of a path; the path of a guardrail covers its workload."""
    workload, _slash, key = path.partition("/")
    return path in records or (key == GUARDRAIL and workload in map(_workload, records))


def deleted_owners(request: Request, records: Records) -> set[str]:
    """Owners whose profiles are no longer published after the run: whole workloads, or single entries."""
    paths = {path for path, _target in _gone(request, records)}
    left = {_workload(path) for path in paths} - {_workload(path) for path in records}
    return left | {path for path in paths if _workload(path) not in left}


def records_before(request: Request, records: Records) -> dict[str, Record]:
    """Everything as published before the run; former records are those of the workloads of the run only."""
    ran = set(map(_workload, request.former))
    return {**{path: record for path, record in records.items() if _workload(path) not in ran}, **request.former}


def shown_records(request: Request, records: Records) -> dict[str, Record]:
    """What is on the dashboard."""
    return {
        path: record
        for path, record in records.items()
        if (not request.dashboard_workloads or _workload(path) in request.dashboard_workloads)
        and _workload(path) not in request.workloads
    }


def drawing(request: Request, shown: Records) -> bool:
    """Whether there is to be a dashboard."""
    return not request.whole and request.dashboard and bool(shown)


def _gone(request: Request, records: Records) -> list[tuple[str, Mapping[str, Any]]]:
    """Targets of former records that are no longer named. After a failure, the old profile may still be in use."""
    named = {target["arn"] for record in records.values() for target in record["targets"]}
    return [
        (path, target)
        for path, record in request.former.items()
        if _workload(path) not in request.failed_workloads
        for target in record["targets"]
        if target["arn"] not in named
    ]


def _path(tags: Mapping[str, str]) -> str:
    return f"{tags.get(WORKLOAD, '')}/{tags.get(PROFILE_KEY, '')}"


def _workload(path: str) -> str:
    return path.partition("/")[0]

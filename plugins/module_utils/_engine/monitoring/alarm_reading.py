# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The live alarms with wanted names and of ours, read in few calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import (
    LiveAlarm,
    Place,
    WantedAlarm,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER, is_subset
from ansible_collections.genai.bedrock.plugins.module_utils._engine.monitoring.alarm_gateway import AlarmGateway
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool

NAMES = 100

#: Decides from the tags of an orphaned alarm of the owner whether it may be deleted.
MayDelete = Callable[[Mapping[str, str]], bool]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some names of a region."""

    region: str
    names: tuple[str, ...]


@dataclass(slots=True)
class AlarmSnapshot:
    """The live alarms by place, and the places that could not be read."""

    gateways: Mapping[str, AlarmGateway]
    pool: Pool
    owner: Mapping[str, str]
    live: dict[Place, LiveAlarm] = field(default_factory=dict)
    failures: dict[Place, CallError] = field(default_factory=dict)
    #: Regions for which the tagging API could not list our alarms.
    unreported: dict[str, CallError] = field(default_factory=dict)
    _reported: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    _unconfirmed: set[Place] = field(default_factory=set)

    def read(self, wanted: Sequence[WantedAlarm]) -> None:
        """The wanted alarms, and the tags of all of ours in bulk; if that fails, tags are read per alarm."""
        for reported in self.pool.map(lambda region: self.gateways[region].our_tags(self.owner), self.gateways):
            if reported.error is None:
                self._reported[reported.task] = reported.result
            else:
                self.unreported[reported.task] = reported.error
        self._describe([entry.place for entry in wanted])
        self.confirm([place for place, found in self.live.items() if found.tags is None])

    def read_leftovers(self, wanted: Sequence[WantedAlarm], may_delete: MayDelete) -> list[Place]:
        """Orphaned alarms with the owner's tags that may be deleted, confirmed on each alarm."""
        known = {entry.place for entry in wanted}
        ours = {
            (region, arn.split(":alarm:", 1)[-1]): tags
            for region, reported in self._reported.items()
            for arn, tags in reported.items()
        }
        places = [place for place, tags in ours.items() if place not in known and may_delete(tags)]
        self._describe(places)
        self.confirm(place for place in places if place in self.live)
        whose = {MANAGED_BY: OWNER, **self.owner}
        sure = [place for place in places if place in self.live and place not in self.failures]
        tags = {place: self.live[place].tags or {} for place in sure}
        return [place for place in sure if is_subset(whose, tags[place]) and may_delete(tags[place])]

    def unconfirmed(self, places: Iterable[Place]) -> list[Place]:
        """Those whose tags come only from the tagging API, which may lag behind."""
        return [place for place in places if place in self._unconfirmed]

    def confirm(self, places: Iterable[Place]) -> None:
        """Read tags on the alarms themselves; alarms deleted in the meantime are dropped."""
        for answer in self.pool.map(
            lambda place: self.gateways[place[0]].tags(self.live[place].arn), places, place=lambda place: place[0]
        ):
            self._unconfirmed.discard(answer.task)
            if answer.error is None:
                self.live[answer.task] = replace(self.live[answer.task], tags=answer.result)
            elif answer.error.missing:
                del self.live[answer.task]
            else:
                self.failures[answer.task] = answer.error

    def _describe(self, places: Iterable[Place]) -> None:
        for answer in self.pool.map(
            lambda batch: self.gateways[batch.region].alarms(batch.names), batches(places), place=lambda one: one.region
        ):
            if answer.error is not None:
                self.failures |= {(answer.task.region, name): answer.error for name in answer.task.names}
                continue
            for found in answer.result:
                tags = self._reported.get(found.region, {}).get(found.arn)
                self.live[found.place] = replace(found, tags=tags)
                if tags is not None:
                    self._unconfirmed.add(found.place)


def batches(places: Iterable[Place]) -> Iterator[Batch]:
    by_region: dict[str, list[str]] = {}
    for region, name in places:
        by_region.setdefault(region, []).append(name)
    for region, names in by_region.items():
        for start in range(0, len(names), NAMES):
            yield Batch(region, tuple(names[start : start + NAMES]))

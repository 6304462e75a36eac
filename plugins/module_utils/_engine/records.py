# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is published for an environment: records, damaged records, and the document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.listing import Request as Reading
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.listing import info_row
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import LiveParameter
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.publication import owner_tags
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.reading import (
    damaged_records,
    foreign_parameters,
    read_records,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import is_subset
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool

OURS, FOREIGN, DAMAGED, MISSING, UNREAD = "ours", "foreign", "damaged", "missing", "unread"

Row = dict[str, Any]


class RecordGateway(Protocol):
    """What reading takes of Parameter Store in one region. Every method may raise CallError."""

    def parameters(self, names: Sequence[str], *, decrypt: bool) -> list[LiveParameter]: ...

    def under_path(self, path: str, *, recursive: bool, decrypt: bool) -> list[LiveParameter]: ...

    def tags(self, name: str) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class Request:
    """Whose records; ``workloads``: only theirs, empty for all."""

    environment: str
    prefix: str
    workloads: tuple[str, ...] = ()
    document: bool = True

    @property
    def paths(self) -> list[str]:
        return [f"{self.prefix}/{workload}" for workload in self.workloads] or [self.prefix]


@dataclass(frozen=True, slots=True)
class Document:
    """The document in one region: ``state`` is ours, foreign, damaged, missing or unread; ``value`` of ours alone."""

    name: str
    region: str
    state: str
    value: Any = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """What was found. If a record is in several regions, the first listed applies; everything else is per region."""

    records: dict[str, Record]
    damaged: list[Row]
    foreign: list[Row]
    unread: list[Problem]
    document: Document | None = None


def read_published(gateways: Mapping[str, RecordGateway], request: Request, *, workers: int) -> Published:
    """Read every region of ``gateways``, in the order in which they count. Tags are read only where they decide."""
    with Pool(workers) as pool:
        reader = _Reader(gateways, pool)
        rows = reader.below(request.paths)
        suspects = damaged_records(rows, request.prefix, request.environment)
        tagged = reader.tagged((row["region"], row["key"]) for row in suspects)
        document = reader.document(request) if request.document else None
    return Published(
        records=read_records(rows, request.prefix, request.environment),
        damaged=damaged_records(rows, request.prefix, request.environment, tagged),
        foreign=foreign_parameters(rows, request.prefix, request.environment, tagged),
        unread=reader.unread,
        document=document,
    )


@dataclass
class _Reader:
    gateways: Mapping[str, RecordGateway]
    pool: Pool
    unread: list[Problem] = field(default_factory=list)

    def below(self, paths: Iterable[str]) -> list[Row]:
        """Every parameter below the paths, region by region; the one place that knows how records are read."""
        requested = [(region, path) for region in self.gateways for path in paths]
        rows: list[Row] = []
        for answer in self.pool.map(self._under, requested, place=lambda task: task[0]):
            if answer.error is None:
                rows += [info_row(live, Reading()) for live in answer.result]
            else:
                self.unread.append(answer.error.problem(answer.task[1]))
        return rows

    def tagged(self, places: Iterable[tuple[str, str]]) -> list[Row]:
        """Places with their tags, without those deleted in the meantime and those that cannot be read."""
        reported = []
        for answer in self.pool.map(self._tags, places, place=lambda task: task[0]):
            region, name = answer.task
            if answer.error is None:
                reported.append({"region": region, "name": name, "tags": answer.result})
            elif not answer.error.missing:
                self.unread.append(answer.error.problem(name))
        return reported

    def document(self, request: Request) -> Document:
        """That of the first region."""
        region = next(iter(self.gateways))
        unread, missing = Document(request.prefix, region, UNREAD), Document(request.prefix, region, MISSING)
        (answer,) = self.pool.map(lambda one: self.gateways[one].parameters([request.prefix], decrypt=False), [region])
        if answer.error is not None:
            self.unread.append(answer.error.problem(request.prefix))
            return unread
        if not answer.result:
            return missing
        before = len(self.unread)
        tagged = self.tagged([(region, request.prefix)])
        if not tagged:
            return unread if len(self.unread) > before else missing
        return _document(answer.result[0], tagged[0]["tags"], request.environment)

    def _under(self, task: tuple[str, str]) -> list[LiveParameter]:
        found = self.gateways[task[0]].under_path(task[1], recursive=True, decrypt=False)
        return sorted(found, key=lambda live: live.name)

    def _tags(self, place: tuple[str, str]) -> dict[str, str]:
        return self.gateways[place[0]].tags(place[1])


def _document(live: LiveParameter, tags: Mapping[str, str], environment: str) -> Document:
    value = info_row(live, Reading())["json"]
    if not is_subset(owner_tags(environment), tags):
        return Document(live.name, live.region, FOREIGN, version=live.version)
    if not isinstance(value, dict):
        return Document(live.name, live.region, DAMAGED, version=live.version)
    return Document(live.name, live.region, OURS, value, live.version)

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read parameters of several regions side by side, changing nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.listing import Request, info_row
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import (
    Details,
    LiveParameter,
    Place,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.gateway import DESCRIBE_NAMES, GET_NAMES
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool


class ReadingGateway(Protocol):
    """What reading takes of Parameter Store in one region."""

    def parameters(self, names: Sequence[str], *, decrypt: bool) -> list[LiveParameter]: ...

    def under_path(self, path: str, *, recursive: bool, decrypt: bool) -> list[LiveParameter]: ...

    def details(self, names: Sequence[str]) -> dict[str, Details]: ...

    def history(self, name: str) -> dict[int, Details]: ...

    def tags(self, name: str) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of what exists, the names that some region has not, and what could not be read."""

    rows: list[dict[str, Any]]
    missing: list[str]
    problems: list[Problem]


_Task = tuple[str, tuple[str, ...]]


def list_parameters(gateways: Mapping[str, ReadingGateway], request: Request, *, workers: int) -> Found:
    with Pool(workers) as pool:
        return _Reader(gateways, request, pool).found()


class _Reader:
    def __init__(self, gateways: Mapping[str, ReadingGateway], request: Request, pool: Pool) -> None:
        self._gateways, self._request, self._pool = gateways, request, pool
        self._live: dict[Place, LiveParameter] = {}
        self._problems: list[Problem] = []
        self._unread: set[Place] = set()

    def found(self) -> Found:
        self._read()
        if self._request.metadata:
            self._describe()
            self._look_back()
        if self._request.tags:
            self._tag()
        rows = [info_row(self._live[place], self._request) for place in sorted(self._live)]
        return Found(rows, self._missing(), self._problems)

    def _read(self) -> None:
        request = self._request

        def read(task: _Task) -> list[LiveParameter]:
            gateway = self._gateways[task[0]]
            if request.path is not None:
                return gateway.under_path(request.path, recursive=request.recursive, decrypt=request.decrypt)
            return gateway.parameters(task[1], decrypt=request.decrypt)

        batches = [()] if request.path is not None else _batches(request.names, GET_NAMES)
        tasks: list[_Task] = [(region, names) for region in self._gateways for names in batches]
        for answer in self._pool.map(read, tasks, place=_region):
            region, names = answer.task
            if answer.error is None:
                self._live |= {live.asked_place: live for live in answer.result}
            else:
                self._unread |= {(region, name) for name in names}
                self._problems += [answer.error.problem(name) for name in names] or [answer.error.problem(request.path)]

    def _describe(self) -> None:
        by_region: dict[str, list[str]] = {}
        for region, name in sorted(place for place, live in self._live.items() if not live.selector):
            by_region.setdefault(region, []).append(name)
        tasks = [
            (region, names) for region, all_names in by_region.items() for names in _batches(all_names, DESCRIBE_NAMES)
        ]
        for answer in self._pool.map(lambda task: self._gateways[task[0]].details(task[1]), tasks, place=_region):
            for name in answer.task[1]:
                place = (answer.task[0], name)
                if answer.error is None:
                    self._live[place] = replace(self._live[place], details=answer.result.get(name))
                else:
                    self._problems.append(answer.error.problem(name))

    def _look_back(self) -> None:
        """DescribeParameters only returns the newest version; versions and labels need the history."""
        places = sorted(place for place, live in self._live.items() if live.selector)
        for answer in self._pool.map(
            lambda place: self._gateways[place[0]].history(self._live[place].name), places, place=_region
        ):
            found = self._live[answer.task]
            if answer.error is None:
                self._live[answer.task] = replace(found, details=answer.result.get(found.version))
            else:
                self._problems.append(answer.error.problem(answer.task[1]))

    def _tag(self) -> None:
        for answer in self._pool.map(
            lambda place: self._gateways[place[0]].tags(self._live[place].name), sorted(self._live), place=_region
        ):
            if answer.error is None:
                self._live[answer.task] = replace(self._live[answer.task], tags=answer.result)
            elif answer.error.missing:
                del self._live[answer.task]
            else:
                self._problems.append(answer.error.problem(answer.task[1]))

    def _missing(self) -> list[str]:
        """A name that could not be read is no missing one."""
        known = self._live.keys() | self._unread
        return [name for name in self._request.names if any((region, name) not in known for region in self._gateways)]


def _region(task: tuple[str, object]) -> str:
    return task[0]


def _batches(names: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(names[start : start + size]) for start in range(0, len(names), size)]

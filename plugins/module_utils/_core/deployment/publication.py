# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records that were created elsewhere, as passed by a task: read, checked, and with a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.ignore_options import ignore_problems
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.rules import (
    environment_problems,
    prefix_of,
    prefix_problems,
    region_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.reading import record_fault
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import key_problem


@dataclass(frozen=True, slots=True)
class Publication:
    """What is to be published at one place. Paths are ``<workload>/<key>``; the first of ``regions`` is read from."""

    environment: str
    prefix: str
    regions: tuple[str, ...]
    records: Mapping[str, Record]
    removed: tuple[str, ...] = ()
    document: bool = True
    adopt: bool = False
    ignore_tags: Mapping[str, Any] = field(default_factory=dict)

    @property
    def workloads(self) -> list[str]:
        return list(dict.fromkeys(path.partition("/")[0] for path in (*self.records, *self.removed)))

    def records_of(self, workload: str) -> dict[str, Record]:
        """Key → record."""
        return {key: self.records[f"{workload}/{key}"] for key in _keys(self.records, workload)}

    def removed_of(self, workload: str) -> list[str]:
        return _keys(self.removed, workload)


def read_publication(options: Mapping[str, Any]) -> tuple[Publication, list[str]]:
    """What the options of a task come to, and everything that is wrong with them, under the names of its variables."""
    start = str(options.get("variables") or "")
    environment, given = str(options["environment"]), options["records"]
    removed = tuple(dict.fromkeys(path.strip() for path in options["removed"]))
    regions = tuple(dict.fromkeys(region.strip() for region in options["ssm_regions"]))
    unknown = environment_problems(environment)
    problems = [
        *unknown,
        *prefix_problems(options["ssm_prefix"] or ""),
        *ignore_problems(options.get("ignore_tags")),
        *region_problems(regions, "ssm_regions"),
        *(
            text
            for path, record in given.items()
            for text in _record_problems(str(path), record, "" if unknown else environment)
        ),
        *(f"removed: {text}" for path in removed if (text := _path_problem(path))),
        *(f"removed: {path} is in records too; take it out of one of them" for path in removed if path in given),
    ]
    if not regions:
        problems.append("ssm_regions: is empty; name the regions in which the records are kept, the first is read from")
    prefix = prefix_of(environment, options["ssm_prefix"] or "")
    publication = Publication(environment, prefix, regions, given, removed, options["document"], options["adopt"])
    publication = replace(publication, ignore_tags=options.get("ignore_tags") or {})
    return publication, [f"{start}{text}" for text in problems]


def _record_problems(path: str, record: Any, environment: str) -> list[str]:
    """Whoever wrote what no reader takes for a record would damage the place."""
    if text := _path_problem(path):
        return [f"records: {text}"]
    if fault := record_fault(record, path):
        return [f"records.{path}: {fault}"]
    if environment and record["environment"] != environment:
        return [f"records.{path}: it is a record of the environment {record['environment']}, not of {environment}"]
    return []


def _path_problem(path: str) -> str:
    workload, slash, key = path.partition("/")
    if not slash:
        return f"'{path}' is no path of a record, as copilot/chat"
    texts = (f"'{path}': {text}" for name in (workload, key) if (text := key_problem(name)))
    return next(texts, "")


def _keys(paths: Iterable[str], workload: str) -> list[str]:
    start = f"{workload}/"
    return [path.removeprefix(start) for path in paths if path.startswith(start)]

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a task to a request; all input problems are reported at once, under the user's names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.endpoints import region_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignore_options import as_ignored, ignore_problems
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import Leaf, read_leaves
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.log_settings import (
    LogSettings,
    read_log_settings,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.wanted_alarms import wanted_alarms
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watch_settings import DEFAULTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.watching import (
    ABSENT,
    PRESENT,
    RENDERED,
    Request,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import RECORDS
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import maybe
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    OWNER,
    PROFILE_KEY,
    WORKLOAD,
    tag_problems,
    tag_texts,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import SETTINGS

#: CloudWatch API reference, PutDashboard.
_NAME = re.compile(r"[A-Za-z0-9_-]{1,255}")
_REGIONS = ("regions", "former_regions", "ssm_regions")


def _dashboard_name(name: str) -> list[str]:
    rule = "1 to 255 letters, digits, hyphens and underscores"
    return [] if _NAME.fullmatch(name) else [f"'{name}' is not allowed: {rule}"]


_LEAVES = {
    "environment": SETTINGS["environment"],
    "ssm_prefix": SETTINGS["ssm_prefix"],
    "dashboard_name": Leaf(SETTINGS["ssm_prefix"].cast, _dashboard_name),
}


def read_request(options: Mapping[str, Any]) -> tuple[Request, list[str]]:
    """The request and all its problems. ``options`` are those of the module; unset ones are None."""
    start = str(options.get("variables") or "")
    texts, wrong_texts = read_leaves({name: options.get(name) for name in _LEAVES}, _LEAVES, str)
    problems = [*map(str, wrong_texts)]
    if not options.get("environment"):
        problems.append("environment: is missing; name the environment, such as dev or production")
    problems += _places(options) + _tags(options) + ignore_problems(options.get("ignore_tags")) + _shapes(options)
    problems = [f"{start}{text}" for text in problems]
    request = _request(options, texts)
    if not problems:
        request = replace(request, ignore_tags=as_ignored(options.get("ignore_tags")))
    # Whoever takes alarms away needs no sound settings for them.
    if request.state not in (PRESENT, RENDERED):
        return request, problems
    logging, wrong = _logging(options, f"{start}log_" if start else "logging.")
    problems += wrong + _alarms(options, start)
    settings, entries = options.get("settings") or {}, options.get("entries") or {}
    return replace(request, settings=settings, entries=entries, logging=logging), problems


def _request(options: Mapping[str, Any], texts: Mapping[str, str]) -> Request:
    environment = texts.get("environment", "environment")
    given = {name: tuple(_texts(options, name)) for name in _REGIONS}
    workloads = _texts(options, "workloads") if options["state"] == ABSENT else []
    return Request(
        environment=environment,
        state=options["state"],
        prefix=texts.get("ssm_prefix", f"/{environment}/bedrock/inference-profiles").rstrip("/"),
        ssm_regions=given["ssm_regions"] or given["regions"][:1],
        regions=given["regions"],
        former_regions=given["former_regions"],
        alarms=options["alarms"],
        dashboard=options["dashboard"],
        dashboard_name=texts.get("dashboard_name", f"{environment}-bedrock"),
        dashboard_workloads=tuple(_texts(options, "dashboard_workloads")),
        period=_period(options.get("settings") or {}),
        tags=options.get("tags") or {},
        adopt=options["adopt"],
        workloads=tuple(workloads),
        failed_workloads=tuple(_texts(options, "failed_workloads")),
        expected=options["expected"],
        records=options.get("records"),
        former=options.get("former_records") or {},
        variables=str(options.get("variables") or ""),
    )


def _texts(options: Mapping[str, Any], name: str) -> list[str]:
    """A list without what is empty, as a list of no items is that comes as text."""
    return [text.strip() for text in options.get(name) or () if text.strip()]


def _places(options: Mapping[str, Any]) -> list[str]:
    problems = []
    needed = options["state"] != RENDERED and not _texts(options, "ssm_regions")
    if not _texts(options, "regions") and (needed or options.get("logging") is not None):
        problems.append("regions: is empty; name the regions of the environment, the primary first")
    for name in _REGIONS:
        found = map(region_problem, _texts(options, name))
        problems += [f"{name}: {problem}" for problem in found if problem]
    return problems


def _tags(options: Mapping[str, Any]) -> list[str]:
    """The tags of an alarm, which has the most of ours."""
    ours = dict.fromkeys((ENVIRONMENT, WORKLOAD, PROFILE_KEY), "x") | {MANAGED_BY: OWNER}
    return [f"tags: {text}" for text in tag_problems({**tag_texts(options.get("tags")), **ours})]


def _shapes(options: Mapping[str, Any]) -> list[str]:
    found = [problem for name in ("records", "former_records") for problem in maybe(RECORDS)(options.get(name), name)]
    return [f"{problem.key}: {problem.message}" for problem in found]


def _logging(options: Mapping[str, Any], start: str) -> tuple[LogSettings | None, list[str]]:
    given = options.get("logging")
    return (None, []) if given is None else read_log_settings(given, start)


def _alarms(options: Mapping[str, Any], start: str) -> list[str]:
    """Settings of alarms, as far as they can be checked before anybody knows what is published."""
    try:
        wanted_alarms({}, "", options.get("settings"), options.get("entries"), variables=start)
    except ProblemError as error:
        return [problem.message for problem in error.problems]
    return []


def _period(settings: Mapping[str, Any]) -> int:
    text = str(settings.get("period") or DEFAULTS["period"])
    return int(text) if text.isdecimal() else int(DEFAULTS["period"])

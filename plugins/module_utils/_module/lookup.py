# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients for lookups, from the same connection options as modules have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.endpoints import region_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._module.connection import connection_of

WORKERS = 16


def lookup_clients(options: Mapping[str, Any], lookup: str) -> tuple[Clients, str | None]:
    """One session from a lookup's options, and the region of the connection; raises ProblemError or CallError."""
    connection = connection_of(options, lookup)
    return Clients(connection, workers=WORKERS), connection.region


def lookup_regions(connected: str | None, regions: list[str] | None) -> list[str]:
    """The requested regions, or that of the connection; raises if there is none, or one is invalid."""
    found = list(dict.fromkeys(regions or [])) or ([connected] if connected else [])
    if not found:
        raise ProblemError([Problem("no region: set region, or AWS_REGION in the environment")])
    if problems := [Problem(problem) for problem in map(region_problem, found) if problem]:
        raise ProblemError(problems)
    return found

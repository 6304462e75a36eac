# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients for lookups, whose connection options are a plugin's and not a module's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients, Connection
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError

WORKERS = 16


def lookup_clients(info: tuple[str | None, str | None, Mapping[str, Any]], lookup: str) -> Clients:
    """One session from what amazon.aws reads out of a plugin's options."""
    region, endpoint_url, boto = info
    connection = Connection(
        region=region,
        profile=boto.get("profile_name"),
        access_key=boto.get("aws_access_key_id"),
        secret_key=boto.get("aws_secret_access_key"),
        session_token=boto.get("aws_session_token"),
        endpoint_url=endpoint_url or None,
        user_agent=f"genai.bedrock/{lookup}",
    )
    try:
        with aws_call("sts", "CreateSession", region or "no region"):
            return Clients(connection, workers=WORKERS)
    except CallError as error:
        raise ProblemError([error.problem()]) from error


def lookup_regions(connected: str | None, regions: list[str] | None) -> list[str]:
    """The regions asked for, else the one of the connection; raises where there is none."""
    found = list(dict.fromkeys(regions or [])) or ([connected] if connected else [])
    if not found:
        raise ProblemError([Problem("no region: set region, or AWS_REGION in the environment")])
    return found

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read requests to Parameter Store, and the rows of their results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.policies import shown
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.rules import (
    name_problems,
    selector_problems,
    split_selector,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import LiveParameter
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import json_data
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import would_do

_METADATA = ("description", "tier", "key_id", "allowed_pattern", "policies", "last_modified_user", "labels")


@dataclass(frozen=True, slots=True)
class Request:
    """Which parameters are read, by name or by path, and what of them."""

    names: tuple[str, ...] = ()
    path: str | None = None
    recursive: bool = True
    tags: bool = False
    metadata: bool = False
    decrypt: bool = False

    def problems(self, regions: Iterable[str]) -> list[Problem]:
        """Names that AWS would refuse, and with them the whole call in which they are; a reserved one may be read."""
        if self.path is not None and not self.path.startswith("/"):
            advice = would_do(self.path, f"/{self.path.strip('/')}", _path_problems, ":")
            return [Problem(f"path '{self.path}' does not begin with '/'{advice}", self.path)]
        sentences = [
            (name, text)
            for name in self.names
            for region in regions
            for plain, selector in [split_selector(name)]
            for text in [*name_problems(plain, region, reserved=True), *selector_problems(selector)]
        ]
        return [Problem(text, name) for name, text in dict.fromkeys(sentences)]


def _path_problems(path: str) -> list[str]:
    return name_problems(path, "us-east-1", reserved=True)


def asked_name(row: Mapping[str, Any]) -> str:
    """The name by which a row was read."""
    return f"{row['name']}:{row['selector']}" if row["selector"] else str(row["name"])


def info_row(live: LiveParameter, request: Request) -> dict[str, Any]:
    readable = request.decrypt or not live.secure
    row: dict[str, Any] = {
        "name": live.name,
        "selector": live.selector.removeprefix(":") or None,
        "region": live.region,
        "arn": live.arn,
        "type": live.type,
        "data_type": live.data_type,
        "value": live.value if readable else None,
        "json": json_data(live.value) if readable else None,
        "version": live.version,
        "last_modified_date": live.last_modified_date,
    }
    if request.tags:
        row["tags"] = dict(sorted((live.tags or {}).items()))
    if request.metadata:
        known = live.details
        row |= dict.fromkeys(_METADATA)
        if known is not None:
            row |= {
                "description": known.description,
                "tier": known.tier,
                "key_id": known.key_id,
                "allowed_pattern": known.allowed_pattern,
                "policies": shown(known.policies),
                "last_modified_user": known.last_modified_user,
                "labels": None if known.labels is None else list(known.labels),
            }
    return row

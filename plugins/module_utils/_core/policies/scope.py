# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment that a module reads, and where: the options that the modules that report on one have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.rules import (
    environment_problems,
    prefix_of,
    prefix_problems,
    region_problems,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """An environment, the regions of its profiles and those of its records."""

    environment: str
    #: The path below which its records are published; empty without an environment.
    prefix: str
    regions: tuple[str, ...]
    ssm_regions: tuple[str, ...]


def read_scope(options: Mapping[str, Any], region: str | None) -> tuple[Scope, list[str]]:
    """What ``environment``, ``ssm_prefix``, ``ssm_regions`` and ``regions`` mean, and all that is wrong with them.

    A module of records has no ``regions``. ``region`` is that of the connection, the default of both.
    """
    environment, ssm_prefix = options["environment"] or "", options["ssm_prefix"] or ""
    first = "regions" if "regions" in options else "ssm_regions"
    regions = _unique(options.get("regions") or []) or _unique([region] if region else [])
    places = _unique(options["ssm_regions"]) or regions
    problems = [
        *(environment_problems(environment) if options["environment"] is not None else []),
        *prefix_problems(ssm_prefix),
        *(region_problems(regions, "regions") if first == "regions" else []),
        *region_problems(options["ssm_regions"], "ssm_regions"),
    ]
    if not (regions if first == "regions" else places):
        problems.append(f"no region: set {first}, region, or AWS_REGION in the environment")
    return Scope(environment, prefix_of(environment, ssm_prefix) if environment else "", regions, places), problems


def _unique(regions: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(regions))

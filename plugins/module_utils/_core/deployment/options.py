# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of one workload that determine how it is deployed, as opposed to its entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import as_bool, as_int, as_text
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import Leaf, at_least, one_of, read_leaves
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem

FAIL, WARN, SKIP = "fail", "warn", "skip"


@dataclass(frozen=True, slots=True)
class Options:
    """How a workload is deployed. Times are in seconds, days (``eol_days``) or hours (``refuse_if_used_within``)."""

    adopt: bool = False
    purge: bool = False
    purge_limit: int = 10
    purge_all: bool = False
    recreate: str = "source"
    preflight: str = FAIL
    eol_days: int = 0
    verify: bool = False
    grace_seconds: int = 0
    refuse_if_used_within: int = 0
    document: bool = True
    guardrail_phrase: str = ""
    workers: int = 16


CHOICES = {"recreate": ("source", "always", "never"), "preflight": (FAIL, WARN, SKIP)}
_COUNT = Leaf(as_int, at_least(0))
OPTIONS: dict[str, Leaf] = {
    "adopt": Leaf(as_bool),
    "purge": Leaf(as_bool),
    "purge_limit": _COUNT,
    "purge_all": Leaf(as_bool),
    "recreate": Leaf(as_text, one_of(*CHOICES["recreate"])),
    "preflight": Leaf(as_text, one_of(*CHOICES["preflight"])),
    "eol_days": _COUNT,
    "verify": Leaf(as_bool),
    "grace_seconds": _COUNT,
    "refuse_if_used_within": _COUNT,
    "document": Leaf(as_bool),
    "guardrail_phrase": Leaf(as_text),
    "workers": Leaf(as_int, at_least(1)),
}


def read_options(
    values: Mapping[str, Any], entries_variable: str, variables: Mapping[str, str] | None = None
) -> tuple[Options, list[InputProblem]]:
    """The options and every problem, each under the name of its variable.

    ``variables``: option → variable, where that is not simply the role's own.
    """
    start = entries_variable.removesuffix("entries")
    found, problems = read_leaves(values, OPTIONS, lambda option: (variables or {}).get(option) or start + option)
    return Options(**found), problems

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Charts of a dashboard: which metrics each has of the targets of a workload, in parts that CloudWatch can show.

Limits: CloudWatch User Guide, service quotas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import EMBEDDING
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.guardrail_metrics import (
    INTERVENTIONS,
    guardrail_dimensions,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.guardrail_metrics import (
    NAMESPACE as GUARDRAILS,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.wanted_alarms import (
    DIMENSION,
    INPUT,
    NAMESPACE,
    OUTPUT,
)

CHART_METRICS = 500

#: A metric as a chart takes it: namespace, name, pairs of dimension and value, and a map of how it is shown.
Row = list[Any]


@dataclass(frozen=True, slots=True)
class Watched:
    """A target of a record; ``rank`` is its place among them, 0 the primary."""

    workload: str
    key: str
    rank: int
    kind: str
    target: Mapping[str, Any]

    @property
    def region(self) -> str:
        region: str = self.target["region"]
        return region


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of each workload; its lines are metric, statistic and a word for the label."""

    title: str
    lines: tuple[tuple[str, str, str], ...]

    def rows(self, watched: Iterable[Watched]) -> Iterator[Row]:
        for one in watched:
            for metric, statistic, word in self.lines:
                # Vectors are no tokens.
                if metric != OUTPUT or one.kind != EMBEDDING:
                    label = " ".join(part for part in (one.key, one.region, word) if part)
                    how = {"label": label, "region": one.region, "stat": statistic}
                    yield [NAMESPACE, metric, DIMENSION, one.target["profile_id"], how]


@dataclass(frozen=True, slots=True)
class GuardrailChart:
    """How often guardrails of a workload intervened: a line for each version, however many entries share it."""

    title: str

    def rows(self, watched: Iterable[Watched]) -> Iterator[Row]:
        found: dict[tuple[str, ...], tuple[str, str]] = {}
        for one in watched:
            if dimensions := guardrail_dimensions(one.target):
                flat = tuple(text for pair in dimensions.items() for text in pair)
                found[flat] = one.region, f"{one.region} version {dimensions['GuardrailVersion']}"
        for flat, (region, label) in found.items():
            yield [GUARDRAILS, INTERVENTIONS, *flat, {"label": label, "region": region, "stat": "Sum"}]


CHARTS: tuple[Chart | GuardrailChart, ...] = (
    Chart("Invocations", (("Invocations", "Sum", ""),)),
    Chart("Latency of the slowest tenth (ms)", (("InvocationLatency", "p90", ""),)),
    Chart("Tokens", ((INPUT, "Sum", "in"), (OUTPUT, "Sum", "out"))),
    Chart("Throttled calls", (("InvocationThrottles", "Sum", ""),)),
    Chart("Errors", (("InvocationServerErrors", "Sum", "server"), ("InvocationClientErrors", "Sum", "client"))),
    GuardrailChart("Interventions of the guardrail"),
)


def parts(title: str, rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Title and metrics of each chart that they need: one, or where that is too many, one a region, or several."""
    listed = list(rows)
    if len(listed) <= CHART_METRICS:
        if listed:
            yield title, listed
        return
    by_region: dict[str, list[Row]] = {}
    for row in listed:
        by_region.setdefault(row[-1]["region"], []).append(row)
    for region, own in by_region.items():
        pieces = [own[start : start + CHART_METRICS] for start in range(0, len(own), CHART_METRICS)]
        for number, piece in enumerate(pieces, 1):
            which = f", {number} of {len(pieces)}" if len(pieces) > 1 else ""
            yield f"{title}, {region}{which}", piece

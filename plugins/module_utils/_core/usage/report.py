# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The usage report: numbers of each profile, and their sums by workload, entry, environment and tag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import Price
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.figures import (
    COUNTS,
    PERCENTILES,
    TIMES,
    Figures,
    total,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.prices import Cost, Prices, cost_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.profiles import UsedProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.spans import Span

SCHEMA = 1
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """A profile, its figures by period, its price, and the advised model with its price, where there is one.

    ``advised_cost``: what the same tokens would have cost with the advised model; without one, what they cost.
    """

    profile: UsedProfile
    figures: Mapping[datetime, Figures]
    price: Price | None = None
    advised_model: str = ""
    advised_price: Price | None = None
    # Worked out once, since every grouping needs them.
    total: Figures = field(init=False)
    costs: Mapping[datetime, Cost] = field(init=False)
    cost: Cost = field(init=False)
    advised_cost: Cost = field(init=False)

    def __post_init__(self) -> None:
        whole = total(self.figures.values())
        cost = cost_of(whole, self.price)
        costs = {moment: cost_of(figures, self.price) for moment, figures in self.figures.items()}
        advised = cost_of(whole, self.advised_price) if self.advised_price else cost
        for name, value in (("total", whole), ("costs", costs), ("cost", cost), ("advised_cost", advised)):
            object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True)
class Advice:
    """Prices, and which model would follow a profile's own; empty where none would."""

    prices: Prices = field(default_factory=Prices)
    model_for: Callable[[UsedProfile], str] = lambda _profile: ""

    def measured(self, profile: UsedProfile, figures: Mapping[datetime, Figures]) -> Measured:
        model, geography = self.model_for(profile), profile.geography
        advised = self.prices.of(model, geography) if model else None
        return Measured(profile, figures, self.prices.of(profile.model_id, geography), model, advised)


def usage_report(measured: Sequence[Measured], span: Span, group_by: Sequence[str] = ()) -> Row:
    """Everything a page shows, as JSON: rows of figures, each with ``series`` in the order of ``periods``."""

    def grouped(names: Sequence[str], of: Callable[[UsedProfile], tuple[str, ...]]) -> list[Row]:
        groups: dict[tuple[str, ...], list[Measured]] = {}
        for one in measured:
            groups.setdefault(of(one.profile), []).append(one)
        return [dict(zip(names, group, strict=True)) | _row(groups[group], span) for group in sorted(groups)]

    return {
        "schema": SCHEMA,
        "start": span.start.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "end": span.end.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "period": span.period,
        "periods": [span.label(moment) for moment in span.periods],
        "currency": "USD",
        "cost_is_estimate": True,
        "totals": _row(measured, span),
        "inference_profiles": [_profile_row(one, span) for one in measured],
        "workloads": grouped(("environment", "workload"), lambda one: (one.environment, one.workload)),
        "entries": grouped(("environment", "workload", "key"), lambda one: (one.environment, one.workload, one.key)),
        "environments": grouped(("environment",), lambda one: (one.environment,)),
        "tags": {tag: grouped(("value",), _value_of(tag)) for tag in group_by},
        "unpriced_models": _unpriced(measured),
    }


def _value_of(tag: str) -> Callable[[UsedProfile], tuple[str, ...]]:
    return lambda profile: (profile.tags.get(tag, ""),)


def _profile_row(one: Measured, span: Span) -> Row:
    profile = one.profile
    return {
        "environment": profile.environment,
        "workload": profile.workload,
        "key": profile.key,
        "region": profile.region,
        "inference_profile_name": profile.name,
        "inference_profile_arn": profile.arn,
        "inference_profile_id": profile.profile_id,
        "model_id": profile.model_id,
        "published": profile.published,
        "tags": dict(profile.tags),
        "advised_model": one.advised_model or None,
    } | _row([one], span)


def _row(measured: Sequence[Measured], span: Span) -> Row:
    figures = total(one.total for one in measured)
    cost = sum((one.cost for one in measured), Cost())
    advised = sum((one.advised_cost for one in measured), Cost())
    return {
        **{column: figures.count(column) for column in COUNTS},
        **_times(figures),
        "cost": cost.shown,
        "cost_is_complete": cost.complete,
        "advised_cost": advised.shown if any(one.advised_price for one in measured) else None,
        "series": _series(measured, span),
    }


def _times(figures: Figures) -> Row:
    row: Row = {}
    for column in TIMES:
        times = figures.time(column)
        row[f"{column}_mean"] = _rounded(times.mean)
        row |= {f"{column}_{name}": _rounded(times.percentiles.get(name)) for name in PERCENTILES}
    return row


def _series(measured: Iterable[Measured], span: Span) -> dict[str, list[Any]]:
    """Column → its values by period; a column that has none is left out."""
    by_moment: dict[datetime, list[Measured]] = {}
    for one in measured:
        for moment in one.figures:
            by_moment.setdefault(moment, []).append(one)
    sums = {moment: total(one.figures[moment] for one in several) for moment, several in by_moment.items()}
    costs = {moment: sum((one.costs[moment] for one in several), Cost()) for moment, several in by_moment.items()}
    rows = {
        moment: {column: figures.count(column) for column in COUNTS} | _times(figures) | {"cost": costs[moment].shown}
        for moment, figures in sums.items()
    }
    columns = [column for column in next(iter(rows.values()), {}) if any(row[column] for row in rows.values())]
    nothing = dict.fromkeys((*COUNTS, "cost"), 0)
    return {
        column: [rows[moment][column] if moment in rows else nothing.get(column) for moment in span.periods]
        for column in columns
    }


def _unpriced(measured: Iterable[Measured]) -> list[str]:
    """Models of which something was used that has no price."""
    return sorted({one.profile.model_id or one.profile.arn for one in measured if not one.cost.complete})


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A better model of the same tier, among those that a region has; and the age of the table that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.lifecycle import (
    ACTIVE,
    Offered,
    Successor,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import (
    OLD_AFTER,
    PUBLISHED,
    SOURCE,
    ModelFacts,
    Price,
    age_in_days,
    model_facts,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import model_tier, provider
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.sampling import temperature_problem


@dataclass(frozen=True, slots=True)
class Advice:
    """A model that would serve as well for less, or a newer one for no more."""

    successor: Successor
    reason: str

    def __str__(self) -> str:
        return f"{self.successor}, {self.reason}"


def better_model(
    model_id: str,
    offered: Mapping[str, Offered],
    former: Offered | None,
    *,
    today: date,
    days: int,
    temperature: float | None = None,
) -> Advice | None:
    """The best of the region's models that are better than this one; None where none is, or prices are not known.

    Better is of the same provider and tier, active and not due within ``days``, in every geography that has this one,
    and cheaper, or at the same price and younger. ``offered``, ``former``, ``temperature``: as for successors.
    """
    facts = model_facts(model_id)
    if facts is None or _cost(facts.price) is None:
        return None
    found = [
        (other, known)
        for other in offered.values()
        if other.model_id != model_id
        and _can_replace(other, former, today, days)
        and (provider(other.model_id), model_tier(other.model_id)) == (provider(model_id), model_tier(model_id))
        and (known := model_facts(other.model_id))
        and facts.geographies <= known.geographies
        and _is_better(known, other, facts, former)
    ]
    if not found:
        return None
    best, known = min(found, key=lambda pair: (_cost(pair[1].price), -_creation(pair[0]).toordinal(), pair[0].model_id))
    refuses = temperature is not None and temperature_problem(best.model_id, temperature) is not None
    return Advice(Successor(best.model_id, best.worldwide, refuses), _reason(known.price, facts.price))


def table_facts(today: date) -> dict[str, Any]:
    """What the advice rests on: the table's source and day, how many days ago that was, and whether it is old."""
    days = age_in_days(today)
    return {"source": SOURCE, "published": PUBLISHED.isoformat(), "days": days, "old": days > OLD_AFTER}


def age_lines(today: date) -> list[str]:
    """A line where the table is old, else none."""
    facts = table_facts(today)
    if not facts["old"]:
        return []
    why = "recommendations, prices and advice may be out of date; a newer release of the collection has a newer one"
    return [f"the table of model facts ({SOURCE}) is of {PUBLISHED}, {facts['days']} days old: {why}"]


def _can_replace(other: Offered, former: Offered | None, today: date, days: int) -> bool:
    """Whether a model is there to stay, and reached in no other way than the one that it would follow."""
    return (
        other.usable
        and other.lifecycle.status == ACTIVE
        and not other.lifecycle.ends_within(days, today)
        and (former is None or other.outputs == former.outputs)
        and (not other.worldwide or bool(former and former.worldwide))
    )


def _is_better(known: ModelFacts, other: Offered, facts: ModelFacts, former: Offered | None) -> bool:
    pairs = [(known.price, facts.price), (known.long_price or known.price, facts.long_price or facts.price)]
    costs = [(_cost(new), _cost(old)) for new, old in pairs]
    if not all(new and old and new[0] <= old[0] and new[1] <= old[1] for new, old in costs):
        return False
    cheaper = costs[0][0] != costs[0][1]
    return cheaper or bool(former and former.lifecycle.start and _creation(other) > former.lifecycle.start)


def _reason(new: Price, old: Price) -> str:
    if _cost(new) == _cost(old):
        return f"newer at the same {_dollars(new)}"
    return f"{_dollars(new)} instead of {_dollars(old, short=True)}"


def _dollars(price: Price, *, short: bool = False) -> str:
    numbers = f"{price.input:g} and {price.output:g}"
    return numbers if short else f"{numbers} dollars per million tokens in and out"


def _cost(price: Price) -> tuple[float, float] | None:
    return None if price.input is None or price.output is None else (price.input, price.output)


def _creation(model: Offered) -> date:
    return model.lifecycle.start or date.min

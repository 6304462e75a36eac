# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What usage costs by list prices: an estimate.

Discounts, service tiers, batches, and higher prices of long requests are not in the metrics.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError, as_map, as_number
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import Price, model_facts
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.figures import Figures

#: Prices are for so many tokens.
MILLION = 1_000_000
#: Member of a price → the column of the tokens that it is for.
_TOKENS = {field.name: f"{field.name}_tokens" for field in fields(Price)}


@dataclass(frozen=True, slots=True)
class Cost:
    """US dollars; ``complete``: whether everything that was used has a price."""

    dollars: float = 0.0
    complete: bool = True

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.dollars + other.dollars, self.complete and other.complete)

    @property
    def shown(self) -> float | None:
        """Dollars; None where nothing that was used has a price."""
        return round(self.dollars, 9) if self.complete or self.dollars else None


def cost_of(figures: Figures, price: Price | None) -> Cost:
    """What the tokens of some usage cost; without tokens nothing."""
    used = {kind: figures.count(column) for kind, column in _TOKENS.items() if figures.count(column)}
    if price is None:
        return Cost(complete=not used)
    known: dict[str, float] = {kind: rate for kind in used if (rate := getattr(price, kind)) is not None}
    return Cost(sum(used[kind] * rate for kind, rate in known.items()) / MILLION, len(known) == len(used))


def listed_price(model_id: str, geography: str | None) -> Price | None:
    """The list price by the table of model facts; None where it has none."""
    facts = model_facts(model_id, geography)
    return facts.price if facts and facts.price.input is not None else None


@dataclass(frozen=True, slots=True)
class Prices:
    """The user's prices by id of a model or of a system-defined profile; else those of the table of model facts."""

    own: Mapping[str, Price] = field(default_factory=dict)
    listed: Callable[[str, str | None], Price | None] = listed_price

    def of(self, model_id: str, geography: str | None = None) -> Price | None:
        """The price of a model, alone or through the system-defined profile of a geography, which may cost more."""
        for identifier in (f"{geography}.{model_id}", model_id):
            if identifier in self.own:
                return self.own[identifier]
        return self.listed(model_id, geography)


def read_prices(value: object, option: str = "prices") -> tuple[dict[str, Price], list[str]]:
    """A map of id to prices in US dollars for a million tokens, and every problem with it."""
    prices: dict[str, Price] = {}
    problems: list[str] = []
    try:
        models = as_map(value or {})
    except CastError as error:
        return {}, [f"{option}: {error}"]
    for model, members in models.items():
        found, wrong = _price(members)
        problems += [f"{option}.{model}: {text}" for text in wrong]
        if found:
            prices[str(model)] = found
    return prices, problems


def _price(value: object) -> tuple[Price | None, list[str]]:
    try:
        members = as_map(value)
    except CastError as error:
        return None, [str(error)]
    rates: dict[str, float] = {}
    problems = []
    for name, rate in members.items():
        if name not in _TOKENS:
            problems.append(f"'{name}' is no price; {did_you_mean(name, _TOKENS)}")
            continue
        try:
            rates[name] = float(as_number(rate))
        except CastError as error:
            problems.append(f"{name} {error}")
    problems += [f"{name} must be 0 or more" for name, rate in rates.items() if rate < 0]
    problems += [] if "input" in members else ["input is missing: US dollars for a million input tokens"]
    return (None if problems else Price(**rates)), problems

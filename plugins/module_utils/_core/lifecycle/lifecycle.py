# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lifecycle of a model: its dates, the days that are left, and what may follow it.

Dates and status: ``modelLifecycle`` of ListFoundationModels. That a LEGACY model answers only accounts that have called
it lately: awslabs/graphrag-toolkit #224, browser-use/browser-use #5448.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import model_ids
from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import ERROR, WARNING, Finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import (
    model_family,
    model_tier,
    provider,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import GLOBAL, Catalogue
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.sampling import temperature_problem

ACTIVE, LEGACY = "ACTIVE", "LEGACY"
MODEL_ENDED = "model_ended"
#: How many successors are named.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The lifecycle of a model as returned by AWS; missing dates are None."""

    status: str = ""
    start: date | None = None
    legacy: date | None = None
    extended_access: date | None = None
    end: date | None = None

    def days_left(self, today: date) -> int | None:
        """Days to the end of life, negative after it."""
        return (self.end - today).days if self.end else None

    def ends_within(self, days: int, today: date) -> bool:
        left = self.days_left(today)
        return left is not None and left <= days


@dataclass(frozen=True, slots=True)
class Offered:
    """A model of a region's live list.

    ``usable``: on demand, or through an inference profile of the region. ``worldwide``: only through the global one,
    which is only resolved after an opt-in.
    """

    model_id: str
    lifecycle: Lifecycle
    outputs: frozenset[str] = frozenset()
    usable: bool = True
    worldwide: bool = False


@dataclass(frozen=True, slots=True)
class Successor:
    """A model that may follow, and what to know before it does."""

    model_id: str
    worldwide: bool = False
    no_temperature: bool = False

    def __str__(self) -> str:
        notes = [
            note
            for note, holds in (("global only", self.worldwide), ("takes no temperature", self.no_temperature))
            if holds
        ]
        return f"{self.model_id} ({', '.join(notes)})" if notes else self.model_id


def read_lifecycle(fields: Mapping[str, Any]) -> Lifecycle:
    """From AWS's names and times, or from the snake_case names and texts that the info modules return."""
    known = {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(): value for name, value in fields.items()}
    return Lifecycle(
        str(known.get("status") or ""),
        _day(known.get("start_of_life_time")),
        _day(known.get("legacy_time")),
        _day(known.get("public_extended_access_time")),
        _day(known.get("end_of_life_time")),
    )


def known_anywhere(model_id: str, region: str, offered: Mapping[str, Mapping[str, Offered]]) -> Offered | None:
    """The model as its region lists it; else as any other does.

    A region that only routes away need not list it, and one may drop what has ended before another does.
    """
    for models in (offered.get(region, {}), *offered.values()):
        if model_id in models:
            return models[model_id]
    return None


def only_worldwide(on_demand: bool, geographies: Collection[str]) -> bool:
    """Whether a model is reached through the global profile alone."""
    return not on_demand and set(geographies) == {GLOBAL}


def offered_in(catalogue: Catalogue) -> dict[str, Offered]:
    """The region's models as their lifecycle and their successors are judged."""
    geographies_of_model: dict[str, set[str]] = {}
    for profile in catalogue.profiles.values():
        for model_id in model_ids(profile.model_arns):
            geographies_of_model.setdefault(model_id, set()).add(profile.geography)
    return {
        model.model_id: Offered(
            model.model_id,
            read_lifecycle(model.lifecycle),
            frozenset(model.output_modalities),
            model.on_demand or model.model_id in geographies_of_model,
            only_worldwide(model.on_demand, geographies_of_model.get(model.model_id, ())),
        )
        for model in catalogue.models.values()
    }


def successors(
    model_id: str,
    offered: Mapping[str, Offered],
    former: Offered | None,
    *,
    today: date,
    days: int,
    temperature: float | None = None,
) -> list[Successor]:
    """Active models of the same provider and family that make the same and are younger; of the same line, if there are.

    One that ends within ``days`` itself would be the next to be refused.

    A line is what the names have in common beside numbers: a Sonnet follows a Sonnet before an Opus does. What can be
    taken as it is comes first: not only worldwide, and with the ``temperature`` that is sent; then the newest.
    ``offered`` is what the region has, ``former`` what is known of the model itself, in whichever region.
    """
    related = [
        other
        for other in offered.values()
        if other.model_id != model_id
        and other.usable
        and other.lifecycle.status == ACTIVE
        and not other.lifecycle.ends_within(days, today)
        and (provider(other.model_id), model_family(other.model_id)) == (provider(model_id), model_family(model_id))
        and (former is None or (other.outputs == former.outputs and _is_younger(other, former)))
    ]
    same_line = [other for other in related if model_tier(other.model_id) == model_tier(model_id)]
    newest = sorted(same_line or related, key=lambda other: (_creation(other), other.model_id), reverse=True)
    following = [Successor(other.model_id, other.worldwide, _refuses(other.model_id, temperature)) for other in newest]
    return sorted(following, key=lambda one: (one.worldwide, one.no_temperature))[:_NAMED]


def way_out_to(following: Collection[Successor]) -> str:
    if not following:
        return "choose another model: no younger one of its family is active"
    return f"change to {' or '.join(str(one) for one in following)}"


def lifecycle_finding(
    model_id: str,
    region: str,
    offered: Mapping[str, Mapping[str, Offered]],
    *,
    today: date,
    eol_days: int,
    temperature: float | None = None,
) -> Finding | None:
    """Why a model's lifecycle forbids deploying it; None if it does not, or if it is unknown.

    ``temperature`` is what is sent to the model.
    """
    model = known_anywhere(model_id, region, offered)
    if model is None:
        return None
    life = model.lifecycle
    left = life.days_left(today)
    following = successors(
        model_id, offered.get(region, {}), model, today=today, days=eol_days, temperature=temperature
    )
    way_out = way_out_to(following)
    if left is not None and left <= 0:
        return Finding(ERROR, MODEL_ENDED, f"{model_id} reached its end of life on {life.end}", way_out)
    ends = "" if left is None else f"its end of life is {life.end}, in {left} {'day' if left == 1 else 'days'}"
    reported = f"{model_id}{_legacy(life)}"
    if life.ends_within(eol_days, today):
        joint = "; " if life.status == LEGACY else ": "
        return Finding(ERROR, "end_of_life_near", f"{reported}{joint}{ends}, within eol_days ({eol_days})", way_out)
    if life.status != LEGACY:
        return None
    message = f"{reported}{'; ' + ends if ends else ''}; accounts that did not call it lately are refused"
    return Finding(WARNING, "legacy_model", message, way_out)


def _legacy(life: Lifecycle) -> str:
    if life.status != LEGACY:
        return ""
    since = f" since {life.legacy}" if life.legacy else ""
    extended = f", with extended access from {life.extended_access}" if life.extended_access else ""
    return f" is LEGACY{since}{extended}"


def _is_younger(model: Offered, former: Offered) -> bool:
    """If AWS does not return when the former started, nothing counts as older."""
    return former.lifecycle.start is None or _creation(model) > former.lifecycle.start


def _refuses(model_id: str, temperature: float | None) -> bool:
    return temperature is not None and temperature_problem(model_id, temperature) is not None


def _creation(model: Offered) -> date:
    return model.lifecycle.start or date.min


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return date.fromisoformat(str(value)[:10]) if value else None

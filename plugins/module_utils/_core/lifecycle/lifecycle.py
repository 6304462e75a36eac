# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lifecycle of a model: its dates, the days that are left, and what may follow it.

Dates and status: ``modelLifecycle`` of ListFoundationModels. That a LEGACY model answers only accounts that have called
it lately: awslabs/graphrag-toolkit #224, browser-use/browser-use #5448.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import ERROR, WARNING, Finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import model_family, provider

ACTIVE, LEGACY = "ACTIVE", "LEGACY"
#: How many successors are named.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """What AWS tells of a model's life; a date that it does not tell is None."""

    status: str = ""
    start: date | None = None
    legacy: date | None = None
    extended_access: date | None = None
    end: date | None = None

    def days_left(self, today: date) -> int | None:
        """Days to the end of life, negative after it."""
        return (self.end - today).days if self.end else None


@dataclass(frozen=True, slots=True)
class Offered:
    """A model of a region's live list. ``usable``: on demand, or through an inference profile of the region."""

    model_id: str
    lifecycle: Lifecycle
    outputs: frozenset[str] = frozenset()
    usable: bool = True


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


def successors(model_id: str, offered: Mapping[str, Offered], former: Offered | None) -> list[str]:
    """Active models of the same provider and family that make the same, newest first; of the same line, if there are.

    A line is what the names have in common beside numbers: a Sonnet follows a Sonnet before an Opus does. ``offered``
    is what the region has, ``former`` what is known of the model itself, in whichever region.
    """
    related = [
        other
        for other in offered.values()
        if other.model_id != model_id
        and other.usable
        and other.lifecycle.status == ACTIVE
        and (provider(other.model_id), model_family(other.model_id)) == (provider(model_id), model_family(model_id))
        and (former is None or other.outputs == former.outputs)
    ]
    same_line = [other for other in related if _line(other.model_id) == _line(model_id)]
    ranked = sorted(same_line or related, key=lambda other: (_birth(other), other.model_id), reverse=True)
    return [other.model_id for other in ranked[:_NAMED]]


def lifecycle_finding(
    model_id: str, region: str, offered: Mapping[str, Mapping[str, Offered]], *, today: date, eol_days: int
) -> Finding | None:
    """What a model's lifecycle says against deploying it; None where it says nothing, or no region tells it."""
    model = known_anywhere(model_id, region, offered)
    if model is None:
        return None
    life = model.lifecycle
    left = life.days_left(today)
    following = successors(model_id, offered.get(region, {}), model)
    way_out = (
        f"change to {' or '.join(following)}" if following else "choose another model: none of its family is active"
    )
    if left is not None and left <= 0:
        return Finding(ERROR, "model_ended", f"{model_id} reached its end of life on {life.end}", way_out)
    ends = "" if left is None else f"its end of life is {life.end}, in {left} {'day' if left == 1 else 'days'}"
    if left is not None and left <= eol_days:
        return Finding(ERROR, "end_of_life_near", f"{model_id}: {ends}, within eol_days ({eol_days})", way_out)
    if life.status != LEGACY:
        return None
    since = f" since {life.legacy}" if life.legacy else ""
    extended = f", with extended access from {life.extended_access}" if life.extended_access else ""
    message = f"{model_id} is LEGACY{since}{extended}{'; ' + ends if ends else ''}"
    return Finding(WARNING, "legacy_model", f"{message}; accounts that did not call it lately are refused", way_out)


def _line(model_id: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{2,}", model_id.lower()))


def _birth(model: Offered) -> date:
    return model.lifecycle.start or date.min


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return date.fromisoformat(str(value)[:10]) if value else None

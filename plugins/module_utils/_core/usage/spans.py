# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The time that a report is about, in days or hours of UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

DAY, HOUR = "day", "hour"
LENGTHS = {DAY: timedelta(days=1), HOUR: timedelta(hours=1)}
#: CloudWatch keeps data points of an hour for 455 days (CloudWatch user guide, "Metrics retention").
KEPT = 455
DEFAULT_DAYS = 7
#: The end of a time range is exclusive, and the minute that is running counts too.
_RUNNING = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start``, which begins a period, up to ``end``, which is not part of it."""

    start: datetime
    end: datetime
    period: str = DAY

    @property
    def seconds(self) -> int:
        return int(LENGTHS[self.period].total_seconds())

    @property
    def periods(self) -> list[datetime]:
        """The beginnings of all periods."""
        count = -(-(self.end - self.start) // LENGTHS[self.period])
        return [self.start + number * LENGTHS[self.period] for number in range(count)]

    def label(self, moment: datetime) -> str:
        """How a period is called: ``2026-11-30`` or ``2026-11-30T13:00Z``."""
        return moment.strftime("%Y-%m-%d" if self.period == DAY else "%Y-%m-%dT%H:00Z")


def read_span(options: Mapping[str, Any], now: datetime) -> tuple[Span, list[str]]:
    """The span of the options ``start``, ``end``, ``days`` and ``period``, and every problem with them.

    Without ``start`` it begins ``days`` before its end, which is not later than now. With any problem the span means
    nothing.
    """
    period, days = options.get("period") or DAY, options.get("days")
    start, end = (_moment(options.get(name)) for name in ("start", "end"))
    problems = [
        f"{name}: '{options[name]}' is no date or time, as 2026-11-30 or 2026-11-30T13:00Z"
        for name, moment in (("start", start), ("end", end))
        if options.get(name) and moment is None
    ]
    if days is not None and options.get("start"):
        problems.append("days: it replaces start, so only one of them can be set")
    if days is not None and days < 1:
        problems.append("days: takes whole days, 1 or more")
    oldest = now - timedelta(days=KEPT + 1)
    last = min(end or now + _RUNNING, now + _RUNNING)
    # Too many days are as wrong as one too many, and no date is that far away.
    back = timedelta(days=min(max(days or DEFAULT_DAYS, 1), 2 * KEPT))
    first = _begun(start or max(min(last, now), oldest) - back, period)
    if not problems and first < oldest:
        named = "start" if start else "days"
        problems.append(f"{named}: CloudWatch keeps metrics for {KEPT} days; begin on {_earliest(now)} or later")
    if not problems and first >= last:
        problems.append(f"end: {last:%Y-%m-%dT%H:%MZ} is not after the start, {first:%Y-%m-%dT%H:%MZ}")
    return Span(first, last, period), problems


def _earliest(now: datetime) -> str:
    return (now - timedelta(days=KEPT)).date().isoformat()


def _begun(moment: datetime, period: str) -> datetime:
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return hour.replace(hour=0) if period == DAY else hour


def _moment(text: object) -> datetime | None:
    """A date, or a date with a time, which is in UTC where it has no zone."""
    try:
        moment = datetime.fromisoformat(str(text or ""))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None

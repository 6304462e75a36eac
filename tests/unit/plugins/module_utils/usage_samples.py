# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage of a few profiles, for the tests of reports."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import Price
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.figures import Figures, Times
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.profiles import UsedProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.report import Measured
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.spans import Span

from tests.unit.plugins.module_utils.record_samples import EAST, SONNET, arn

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
DAY = timedelta(days=1)
SPAN = Span(MONDAY, MONDAY + 3 * DAY)
#: Dollars for a million tokens: a million of each cost 1, 2, 4 and 8 dollars.
PRICE = Price(1.0, 2.0, 4.0, 8.0)
MILLION = 1_000_000


def figures(*, took: float | None = None, **counts: int) -> Figures:
    times = {} if took is None else {"latency": Times(1, took, {"p50": took, "p90": took, "p99": took})}
    return Figures(counts, times)


def profile(key: str = "chat", region: str = EAST, profile_id: str = "", **values) -> UsedProfile:
    profile_id = profile_id or f"{key}{region[-1]}"
    made = {"name": f"claude-{key}", "environment": "dev", "workload": "copilot", "key": key, "model_id": SONNET}
    return UsedProfile(arn(profile_id, region), profile_id, region, **made | values)


def measured(of: UsedProfile | None = None, by_day: dict[int, Figures] | None = None, **values) -> Measured:
    """``by_day``: number of the day → figures."""
    days = {MONDAY + number * DAY: found for number, found in (by_day or {}).items()}
    return Measured(of or profile(), days, **{"price": PRICE} | values)

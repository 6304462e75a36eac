# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How often profiles were invoked, and when last, over CloudWatch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.metric_data import metric_points
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.figures import COUNTS, Query, batches

_HOUR = 3600
_DAY = 24 * _HOUR
#: The end of the time range is exclusive, and the minute that is running counts too.
_RUNNING = timedelta(minutes=5)


def invocations(client: Any, region: str, profile_ids: Sequence[str], *, hours: int, now: datetime) -> dict[str, int]:
    """Profile id → invocations within the last hours.

    CallError where CloudWatch did not count all of them: what it could not count is not unused.
    """
    # The sum of a period has the timestamp of its start, so the current hour must be requested as a whole.
    start = (now - timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0)
    queries = [Query(profile_id, COUNTS["invocations"], "Sum") for profile_id in profile_ids]
    counted: dict[str, int] = {}
    for batch in batches(queries):
        points = metric_points(client, region, batch, start=start, end=now + _RUNNING, seconds=_HOUR)
        counted |= {query.profile_id: round(sum(values.values())) for query, values in points.items()}
    return counted


def last_invocations(
    client: Any, region: str, profile_ids: Sequence[str], *, days: int, now: datetime
) -> dict[str, date | None]:
    """Profile id → the day (UTC) of its last invocation within the last days, None where there was none.

    CallError where CloudWatch did not answer for all of them.
    """
    start = (now - timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
    queries = [Query(profile_id, COUNTS["invocations"], "Sum") for profile_id in profile_ids]
    found: dict[str, date | None] = {}
    for batch in batches(queries):
        points = metric_points(client, region, batch, start=start, end=now + _RUNNING, seconds=_DAY)
        for query, values in points.items():
            found[query.profile_id] = max((day.date() for day, value in values.items() if value), default=None)
    return found

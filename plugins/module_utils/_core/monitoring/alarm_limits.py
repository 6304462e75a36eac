# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS takes of an alarm, for its own options as for settings that many alarms are made of.

Limits: API model of PutMetricAlarm (botocore 1.44.5).
"""

from __future__ import annotations

from collections.abc import Sequence

_ACTIONS = 5
_WEEK, _DAY, _HOUR = 604_800, 86_400, 3_600


def no_arns(found: Sequence[str]) -> list[str]:
    return [f"'{arn}' is no ARN" for arn in found if not arn.startswith("arn:")]


def too_many_actions(found: Sequence[str], where: str = "") -> list[str]:
    return [f"holds {len(found)} ARNs{where}, and AWS takes {_ACTIONS}"] if len(found) > _ACTIONS else []


def too_long(period: int, periods: int) -> list[str]:
    limit = _DAY if period < _HOUR else _WEEK
    if period * periods <= limit:
        return []
    return [f"{periods} evaluation_periods of {period} seconds are longer than the {limit} that AWS takes"]

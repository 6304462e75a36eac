# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS takes of an alarm, for its own options as for settings that many alarms are made of.

Limits: API model of PutMetricAlarm (botocore 1.44.5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import Rule

_ACTIONS = 5
_ARN = 1024
_DIMENSIONS = 30
_WEEK, _DAY, _HOUR = 604_800, 86_400, 3_600


def no_arns(found: Sequence[str]) -> list[str]:
    texts = [f"'{arn}' is no ARN" for arn in found if not arn.startswith("arn:")]
    long = [arn for arn in found if len(arn) > _ARN]
    return texts + [f"'{arn[:40]}...' has {len(arn)} characters, and AWS takes {_ARN}" for arn in long]


def too_many_actions(found: Sequence[str], where: str = "") -> list[str]:
    return [f"holds {len(found)} ARNs{where}, and AWS takes {_ACTIONS}"] if len(found) > _ACTIONS else []


def too_long(period: int, periods: int) -> list[str]:
    limit = _DAY if period < _HOUR else _WEEK
    if period * periods <= limit:
        return []
    return [f"{periods} evaluation_periods of {period} seconds are longer than the {limit} that AWS takes"]


def lasting(fewest: int, most: int) -> Rule:
    """A text of so many characters."""

    def rule(text: str) -> Sequence[str]:
        if len(text) < fewest:
            return ("is empty",)
        return () if len(text) <= most else (f"has {len(text)} characters, and AWS takes {most}",)

    return rule


def metric_name_problems(text: str) -> Sequence[str]:
    return lasting(1, 255)(text)


def namespace_problems(text: str) -> Sequence[str]:
    return (f"'{text}' begins with a colon, which AWS refuses",) if text.startswith(":") else lasting(1, 255)(text)


def dimension_problems(rows: Sequence[Mapping[str, str]]) -> Sequence[str]:
    texts = [f"holds {len(rows)} dimensions, and AWS takes {_DIMENSIONS}"] if len(rows) > _DIMENSIONS else []
    for row in rows:
        texts += [f"the name '{row['Name']}' {text}" for text in lasting(1, 255)(row["Name"])]
        texts += [f"the value of '{row['Name']}' {text}" for text in lasting(1, 1024)(row["Value"])]
    return texts

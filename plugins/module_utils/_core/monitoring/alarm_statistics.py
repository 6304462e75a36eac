# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Statistics, units, periods and ids that an alarm takes.

Sources: API reference of PutMetricAlarm, MetricStat and MetricDataQuery (botocore 1.44.5); how a range of a statistic
is written: CloudWatch User Guide, CloudWatch statistics definitions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

STATISTICS = ("SampleCount", "Average", "Sum", "Minimum", "Maximum")
UNITS = (
    *("Seconds", "Microseconds", "Milliseconds"),
    *("Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes"),
    *("Bits", "Kilobits", "Megabits", "Gigabits", "Terabits"),
    *("Percent", "Count"),
    *("Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second", "Terabytes/Second"),
    *("Bits/Second", "Kilobits/Second", "Megabits/Second", "Gigabits/Second", "Terabits/Second"),
    *("Count/Second", "None"),
)
_PERCENT = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d{1,10})?)"
_NUMBER = r"-?\d+(?:\.\d+)?"
_EXTENDED = re.compile(
    rf"(?:p|tm|tc|ts|wm){_PERCENT}|IQM"
    rf"|(?:TM|TC|TS|WM)\((?!:\))(?:(?:{_PERCENT}%)?:(?:{_PERCENT}%)?|(?:{_NUMBER})?:(?:{_NUMBER})?)\)"
    rf"|PR\((?!:\))(?:{_NUMBER})?:(?:{_NUMBER})?\)"
)
_ID = re.compile(r"[a-z][a-zA-Z0-9_]{0,254}")
_HIGH_RESOLUTION = (10, 20, 30)


def statistic_problems(text: str) -> Sequence[str]:
    if text in STATISTICS or _EXTENDED.fullmatch(text):
        return ()
    return (f"'{text}' is unknown; it is {', '.join(STATISTICS)}, or as p90, tm90, IQM, TM(10%:90%) or PR(0:1)",)


def period_problems(seconds: int) -> Sequence[str]:
    """Of an alarm's own metric."""
    return () if _is_period(seconds, _HIGH_RESOLUTION) else ("must be 10, 20, 30 or 60·n",)


def query_period_problems(seconds: int) -> Sequence[str]:
    """Of one query among several."""
    return () if _is_period(seconds, (1, 5, *_HIGH_RESOLUTION)) else ("must be 1, 5, 10, 20, 30 or 60·n",)


def id_problems(text: str) -> Sequence[str]:
    if _ID.fullmatch(text):
        return ()
    return (f"'{text}' is no id: up to 255 letters, digits and underscores, a lower-case letter first",)


def _is_period(seconds: int, short: Sequence[int]) -> bool:
    return seconds in short or (seconds > 0 and seconds % 60 == 0)

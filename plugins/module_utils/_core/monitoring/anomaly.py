# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alarms on an anomaly detection band: what such an alarm is made of, and what does not go with it.

Source: API reference of PutMetricAlarm (botocore 1.44.5): the band comparisons are used only for such alarms,
``ThresholdMetricId`` is the id of the ANOMALY_DETECTION_BAND function and takes the place of ``Threshold``, and an
alarm that has it cannot have Auto Scaling actions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

BAND_COMPARISONS = (
    "LessThanLowerOrGreaterThanUpperThreshold",
    "LessThanLowerThreshold",
    "GreaterThanUpperThreshold",
)
BAND = "threshold_metric_id"
_FUNCTION = re.compile(r"\s*ANOMALY_DETECTION_BAND\s*\(", re.IGNORECASE)
_SCALING = re.compile(r"arn:[^:]*:autoscaling:")
_ACTIONS = ("AlarmActions", "OKActions", "InsufficientDataActions")


def band_problems(settings: Mapping[str, Any]) -> list[str]:
    """What is wrong with the band of an alarm, or with the lack of one, by settings in AWS's words."""
    comparison, band = settings.get("ComparisonOperator"), settings.get("ThresholdMetricId")
    number = settings.get("Threshold") is not None
    if band is None:
        if comparison in BAND_COMPARISONS and number:
            return [f"threshold: {comparison} compares with a band; set {BAND} in its place"]
        return []
    texts = []
    if number:
        texts.append(f"threshold: the band {BAND} replaces it; remove one of the two")
    if comparison and comparison not in BAND_COMPARISONS:
        those = ", ".join(BAND_COMPARISONS)
        texts.append(f"comparison: '{comparison}' compares with a number; with {BAND} it is one of {those}")
    scaling = [arn for field in _ACTIONS for arn in settings.get(field) or () if _SCALING.match(arn)]
    if scaling:
        texts.append(f"{BAND}: an alarm that has it cannot have Auto Scaling actions; take {scaling[0]} away")
    return texts + _query_problems(band, settings.get("Metrics"))


def _query_problems(band: str, queries: Iterable[Mapping[str, Any]] | None) -> list[str]:
    """Without queries in the map, those of the live alarm stay, and AWS validates them."""
    if queries is None:
        return []
    by_id = {query["Id"]: query for query in queries}
    if band not in by_id:
        return [f"{BAND}: metrics has no query of the id '{band}'; {did_you_mean(band, by_id)}"]
    if not _FUNCTION.match(str(by_id[band].get("Expression", ""))):
        return [f"{BAND}: '{band}' is no band; its expression must be ANOMALY_DETECTION_BAND(<id of a metric>, 2)"]
    return []

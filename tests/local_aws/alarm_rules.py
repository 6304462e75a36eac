# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What PutMetricAlarm refuses: the API reference's rules beyond types and lengths (botocore 1.44.5).

Texts in quotation marks in the table of tests/unit/local_aws/test_cloudwatch.py are AWS's own; the others are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .errors import AwsError
from .services import operation_model

_ONE_METRIC = ("MetricName", "Namespace", "Dimensions", "Period", "Unit", "Statistic", "ExtendedStatistic")
_NOT_WITH_CRITERIA = (
    *_ONE_METRIC,
    *("Metrics", "Threshold", "ComparisonOperator", "ThresholdMetricId", "EvaluationPeriods", "DatapointsToAlarm"),
)
_RANGES = {
    "LessThanLowerOrGreaterThanUpperThreshold",
    "LessThanLowerThreshold",
    "GreaterThanUpperThreshold",
}
_EXTENDED = re.compile(r"(p|tm|tc|ts|wm)\d{1,3}(\.\d{1,10})?|IQM|(TM|TC|TS|WM|PR)\([-\d.%]*:[-\d.%]*\)")
_ID = re.compile(r"[a-z]\w*", re.ASCII)
_DAY, _WEEK = 86_400, 604_800


def check_alarm(sent: dict[str, Any]) -> None:
    """Raises what AWS answers."""
    for code, text in _refusals(sent):
        raise AwsError(code, text, 400)


def _refusals(sent: dict[str, Any]) -> Iterator[tuple[str, str]]:
    kinds = [kind for kind in ("MetricName", "Metrics", "EvaluationCriteria") if sent.get(kind)]
    if len(kinds) != 1:
        yield _invalid("Exactly one of MetricName, Metrics and EvaluationCriteria must be specified")
    yield from _enums(sent)
    if "EvaluationCriteria" in kinds:
        yield from _of_criteria(sent)
        return
    if "EvaluationInterval" in sent:
        yield _invalid("EvaluationInterval cannot be specified for alarms configured with MetricName or Metrics")
    yield from _numbers(sent)
    yield from _queries(sent) if "Metrics" in kinds else _one_metric(sent)


def _of_criteria(sent: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if both := [field for field in _NOT_WITH_CRITERIA if field in sent]:
        yield _invalid(f"{both[0]} cannot be specified with EvaluationCriteria")
    if "EvaluationInterval" not in sent:
        yield _invalid("EvaluationInterval is required with EvaluationCriteria")


def _one_metric(sent: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in ("Namespace", "Period"):
        if field not in sent:
            yield _invalid(f"The parameter {field} is required")
    if ("Statistic" in sent) == ("ExtendedStatistic" in sent):
        yield _invalid("Either Statistic or ExtendedStatistic must be specified, but not both")
    if not _EXTENDED.fullmatch(sent.get("ExtendedStatistic", "p90")):
        yield (
            "InvalidParameterValue",
            f"The value {sent['ExtendedStatistic']} for parameter ExtendedStatistic is not supported.",
        )


def _numbers(sent: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in ("ComparisonOperator", "EvaluationPeriods"):
        if field not in sent:
            yield _invalid(f"The parameter {field} is required")
    band = "ThresholdMetricId" in sent
    if sent.get("ComparisonOperator") in _RANGES and not band:
        yield _invalid("ComparisonOperators for ranges require ThresholdMetricId to be set")
    if band == ("Threshold" in sent):
        yield _invalid("Either Threshold or ThresholdMetricId must be specified, but not both")
    periods = sent.get("EvaluationPeriods", 1)
    if sent.get("DatapointsToAlarm", 1) > periods:
        yield _invalid("DatapointsToAlarm must be less than or equal to EvaluationPeriods")
    period = sent.get("Period", 60)
    if period * periods > (_DAY if period < 3600 else _WEEK):
        yield _invalid(
            "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400)."
        )


def _queries(sent: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if both := [field for field in _ONE_METRIC if field in sent]:
        yield _invalid(f"{both[0]} cannot be specified with Metrics")
    ids = [query["Id"] for query in sent["Metrics"]]
    if len({*ids}) != len(ids) or not all(_ID.fullmatch(name) for name in ids):
        yield _invalid("Invalid metrics list: ids must be unique, and begin with a lower-case letter")
    returning = sum(query.get("ReturnData") is not False for query in sent["Metrics"])
    if "ThresholdMetricId" in sent and returning != 2:
        yield _invalid("Exactly two elements of the metrics list should return data.")
    if "ThresholdMetricId" not in sent and returning != 1:
        yield _invalid("Exactly one element of the metrics list should return data.")


def _enums(sent: dict[str, Any]) -> Iterator[tuple[str, str]]:
    model = operation_model("cloudwatch", "PutMetricAlarm")
    members = model.input_shape.members if model and model.input_shape else {}
    for field in ("Statistic", "Unit", "ComparisonOperator"):
        if field in sent and sent[field] not in members[field].enum:
            yield _invalid(f"Value '{sent[field]}' at '{field}' failed to satisfy constraint: enum value set")


def _invalid(text: str) -> tuple[str, str]:
    return "ValidationError", text

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Metric queries of an alarm, from amazon.aws's words to those of PutMetricAlarm."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import (
    CastError,
    as_bool,
    as_int,
    as_map,
    as_text,
    as_text_map,
    kind_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

#: Word of the user → word of AWS and how the value is read.
Words = Mapping[str, tuple[str, Callable[[object], Any]]]


def as_dimensions(value: object) -> list[dict[str, str]]:
    """A map of name to value, or AWS's own list of them."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = dict(_pair(row) for row in value)
    return [{"Name": name, "Value": text} for name, text in as_text_map(value).items()]


def as_queries(value: object) -> list[dict[str, Any]]:
    if isinstance(value, (str, Mapping)) or not isinstance(value, Sequence):
        raise CastError(f"must be a list of metric queries, not {kind_of(value)}")
    queries = [_words(row, _QUERY, f"entry {number}", ("id",)) for number, row in enumerate(value, 1)]
    for number, query in enumerate(queries, 1):
        if ("Expression" in query) == ("MetricStat" in query):
            raise CastError(f"entry {number} must have either expression or metric_stat")
    return queries


def _pair(row: object) -> tuple[str, str]:
    found = as_map(row)
    if set(found) != {"name", "value"}:
        raise CastError("must be a map of dimension to value, or a list of maps with name and value")
    return as_text(found["name"]), as_text(found["value"])


def _metric_stat(value: object) -> dict[str, Any]:
    return _words(value, _STAT, "metric_stat", ("metric", "period", "stat"))


def _metric(value: object) -> dict[str, Any]:
    return _words(value, _METRIC, "metric", ("metric_name", "namespace"))


def _words(value: object, words: Words, where: str, needed: Sequence[str]) -> dict[str, Any]:
    found = {key: item for key, item in as_map(value).items() if item is not None}
    for key in found:
        if key not in words:
            raise CastError(f"{where} has an unknown '{key}'; {did_you_mean(key, words)}")
    if missing := [key for key in needed if key not in found]:
        raise CastError(f"{where} lacks {' and '.join(missing)}")
    return {words[key][0]: words[key][1](item) for key, item in found.items()}


_METRIC: Words = {
    "namespace": ("Namespace", as_text),
    "metric_name": ("MetricName", as_text),
    "dimensions": ("Dimensions", as_dimensions),
}
_STAT: Words = {
    "metric": ("Metric", _metric),
    "period": ("Period", as_int),
    "stat": ("Stat", as_text),
    "unit": ("Unit", as_text),
}
_QUERY: Words = {
    "id": ("Id", as_text),
    "metric_stat": ("MetricStat", _metric_stat),
    "expression": ("Expression", as_text),
    "label": ("Label", as_text),
    "return_data": ("ReturnData", as_bool),
    "period": ("Period", as_int),
    "account_id": ("AccountId", as_text),
}

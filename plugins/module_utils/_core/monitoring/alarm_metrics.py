# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Metric queries of an alarm, from amazon.aws's words to those of PutMetricAlarm and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import one_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_limits import (
    dimension_problems,
    lasting,
    metric_name_problems,
    namespace_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_statistics import (
    UNITS,
    id_problems,
    query_period_problems,
    statistic_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_words import (
    PlacedError,
    Word,
    Words,
    in_words_of_aws,
    in_words_of_user,
)


def as_dimensions(value: object) -> list[dict[str, str]]:
    """A map of name to value, or AWS's own list of them."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = dict(_pair(row) for row in value)
    return [{"Name": name, "Value": text} for name, text in as_text_map(value).items()]


def dimension_map(rows: Iterable[Mapping[str, str]] | None) -> dict[str, str]:
    return {row["Name"]: row["Value"] for row in rows or ()}


def as_queries(value: object) -> list[dict[str, Any]]:
    if isinstance(value, (str, Mapping)) or not isinstance(value, Sequence):
        raise CastError(f"must be a list of metric queries, not {kind_of(value)}")
    queries = [in_words_of_aws(row, _QUERY, f"entry {number}", ("id",)) for number, row in enumerate(value, 1)]
    seen: set[str] = set()
    for number, query in enumerate(queries, 1):
        if ("Expression" in query) == ("MetricStat" in query):
            raise PlacedError(f"entry {number} must have either expression or metric_stat")
        if query["Id"] in seen:
            raise PlacedError(f"entry {number}: the id '{query['Id']}' is taken by an entry before it; choose another")
        seen.add(query["Id"])
    return queries


def query_rows(queries: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Queries as the option ``metrics`` takes them."""
    return [in_words_of_user(query, _QUERY) for query in queries]


def _pair(row: object) -> tuple[str, str]:
    found = as_map(row)
    if set(found) != {"name", "value"}:
        raise CastError("must be a map of dimension to value, or a list of maps with name and value")
    return as_text(found["name"]), as_text(found["value"])


def _metric_stat(value: object) -> dict[str, Any]:
    return in_words_of_aws(value, _STAT, "metric_stat", ("metric", "period", "stat"))


def _metric(value: object) -> dict[str, Any]:
    return in_words_of_aws(value, _METRIC, "metric", ("metric_name", "namespace"))


_METRIC: Words = {
    "namespace": Word("Namespace", as_text, namespace_problems),
    "metric_name": Word("MetricName", as_text, metric_name_problems),
    "dimensions": Word("Dimensions", as_dimensions, dimension_problems, dimension_map),
}
_STAT: Words = {
    "metric": Word("Metric", _metric, show=lambda value: in_words_of_user(value, _METRIC)),
    "period": Word("Period", as_int, query_period_problems),
    "stat": Word("Stat", as_text, statistic_problems),
    "unit": Word("Unit", as_text, one_of(*UNITS)),
}
_QUERY: Words = {
    "id": Word("Id", as_text, id_problems),
    "metric_stat": Word("MetricStat", _metric_stat, show=lambda value: in_words_of_user(value, _STAT)),
    "expression": Word("Expression", as_text, lasting(1, 2048)),
    "label": Word("Label", as_text),
    "return_data": Word("ReturnData", as_bool),
    "period": Word("Period", as_int, query_period_problems),
    "account_id": Word("AccountId", as_text, lasting(1, 255)),
}

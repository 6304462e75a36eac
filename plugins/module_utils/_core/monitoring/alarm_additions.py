# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Newer settings of an alarm: PromQL queries, windows, warm-up and tags in notifications, in words of both sides.

Source: API reference of PutMetricAlarm (botocore 1.44.5); an older botocore may not know them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import (
    CastError,
    as_bool,
    as_int,
    as_map,
    as_text,
    as_texts,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import between
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_limits import lasting
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_statistics import period_problems
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_words import (
    PlacedError,
    Word,
    Words,
    in_words_of_aws,
    in_words_of_user,
)

_TAG_KEYS = 50


def evaluation_interval_problems(seconds: int) -> Sequence[str]:
    return [*between(10, 3600)(seconds), *period_problems(seconds)][:1]


def _tag_keys(keys: Sequence[str]) -> Sequence[str]:
    if not 1 <= len(keys) <= _TAG_KEYS:
        return (f"must hold 1 to {_TAG_KEYS} keys of tags, not {len(keys)}",)
    return [f"'{key[:40]}' {text}" for key in keys for text in lasting(1, 128)(key)]


def _nested(field: str, words: Words, where: str, needed: Sequence[str] = ()) -> Word:
    return Word(
        field,
        lambda value: in_words_of_aws(value, words, where, needed),
        show=lambda value: in_words_of_user(value, words),
    )


_PROMQL: Words = {
    "query": Word("Query", as_text, lasting(1, 10_000)),
    "pending_period": Word("PendingPeriod", as_int, between(0, 86_400)),
    "recovery_period": Word("RecoveryPeriod", as_int, between(0, 86_400)),
}
_CRITERIA: Words = {"promql_criteria": _nested("PromQLCriteria", _PROMQL, "promql_criteria", ("query",))}
_WALL_CLOCK: Words = {"timezone": Word("Timezone", as_text, lasting(1, 50))}
_WINDOW: Words = {
    "wall_clock_window": _nested("WallClockWindow", _WALL_CLOCK, "wall_clock_window"),
    "sliding_window": _nested("SlidingWindow", {}, "sliding_window"),
}
_WARM_UP: Words = {
    "warm_up_period_duration_in_minutes": Word("WarmUpPeriodDurationInMinutes", as_int, between(1, 2880)),
    "only_start_evaluating_after_warm_up_period_ends": Word("OnlyStartEvaluatingAfterWarmUpPeriodEnds", as_bool),
}
_PROPAGATION: Words = {
    "enabled": Word("Enabled", as_bool),
    "included_tag_keys": Word("IncludedTagKeys", as_texts, _tag_keys),
    "excluded_tag_keys": Word("ExcludedTagKeys", as_texts, _tag_keys),
}


def _propagation(value: object) -> dict[str, Any]:
    found = in_words_of_aws(value, _PROPAGATION, "alarm_tags_propagation", ("enabled",))
    if {"IncludedTagKeys", "ExcludedTagKeys"} <= found.keys():
        raise PlacedError("alarm_tags_propagation takes included_tag_keys or excluded_tag_keys, not both")
    return found


_ACTIONS: Words = {
    "alarm_tags_propagation": Word(
        "AlarmTagsPropagation", _propagation, show=lambda value: in_words_of_user(value, _PROPAGATION)
    )
}
#: Option → its words. An empty map removes the setting.
NESTED: Mapping[str, Words] = {
    "evaluation_criteria": _CRITERIA,
    "evaluation_window": _WINDOW,
    "warm_up_configuration": _WARM_UP,
    "action_configuration": _ACTIONS,
}


def nested(option: str, needed: Sequence[str] = ()) -> Callable[[object], dict[str, Any] | None]:
    """Reads an option that is a map; None for an empty one."""

    def read(value: object) -> dict[str, Any] | None:
        return in_words_of_aws(value, NESTED[option], option, needed) if as_map(value) else None

    return read


def one_window(value: object) -> dict[str, Any] | None:
    found = nested("evaluation_window")(value)
    if found is not None and len(found) != 1:
        raise CastError("must have either sliding_window or wall_clock_window")
    return found

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a task to wanted alarms; every problem of the input is told at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import (
    as_bool,
    as_int,
    as_number,
    as_scalars,
    as_text,
    as_texts,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import (
    Leaf,
    Rule,
    at_least,
    one_of,
    read_leaves,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_limits import (
    no_arns,
    too_long,
    too_many_actions,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_metrics import (
    as_dimensions,
    as_queries,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_settings import (
    FIELDS,
    statistic_field,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.anomaly import (
    BAND,
    BAND_COMPARISONS,
    band_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.metric_alarms import WantedAlarm
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import (
    ENVIRONMENT,
    MANAGED_BY,
    OWNER,
    merge_tags,
    tag_problems,
    tag_texts,
)

_COMPARISONS = (
    *BAND_COMPARISONS,
    "GreaterThanOrEqualToThreshold",
    "GreaterThanThreshold",
    "LessThanThreshold",
    "LessThanOrEqualToThreshold",
)
_MISSING_DATA = ("breaching", "notBreaching", "ignore", "missing")
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,255}")


def _actions(found: Sequence[str]) -> Sequence[str]:
    return no_arns(found) + too_many_actions(found)


def _period(seconds: int) -> Sequence[str]:
    return () if seconds in (10, 20, 30) or (seconds > 0 and seconds % 60 == 0) else ("must be 10, 20, 30 or 60·n",)


def _shorter_than(limit: int) -> Rule:
    return lambda text: () if len(text) <= limit else (f"has {len(text)} characters, and AWS takes {limit}",)


LEAVES = {
    "state": Leaf(as_text, one_of("present", "absent")),
    "region": Leaf(as_text),
    "description": Leaf(as_text, _shorter_than(1024)),
    "actions_enabled": Leaf(as_bool),
    "alarm_actions": Leaf(as_texts, _actions),
    "ok_actions": Leaf(as_texts, _actions),
    "insufficient_data_actions": Leaf(as_texts, _actions),
    "namespace": Leaf(as_text),
    "metric_name": Leaf(as_text),
    "dimensions": Leaf(as_dimensions),
    "statistic": Leaf(as_text),
    "period": Leaf(as_int, _period),
    "unit": Leaf(as_text),
    "metrics": Leaf(as_queries),
    "comparison": Leaf(as_text, one_of(*_COMPARISONS)),
    "threshold": Leaf(as_number),
    BAND: Leaf(as_text),
    "evaluation_periods": Leaf(as_int, at_least(1)),
    "datapoints_to_alarm": Leaf(as_int, at_least(1)),
    "treat_missing_data": Leaf(as_text, one_of(*_MISSING_DATA)),
    "evaluate_low_sample_count_percentile": Leaf(as_text, one_of("evaluate", "ignore")),
    "tags": Leaf(as_scalars),
    "purge_tags": Leaf(as_bool),
    "adopt": Leaf(as_bool),
}
_ALIASES = {"comparison_operator": "comparison", "extended_statistic": "statistic", "metric": "metric_name"}
_ONE_METRIC = ("namespace", "metric_name", "dimensions", "statistic", "period", "unit")


def requested_alarms(
    alarms: Mapping[str, Any],
    *,
    region: str | None,
    owner: Mapping[str, str],
    tags: Mapping[str, Any] | None = None,
    purge_tags: bool = True,
    adopt: bool = False,
) -> list[WantedAlarm]:
    """The alarms of a map; raises with every rule that they break. ``region`` is that of alarms that name none."""
    problems: list[Problem] = []
    wanted = []
    for name, given in alarms.items():
        found, texts = read_leaves(given or {}, LEAVES, "alarms", aliases=_ALIASES) if _is_map(given) else ({}, [_MAP])
        place = found.get("region") or region
        own = None if tags is None and "tags" not in found else merge_tags(tags, found.get("tags"))
        texts += _rules(name, found, place) + tag_problems({**(own or {}), **owner, MANAGED_BY: OWNER})
        problems += [Problem(text.removeprefix("alarms."), name, place) for text in texts]
        wanted.append(
            WantedAlarm(
                name=name,
                region=place or "",
                settings=_settings(found),
                tags=own,
                purge_tags=found.get("purge_tags", purge_tags),
                absent=found.get("state") == "absent",
                adopt=found.get("adopt", adopt),
            )
        )
    if problems:
        raise ProblemError(problems)
    return wanted


def owner_of(tags: Mapping[str, Any] | None, *, purge: bool) -> dict[str, str]:
    """The tags that say whose alarms are; raises where a purge could reach those of other environments."""
    owner = {key: value for key, value in tag_texts(tags).items() if key != MANAGED_BY}
    if purge and not owner.get(ENVIRONMENT):
        text = (
            f"must hold {ENVIRONMENT} with purge_alarms, which deletes what is in no map: whose alarms may it delete?"
        )
        raise ProblemError([Problem(text, "ownership_tags")])
    return owner


_MAP = "must be a map of options"


def _is_map(value: object) -> bool:
    return value is None or isinstance(value, Mapping)


def _rules(name: str, found: Mapping[str, Any], region: str | None) -> list[str]:
    texts = []
    if not _NAME.fullmatch(name):
        texts.append("the name must have 1 to 255 characters, and no control characters")
    if not region:
        texts.append("has no region: set its region, or that of the task")
    if BAND in found and (both := [option for option in _ONE_METRIC if option in found]):
        texts.append(f"{BAND}: names one of several metrics; take {', '.join(both)} away, and set metrics")
    elif "metrics" in found and (both := [option for option in _ONE_METRIC if option in found]):
        texts.append(f"metrics: stands for all metrics of the alarm; take {', '.join(both)} away")
    periods, points = found.get("evaluation_periods"), found.get("datapoints_to_alarm")
    if periods and points and points > periods:
        texts.append(f"datapoints_to_alarm: must be at most evaluation_periods, which is {periods}, not {points}")
    texts += band_problems(found)
    if periods and "period" in found:
        texts += [f"period: {text}" for text in too_long(found["period"], periods)]
    return texts


def _settings(found: Mapping[str, Any]) -> dict[str, Any]:
    settings = {field: found[option] for option, field in FIELDS.items() if option in found}
    if "statistic" in found:
        settings[statistic_field(found["statistic"])] = found["statistic"]
    return settings

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a task to wanted alarms; all input problems are reported at once."""

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
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import NOTHING_IGNORED, IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import (
    Leaf,
    at_least,
    one_of,
    read_leaves,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_additions import (
    evaluation_interval_problems,
    nested,
    one_window,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_limits import (
    dimension_problems,
    lasting,
    metric_name_problems,
    namespace_problems,
    no_arns,
    too_many_actions,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_metrics import (
    as_dimensions,
    as_queries,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_rules import contradictions
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_settings import (
    FIELDS,
    statistic_field,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_statistics import (
    UNITS,
    period_problems,
    statistic_problems,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.anomaly import BAND, BAND_COMPARISONS
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


LEAVES = {
    "state": Leaf(as_text, one_of("present", "absent")),
    "region": Leaf(as_text),
    "description": Leaf(as_text, lasting(0, 1024)),
    "actions_enabled": Leaf(as_bool),
    "alarm_actions": Leaf(as_texts, _actions),
    "ok_actions": Leaf(as_texts, _actions),
    "insufficient_data_actions": Leaf(as_texts, _actions),
    "namespace": Leaf(as_text, namespace_problems),
    "metric_name": Leaf(as_text, metric_name_problems),
    "dimensions": Leaf(as_dimensions, dimension_problems),
    "statistic": Leaf(as_text, statistic_problems),
    "period": Leaf(as_int, period_problems),
    "unit": Leaf(as_text, one_of(*UNITS)),
    "metrics": Leaf(as_queries),
    "comparison": Leaf(as_text, one_of(*_COMPARISONS)),
    "threshold": Leaf(as_number),
    BAND: Leaf(as_text),
    "evaluation_criteria": Leaf(nested("evaluation_criteria", ("promql_criteria",))),
    "evaluation_interval": Leaf(as_int, evaluation_interval_problems),
    "evaluation_periods": Leaf(as_int, at_least(1)),
    "datapoints_to_alarm": Leaf(as_int, at_least(1)),
    "treat_missing_data": Leaf(as_text, one_of(*_MISSING_DATA)),
    "evaluate_low_sample_count_percentile": Leaf(as_text, one_of("evaluate", "ignore")),
    "evaluation_window": Leaf(one_window),
    "warm_up_configuration": Leaf(nested("warm_up_configuration", ("warm_up_period_duration_in_minutes",))),
    "action_configuration": Leaf(nested("action_configuration", ("alarm_tags_propagation",))),
    "tags": Leaf(as_scalars),
    "purge_tags": Leaf(as_bool),
    "adopt": Leaf(as_bool),
}
_ALIASES = {"comparison_operator": "comparison", "extended_statistic": "statistic", "metric": "metric_name"}
#: Options that an empty string removes, and numbers that null removes.
_UNSET_BY_TEXT = ("description", "unit", "treat_missing_data", "evaluate_low_sample_count_percentile")
_UNSET_BY_NULL = ("datapoints_to_alarm",)
_ONE_METRIC = ("namespace", "metric_name", "dimensions", "statistic", "period", "unit")


def requested_alarms(
    alarms: Mapping[str, Any],
    *,
    region: str | None,
    owner: Mapping[str, str],
    tags: Mapping[str, Any] | None = None,
    purge_tags: bool = True,
    adopt: bool = False,
    ignore_tags: IgnoredTags = NOTHING_IGNORED,
) -> list[WantedAlarm]:
    """The alarms of a map; raises with every rule that they break. ``region`` is that of alarms that name none."""
    problems: list[Problem] = []
    wanted = []
    for name, given in alarms.items():
        found, wrong = read_leaves(given or {}, LEAVES, str, aliases=_ALIASES) if _is_map(given) else ({}, [])
        texts = [*map(str, wrong)] if _is_map(given) else [_MAP]
        place = found.get("region") or region
        own = None if tags is None and "tags" not in found else merge_tags(tags, found.get("tags"))
        texts += _rules(name, found, place) + tag_problems({**(own or {}), **owner, MANAGED_BY: OWNER})
        problems += [Problem(text, name, place) for text in texts]
        wanted.append(
            WantedAlarm(
                name=name,
                region=place or "",
                settings=_settings(found | _removed(given)),
                tags=own,
                purge_tags=found.get("purge_tags", purge_tags),
                ignore_tags=ignore_tags,
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
        texts.append(f"metrics: replaces all metrics of the alarm; take {', '.join(both)} away")
    return texts + contradictions(_settings(found))


def _removed(given: object) -> dict[str, None]:
    """The options that are set to nothing, which removes what the alarm has of them."""
    found = given if isinstance(given, Mapping) else {}
    texts = [option for option in _UNSET_BY_TEXT if _blank(found.get(option))]
    nulls = [option for option in _UNSET_BY_NULL if option in found and found[option] in (None, "")]
    return dict.fromkeys([*texts, *nulls])


def _blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _settings(found: Mapping[str, Any]) -> dict[str, Any]:
    settings = {field: found[option] for option, field in FIELDS.items() if option in found}
    if found.get("statistic"):
        settings[statistic_field(found["statistic"])] = found["statistic"]
    return settings

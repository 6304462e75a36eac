# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user can set of the alarms of an environment: for all of it, for a workload, for an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import as_bool, as_int, as_number, as_texts
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import Leaf, at_least, read_leaves
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_limits import (
    no_arns,
    too_long,
    too_many_actions,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import (
    CAI,
    COPILOT,
    CROSS_REGION,
    EMBEDDING,
    INFERENCE_PROFILES,
)

_DAY = 86_400
_KINDS = (COPILOT, CAI, EMBEDDING, CROSS_REGION, INFERENCE_PROFILES)

#: Entries of a workload share its guardrail.
INTERVENTIONS = "interventions"

#: What only together makes an alarm that AWS takes.
_TOGETHER = ("period", "evaluation_periods", "datapoints_to_alarm")

#: Defaults. A threshold of 0 turns the alarm off.
DEFAULTS: dict[str, Any] = {
    "enabled": True,
    "throttles": 10,
    "server_errors": 5,
    "client_errors": 20,
    "latency": 30_000,
    "daily_tokens": 0,
    INTERVENTIONS: 0,
    "period": 300,
    "evaluation_periods": 3,
    "datapoints_to_alarm": 2,
    "alarm_actions": [],
    "ok_actions": [],
}


def _minutes(seconds: int) -> Sequence[str]:
    return () if 60 <= seconds <= _DAY and seconds % 60 == 0 else (f"must be whole minutes up to a day, not {seconds}",)


def actions_in(arns: Sequence[str], region: str) -> list[str]:
    """An alarm only reaches topics of its own region; some ARNs have none."""
    return [arn for arn in arns if _region(arn) in ("", region)]


def _actions(arns: Sequence[str]) -> Sequence[str]:
    regions = [region for arn in arns if (region := _region(arn))]
    found = {region: too_many_actions(actions_in(arns, region), f" for {region}") for region in regions}
    return no_arns(arns) + (
        [text for texts in found.values() for text in texts] or too_many_actions(actions_in(arns, ""))
    )


def _region(arn: str) -> str:
    return (arn.split(":") + [""] * 4)[3]


_NUMBER = Leaf(as_number, at_least(0))
LEAVES = {
    "enabled": Leaf(as_bool),
    **dict.fromkeys(("throttles", "server_errors", "client_errors", "latency", "daily_tokens", INTERVENTIONS), _NUMBER),
    "period": Leaf(as_int, _minutes),
    "evaluation_periods": Leaf(as_int, at_least(1)),
    "datapoints_to_alarm": Leaf(as_int, at_least(1)),
    "alarm_actions": Leaf(as_texts, _actions),
    "ok_actions": Leaf(as_texts, _actions),
}


def silent_regions(settings: Mapping[str, Any], entries: Mapping[str, Any], regions: Iterable[str]) -> list[str]:
    """Regions without any topic, where alarms notify nobody; settings must be valid."""
    given = [settings, *(entry for entry in entries.values() if isinstance(entry, Mapping))]
    notified = {_region(arn) for one in given for arn in as_texts(one.get("alarm_actions") or [])}
    return [] if "" in notified else sorted(set(regions) - notified)


class WatchSettings:
    """Settings by path; raises with all that is wrong in them.

    ``entries`` are settings by ``<workload>`` or ``<workload>/<key>``, which win over ``settings``. ``workloads`` are
    those that have records; without any, settings are checked as far as they can be. ``variables`` is what the names of
    the caller's variables begin with, for errors.
    """

    def __init__(
        self, settings: Mapping[str, Any], entries: Mapping[str, Any], workloads: Sequence[str], variables: str = ""
    ) -> None:
        common, each = variables or "settings.", f"{variables}entries."
        self._common, wrong = read_leaves(settings, LEAVES, lambda name: f"{common}{name}")
        problems = [*map(str, wrong)]
        self._special: dict[str, dict[str, Any]] = {}
        known = dict.fromkeys([*_KINDS, *workloads])
        for path, given in entries.items():
            workload, _slash, key = path.partition("/")
            if workloads and workload not in known:
                problems.append(f"{each}{path}: there is no workload {workload}; {did_you_mean(workload, known)}")
            elif not isinstance(given, Mapping):
                problems.append(f"{each}{path}: must be a map of settings")
            else:
                self._special[path], wrong = read_leaves(given, LEAVES, f"{each}{path}")
                problems += map(str, wrong)
                if key and INTERVENTIONS in self._special[path]:
                    text = f"the entries of {workload} share its guardrail: set it for {workload}"
                    problems.append(f"{each}{path}.{INTERVENTIONS}: {text}")
        problems += self._contradictions(common, each)
        if problems:
            raise ProblemError([Problem(text) for text in problems])

    def of(self, path: str) -> dict[str, Any]:
        """The settings of a workload, or of one of its entries: the longer path takes precedence."""
        workload = path.partition("/")[0]
        return {**DEFAULTS, **self._common, **self._special.get(workload, {}), **self._special.get(path, {})}

    def _contradictions(self, common: str, each: str) -> Iterator[str]:
        """Invalid alarm settings, reported where they are set and not where they are only inherited."""
        yield from _contradicting(common, self._common, {**DEFAULTS, **self._common})
        for path, own in self._special.items():
            yield from _contradicting(f"{each}{path}.", own, self.of(path))


def _contradicting(start: str, own: Mapping[str, Any], effective: Mapping[str, Any]) -> Iterator[str]:
    period, periods, points = (effective[name] for name in _TOGETHER)
    if not own.keys() & set(_TOGETHER):
        return
    if points > periods:
        yield f"{start}datapoints_to_alarm: must be at most evaluation_periods"
    yield from (f"{start}period: {text}" for text in too_long(period, periods))

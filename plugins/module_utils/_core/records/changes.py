# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What readers of a record will find changed, in a few words and without ids that only the real run knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.differences import changed_leaves
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.hashes import HASH, TAGS_HASH, without_hashes
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.model_members import MEMBERS, MODEL_SOURCE

#: One text for the upgrade that wrote them first, and for each later one that knows more.
_ABOUT_MODEL = "what it says of its model"
_OF_HASHES = "its hashes"
_VALUE, _TARGETS = "value", "targets"
#: Where readers are sent while something is replaced; it is empty again at the end of the run.
_PASSING = frozenset({"previous"})
#: Members that only repeat the ARN.
_OF_ARN = frozenset({"arn", "profile_id", "metric_dimension", "arn_prefix"})


def record_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Texts such as ``temperature 0.9 → 0.3``, from two states of a record's parameter as a diff shows them."""
    if only_hashes(before, after):
        return [_OF_HASHES]
    values = before.get(_VALUE), after.get(_VALUE)
    rest = [f"{path} of the parameter" for path in _around(before, after)]
    if not all(isinstance(value, Mapping) for value in values):
        return (["the whole value"] if values[0] != values[1] else []) + rest
    old, new = (_without(value, HASH, *_PASSING) for value in values if isinstance(value, Mapping))
    leaves = list(changed_leaves(_without(old, _TARGETS, *MEMBERS), _without(new, _TARGETS, *MEMBERS)))
    own = [f"{path} {_short(was)} → {_short(becomes)}" for path, was, becomes in leaves]
    targets = list(_target_changes(old.get(_TARGETS), new.get(_TARGETS)))
    found = [*own, *targets, *rest]
    # Of another model other things are known: that needs no words of its own.
    if _of_model(old) != _of_model(new) and not (targets or any(path == "base_model_id" for path, *_values in leaves)):
        found.append(_ABOUT_MODEL)
    return found or _unseen(*values)


def only_hashes(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether two states of a record's parameter differ in nothing but what only deployments read."""
    old, new = before.get(_VALUE), after.get(_VALUE)
    if not isinstance(old, Mapping) or not isinstance(new, Mapping) or old == new:
        return False
    return without_hashes(old) == without_hashes(new) and not _around(before, after)


def _around(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What changes of a parameter beside its value."""
    return [path for path, _old, _new in changed_leaves(_without(before, _VALUE), _without(after, _VALUE))]


def _unseen(old: Any, new: Any) -> list[str]:
    """What has no effect on readers who know what absence means."""
    if old == new:
        return []
    passing = sorted(name for name in _PASSING if old.get(name) != new.get(name))
    return passing or ["null is left out"]


def _of_model(value: Mapping[str, Any]) -> tuple[Any, ...]:
    sources = {region: target.get(MODEL_SOURCE) for region, target in _by_region(value.get(_TARGETS)).items()}
    return {name: value[name] for name in MEMBERS if name in value}, sources


def _target_changes(before: Any, after: Any) -> Iterator[str]:
    """One text for all regions in which the same changes."""
    old, new = _by_region(before), _by_region(after)
    found: dict[str, list[str]] = {}
    for region in dict.fromkeys([*old, *new]):
        for text in _of_target(old.get(region), new.get(region)):
            found.setdefault(text, []).append(region)
    yield from (f"{text} in {', '.join(regions)}" for text, regions in found.items())
    if not found and list(old) != list(new):
        yield f"order of targets {', '.join(old)} → {', '.join(new)}"


def _of_target(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[str]:
    if old is None or new is None:
        return ["a new target" if old is None else "no longer a target"]
    names = [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
    profile = ["another profile"] if "arn" in names else []
    # What a new profile brings with it follows from its model.
    own = {*_OF_ARN, "destinations", "name"} if profile else {"arn"}
    own |= {MODEL_SOURCE, TAGS_HASH}
    return profile + [name for name in names if name not in own]


def _by_region(targets: Any) -> dict[str, Mapping[str, Any]]:
    rows = targets if isinstance(targets, list) else []
    return {str(row.get("region")): row for row in rows if isinstance(row, Mapping)}


def _without(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _short(value: Any) -> str:
    return "(none)" if value is None else str(value)

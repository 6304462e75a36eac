# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking over a foreign document: its readers must still find every ARN at the same place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import SECURE_STRING
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY, OWNER

READERS_LOSE = "ReadersWouldLose"
_WAY_OUT = (
    "adopt all roles of the environment in one run, without --tags, and fix the keys that failed; "
    "first remove from the parameter what should not be kept"
)


def lost_arns(parameters: Iterable[Mapping[str, Any]], document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A row of ``errors`` for each foreign parameter with an ARN where our document has nothing.

    ``parameters`` are those that the document would replace, with ``name``, ``region``, ``type``, ``value`` and
    ``tags``. Another text at the same place is no loss: an entry may have got another profile.
    """
    reported = {path for path, leaf in _leaves(document) if isinstance(leaf, str) and leaf}
    errors = []
    for parameter in parameters:
        if (parameter.get("tags") or {}).get(MANAGED_BY) == OWNER:
            continue
        arns = [path for path, leaf in _leaves(_data(parameter.get("value"))) if _is_arn(leaf)]
        lost = sorted(path for path in arns if path not in reported)
        if lost:
            # Nothing of a SecureString is shown, not even its keys.
            places = f"{len(lost)} of its ARNs" if parameter.get("type") == SECURE_STRING else ", ".join(lost)
            text = f"it is not ours yet, and its readers would no longer find {places}: {_WAY_OUT}"
            errors.append(Problem(text, parameter["name"], parameter.get("region"), code=READERS_LOSE).as_dict())
    return errors


def _data(value: Any) -> Any:
    """The value parsed as JSON, or as text if it is not JSON."""
    try:
        return json.loads(value or "null")
    except (ValueError, RecursionError):
        return value


def _is_arn(leaf: Any) -> bool:
    return isinstance(leaf, str) and leaf.startswith("arn:")


def _leaves(data: Any) -> Iterator[tuple[str, Any]]:
    """Path and value of everything that is neither map nor list; not recursive, since others nest as they like."""
    rest: list[tuple[str, Any]] = [("", data)]
    while rest:
        path, value = rest.pop()
        if isinstance(value, Mapping):
            rest += [(f"{path}.{key}" if path else str(key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            rest += [(f"{path}[{number}]", inner) for number, inner in enumerate(value)]
        else:
            yield path or "the whole value", value

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts the examples of a document into one playbook, each of them twice in a row.

Marker plays tell the callback which example is on, and in which round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from .snippets import Example

MARK = "example"
ROUNDS = (1, 2)


def playbook(examples: Sequence[Example], *, prepare: Sequence[dict[str, Any]] = ()) -> list[dict[str, Any]]:
    plays: list[dict[str, Any]] = [_marker(0, 0), *([_play(list(prepare))] if prepare else [])]
    for example in examples:
        # Each task of a list is repeated on its own: the next one may undo it.
        parts = [[task] for task in example.data] if example.kind == "tasks" else [example.data]
        for part in parts:
            for turn in ROUNDS:
                plays.append(_marker(example.line, turn))
                plays.extend(_plays(example, part))
    return plays


def _plays(example: Example, part: Any) -> Iterator[dict[str, Any]]:
    if example.kind == "tasks":
        yield _play(part)
    elif example.kind == "plays":
        yield from part
    elif example.role:
        yield {"name": f"Role {example.role}", "hosts": "all", "gather_facts": False, "vars": part} | {
            "roles": [{"role": f"genai.bedrock.{example.role}"}]
        }
    else:
        yield {"name": "Deploy", "ansible.builtin.import_playbook": "genai.bedrock.deploy", "vars": part}


def _play(tasks: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": "Tasks", "hosts": "localhost", "gather_facts": False, "tasks": tasks}


def _marker(line: int, turn: int) -> dict[str, Any]:
    return {"name": f"{MARK} {line} {turn}", "hosts": "localhost", "gather_facts": False, "tasks": []}

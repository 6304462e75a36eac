# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the examples of a document: fenced blocks of Markdown, items of an EXAMPLES block.

What cannot run on its own says so, with a reason, right before it: `<!-- not run: needs an AWS account -->` in Markdown,
`# not run: needs an AWS account` in EXAMPLES. It is still parsed.
"""

from __future__ import annotations

import ast
import json
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

FENCE = re.compile(
    r"(?P<mark><!--[ ]*(?P<verb>not[ ]run|run)(?P<why>[^>]*)-->\s*)?"
    r"^(?P<indent>[ ]*)```(?P<language>\w*)[ ]*\n(?P<text>.*?)^[ ]*```[ ]*$",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
ITEM = re.compile(
    r"^(?P<comments>(?:#[^\n]*\n|\n)*)(?P<text>- .*?)(?=^(?:#[^\n]*\n|\n)*- |\Z)", re.MULTILINE | re.DOTALL
)
MARK = re.compile(r"#\s*not run:(?P<why>.*)")
SHELLS = ("bash", "sh", "shell")
#: Blocks that show something: nothing to run, and no mark needed.
SHOWN = ("", "text", "console", "ini", "json", "mermaid", "dockerfile")


@dataclass(frozen=True, slots=True)
class Example:
    """One thing to run: tasks, plays, variables (of an inventory), or a script."""

    line: int
    kind: str
    text: str
    data: Any = None
    not_run: str | None = None
    role: str | None = None


class ExampleError(ValueError):
    """An example that is wrong before it runs."""


def of_markdown(text: str, *, role: str | None = None) -> list[Example]:
    """The fenced blocks of a page. Variables belong to the page's role, or to what a `<!-- run: role -->` names."""
    return [example for match in FENCE.finditer(text) for example in _of_fence(match, text, role)]


def of_examples(text: str) -> list[Example]:
    """The items of an EXAMPLES block, one by one."""
    found = []
    for match in ITEM.finditer(text):
        mark = MARK.search(match["comments"])
        line = text.count("\n", 0, match.start("text")) + 1
        found.append(_of_yaml(match["text"], line, _reason(mark["why"], line) if mark else None, None))
    if len(found) != len(yaml.safe_load(text)):
        raise ExampleError("an EXAMPLES block is one list of tasks or plays")
    return found


def _of_fence(match: re.Match[str], page: str, role: str | None) -> Iterator[Example]:
    language, line = match["language"], page.count("\n", 0, match.start("text")) + 1
    text = textwrap.dedent(match["text"])
    not_run = None
    if match["mark"]:
        why = _reason(match["why"].removeprefix(":"), line)
        not_run, role = (why, role) if match["verb"] == "not run" else (None, why)
    if language in ("yaml", "yml"):
        yield _of_yaml(text, line, not_run, role)
    elif language in (*SHELLS, "python"):
        if language == "python":
            ast.parse(text)
        yield Example(line, "script" if language in SHELLS else "python", text, not_run=not_run)
    elif language == "js" and not_run:
        yield Example(line, "javascript", text, not_run=not_run)
    elif language == "json":
        json.loads(text)
    elif language not in SHOWN:
        raise ExampleError(f"line {line}: nobody knows how to run a block of {language}")


def _of_yaml(text: str, line: int, not_run: str | None, role: str | None) -> Example:
    data = yaml.safe_load(text)
    if isinstance(data, dict):
        return Example(line, "variables", text, data, not_run, role)
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        raise ExampleError(f"line {line}: neither tasks, plays nor variables")
    plays = [{"hosts", "import_playbook", "ansible.builtin.import_playbook"} & item.keys() for item in data]
    if any(plays) and not all(plays):
        raise ExampleError(f"line {line}: plays and tasks in one list")
    return Example(line, "plays" if any(plays) else "tasks", text, data, not_run)


def _reason(text: str, line: int) -> str:
    if not text.strip(" :"):
        raise ExampleError(f"line {line}: say why it is not run")
    return text.strip(" :")

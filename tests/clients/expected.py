# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is expected of each client (expected.yml), and the table of docs/clients.md that shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from . import HERE, PAGE

FILE = HERE / "expected.yml"
WORKS = "works"
CELLS = ("text", "stream", "tools", "structured_output", "embeddings", "guardrail", "failover", "caching")
BEGIN, END = "<!-- table: make clients ARGS=--write -->\n", "<!-- end of table -->\n"
BLOCK = re.compile(
    r"<!-- not run: make clients runs it as (?P<name>\S+) -->\n```(?:python|js|bash)\n(?P<text>.*?)```", re.DOTALL
)


@dataclass(frozen=True)
class Client:
    """A client with what is expected of each cell: ``works``, or the reason why it does not."""

    name: str
    title: str
    language: str
    packages: tuple[str, ...]
    cells: Mapping[str, str]

    @property
    def folder(self) -> Path:
        return HERE / self.language / self.name

    @property
    def lock(self) -> Path:
        return self.folder / ("requirements.txt" if self.language == "python" else "package-lock.json")

    @property
    def versions(self) -> str:
        """Of its packages, as the lock file pins them."""
        text = self.lock.read_text()
        if self.language == "python":
            pins = dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))
            return ", ".join(f"{name} {pins[name]}" for name in self.packages)
        installed = json.loads(text)["packages"]
        return ", ".join(f"{name} {installed[f'node_modules/{name}']['version']}" for name in self.packages)


def clients() -> dict[str, Client]:
    data = yaml.safe_load(FILE.read_text())
    return {
        name: Client(name, row["title"], row["language"], tuple(row["packages"]), row["cells"])
        for name, row in data["clients"].items()
    }


def blocks() -> dict[str, str]:
    """The code of the page, by the name under which it says that it runs."""
    return {match["name"]: match["text"] for match in BLOCK.finditer(PAGE.read_text())}


def page() -> str:
    """The page as it must be."""
    before, rest = PAGE.read_text().split(BEGIN)
    return before + BEGIN + table() + END + rest.split(END)[1]


def table() -> str:
    """Markdown: a row for each client, and below it why a cell does not work."""
    reasons: list[str] = []
    rows = [_row(client, reasons) for client in clients().values()]
    header = ["client", "version", *(name.replace("_", " ") for name in CELLS)]
    lines = [_line(header), _line(["---"] * len(header)), *map(_line, rows)]
    notes = [f"{number}. {reason}" for number, reason in enumerate(reasons, 1)]
    date = yaml.safe_load(FILE.read_text())["date"]
    return "\n".join([*lines, "", f"As of {date}. A number says why a cell does not work:", "", *notes, ""])


def _row(client: Client, reasons: list[str]) -> Iterator[str]:
    yield client.title
    yield client.versions
    for name in CELLS:
        reason = client.cells[name]
        if reason != WORKS and reason not in reasons:
            reasons.append(reason)
        yield "yes" if reason == WORKS else f"no ({reasons.index(reason) + 1})"


def _line(cells: Iterator[str] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"

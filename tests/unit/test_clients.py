# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/clients.md says what `make clients` expects, and has a block for each client; that they work, `make clients` shows."""

from __future__ import annotations

import re
import shutil
import sys

import pytest

from tests.clients import HERE, PAGE, __main__
from tests.clients.expected import CELLS, WORKS, Client, blocks, clients, page

CLIENTS = clients()
NAMES = sorted(CLIENTS)


def test_the_table_of_the_page_is_what_is_expected() -> None:
    assert PAGE.read_text() == page(), "make clients ARGS=--write"


@pytest.mark.parametrize("name", NAMES)
def test_each_client_has_a_block_pins_and_every_cell(name: str) -> None:
    client = CLIENTS[name]
    assert {name, f"{name}.sh"} & blocks().keys()
    assert set(client.cells) == set(CELLS)
    assert client.versions
    functions = (client.folder / f"cells.{'py' if client.language == 'python' else 'mjs'}").read_text()
    for cell, expected in client.cells.items():
        assert expected != WORKS or re.search(rf"(def|function) {cell}\(", functions), cell


def test_each_folder_and_each_block_is_of_a_client() -> None:
    folders = {path.name for language in ("python", "javascript") for path in (HERE / language).iterdir()}
    assert folders == set(NAMES)
    names = {name.removesuffix(".sh") for name in blocks() if not name.startswith("records.")}
    assert names == set(NAMES)


@pytest.mark.parametrize(
    ("expected", "found", "differs"),
    [
        (WORKS, {"text": WORKS}, False),
        (WORKS, {"text": "ValueError: no"}, True),
        (WORKS, {}, True),
        ("It has none.", {}, False),
        ("It has none.", {"text": "ValueError: no"}, False),
        ("It has none.", {"text": WORKS}, True),
    ],
)
def test_what_differs_from_the_page_is_found(expected: str, found: dict[str, str], differs: bool) -> None:
    cells = dict.fromkeys(CELLS, "It has none.") | {"text": expected}
    assert bool(__main__.differences(Client("one", "One", "python", (), cells), found)) == differs


@pytest.mark.parametrize(("npm", "run"), [("/usr/bin/npm", ["boto3", "aws_sdk"]), (None, ["boto3"])])
def test_without_node_clients_in_javascript_are_left_out(
    monkeypatch: pytest.MonkeyPatch, npm: str | None, run: list[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: npm)
    chosen, without = __main__.runnable(["boto3", "aws_sdk"], CLIENTS)
    assert (chosen, sorted(chosen + without)) == (run, ["aws_sdk", "boto3"])


def test_installing_runs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[Client] = []
    monkeypatch.setattr(__main__, "install", installed.append)
    monkeypatch.setattr(__main__, "deployed", pytest.fail)
    monkeypatch.setattr(sys, "argv", ["clients", "boto3", "langchain", "--install"])
    assert __main__.main() == 0
    assert installed == [CLIENTS["boto3"], CLIENTS["langchain"]]

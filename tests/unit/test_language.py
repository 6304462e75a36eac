# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""User-visible text uses the standard term of the field instead of words that only this project would use."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.unit import repo_facts as repo

#: What is not written → what to write instead.
TERMS = {
    r"told|tells?": "report, show, list, return, notify",
    r"wish(?:es)?": "request, desired",
    r"ask(?:s|ed|ing)? for|unasked": "request, require",
    r"doubtful": "unconfirmed, uncertain",
    r"stray(?:s|ing)?": "undeclared",
    r"stands? (?:in|beside|for|there)": "is in, means",
    r"looked (?:at|for|through)|looks? (?:at|for)": "check, read, search",
    r"tak(?:e|es|en|ing) (?:away|down)": "delete, remove",
    r"goes off|go off": "is triggered",
    r"any more": "no longer",
    r"anew": "again",
    r"nobody asks|nobody needs|nobody declares|nobody knows": "orphaned, unused, undeclared, unknown",
    r"speaks against|take up|lead away": "forbids, adopt, redirect",
    r"side by side": "in parallel",
    r"(?:is|are) none of": "is not one of",
}
PATTERN = re.compile(r"\b(?:" + "|".join(f"(?:{words})" for words in TERMS) + r")\b", re.IGNORECASE)
#: What a name of a test does not have either.
OF_NAMES = {
    **TERMS,
    r"held": "withheld, taken, kept",
    r"stand(?:s|ing)?": "is, exists",
    r"spoken|speaks?": "says",
    r"leads?|led": "redirects",
}
NAMES = re.compile(r"\b(?:" + "|".join(f"(?:{words})" for words in OF_NAMES) + r")\b")
#: In Markdown, code is no prose.
CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def _python(path: Path) -> Iterator[str]:
    """The strings of a module but for docstrings: messages and documentation."""
    tree = ast.parse(path.read_text())
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def texts(path: Path) -> Iterator[str]:
    if path.suffix == ".py":
        yield from _python(path)
    elif path.suffix == ".md":
        yield CODE.sub("", path.read_text())
    else:
        yield path.read_text()


def _better(words: Iterable[str], terms: Mapping[str, str]) -> dict[str, str]:
    """What to write instead of each."""
    return {
        word: next(good for found, good in terms.items() if re.fullmatch(found, word, re.IGNORECASE)) for word in words
    }


def _files() -> Iterator[Path]:
    yield from sorted((repo.ROOT / "plugins").rglob("*.py"))
    yield from sorted((repo.ROOT / "plugins").rglob("*.yml"))
    for folder in ("roles", "playbooks", "inventories"):
        yield from sorted((repo.ROOT / folder).rglob("*.yml"))
    yield from sorted((repo.ROOT / "roles").glob("*/README.md"))
    yield from sorted((repo.ROOT / "docs").glob("*.md"))
    yield from (repo.ROOT / name for name in ("README.md", "CONTRIBUTING.md"))


@pytest.mark.parametrize("path", list(_files()), ids=lambda path: str(path.relative_to(repo.ROOT)))
def test_it_uses_the_terms_of_the_field(path: Path) -> None:
    found = [match[0] for text in texts(path) for match in PATTERN.finditer(text)]
    assert _better(found, TERMS) == {}, "write the second instead of the first"


def test_names_of_tests_do_too() -> None:
    names = [
        name
        for path in repo.tracked(".py")
        for name in re.findall(r"^ *def (test_\w+)", path.read_text(), re.MULTILINE)
    ]
    found = {name: match[0] for name in names if (match := NAMES.search(name.replace("_", " ")))}
    better = _better(found.values(), OF_NAMES)
    assert {name: better[word] for name, word in found.items()} == {}, "write the second instead of the first"


def test_a_word_of_the_list_is_found() -> None:
    assert [match[0] for match in PATTERN.finditer("What nobody asks for any more is told; take it away.")] == [
        "nobody asks",
        "any more",
        "told",
    ]

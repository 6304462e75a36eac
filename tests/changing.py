# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says at the end of a run which files of the collection changed during it, by a rebase for example.

Playbooks and jobs read the collection when they start. A test that runs one twice may then see two versions of it, and
a second run that changes something is no fault of either.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("plugins", "roles", "playbooks", "meta")
#: Paths that a message names; a rebase may change hundreds.
_NAMED = 5
_BEGAN = pytest.StashKey[dict[str, int]]()


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.stash[_BEGAN] = states(ROOT)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if names := differing(config.stash[_BEGAN], states(ROOT)):
        terminalreporter.write_line(message(names), yellow=True)


def states(root: Path) -> dict[str, int]:
    """Path → time of the last change, of every file of the collection that a run may read."""
    files = [path for folder in FOLDERS for path in (root / folder).rglob("*") if "__pycache__" not in path.parts]
    return {str(path.relative_to(root)): path.stat().st_mtime_ns for path in files if path.is_file()}


def differing(before: Mapping[str, int], after: Mapping[str, int]) -> list[str]:
    """Paths that were changed, added or deleted."""
    return sorted({name for name, _moment in before.items() ^ after.items()})


def message(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return (
        f"The collection changed while its tests ran: {', '.join(names[:_NAMED])}{more}. "
        "Run them again: a test may have seen two versions of it."
    )

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests count while they run, summed over all of them for the end of the run; docs/reliability.md has the sums."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

_COUNTED: Counter[str] = Counter()


def count(what: str, number: int = 1) -> None:
    """So many more of something were tried, injected or left alone."""
    _COUNTED[what] += number


def pytest_sessionfinish(session: pytest.Session) -> None:
    # A worker of pytest-xdist hands over its own.
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output["figures"] = dict(_COUNTED)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    # A worker that crashed has none.
    _COUNTED.update(getattr(node, "workeroutput", {}).get("figures", {}))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for what, number in sorted(_COUNTED.items()):
        terminalreporter.write_line(f"{what}: {number:,}")

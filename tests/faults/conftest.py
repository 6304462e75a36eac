# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One endpoint and one proxy before it for the tests of a process; empty, and without faults, before each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._engine.deployment import lease

from tests import sessions
from tests.faults.bursting import Burst
from tests.local_aws.server import LocalAws

FIGURES = "figures"


@pytest.fixture
def notify(record_property) -> Callable[[str], None]:
    """A line of figures for the end of the run."""
    return lambda line: record_property(FIGURES, line)


def pytest_terminal_summary(terminalreporter) -> None:
    for report in [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]:
        for name, line in report.user_properties:
            if name == FIGURES and report.when == "call":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {line}")


@pytest.fixture(scope="session", autouse=True)
def _sessions_share_what_is_the_same() -> Iterator[None]:
    with sessions.sharing():
        yield


@pytest.fixture(scope="session")
def endpoint() -> Iterator[LocalAws]:
    with LocalAws() as aws:
        yield aws


@pytest.fixture
def aws(endpoint: LocalAws) -> LocalAws:
    endpoint.reset()
    return endpoint


@pytest.fixture(scope="session")
def _proxy(endpoint: LocalAws) -> Iterator[Burst]:
    with Burst(endpoint.url) as proxy:
        yield proxy


@pytest.fixture
def burst(_proxy: Burst, aws: LocalAws) -> Burst:
    """Runs that are given this in the endpoint's place go through microburst; ``aws`` sees what comes out."""
    _proxy.clear()
    return _proxy


@pytest.fixture
def settle_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever takes a lapsed lock over waits a moment for others that do the same; here there are none."""
    monkeypatch.setattr(lease, "SETTLE", 0.05)

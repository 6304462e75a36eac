# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One endpoint for all of these tests, without resources and with its usual switches at the start of each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import sessions
from tests.local_aws.server import LocalAws


@pytest.fixture(scope="module", autouse=True)
def _sessions_share_what_is_the_same() -> Iterator[None]:
    """Of a module, since the other unit tests look at sessions themselves."""
    with sessions.sharing():
        yield


@pytest.fixture(scope="session")
def endpoint() -> Iterator[LocalAws]:
    with LocalAws() as running:
        yield running


@pytest.fixture
def aws(endpoint: LocalAws) -> LocalAws:
    endpoint.reset()
    return endpoint

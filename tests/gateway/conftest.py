# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One endpoint for the tests of a process, empty before each."""

from __future__ import annotations

import time

import pytest

from tests import sessions
from tests.gateway.published import every_parameter
from tests.local_aws.server import LocalAws
from tests.unit.plugins.module_utils.checked_records import check_what_is_published


@pytest.fixture(scope="session")
def _endpoint():
    with LocalAws() as aws:
        yield aws


@pytest.fixture
def aws(_endpoint):
    _endpoint.reset()
    return _endpoint


@pytest.fixture(autouse=True)
def _records_follow_their_schema():
    """What a test has published, in whatever account and region, is what applications are told to rely on."""
    yield
    check_what_is_published(every_parameter())


@pytest.fixture(scope="session", autouse=True)
def _sessions_share_what_is_the_same():
    with sessions.sharing():
        yield


@pytest.fixture
def quick(monkeypatch):
    """Modules wait a tenth as long: between looks for a new profile, between attempts."""
    sleep = time.sleep
    monkeypatch.setattr(time, "sleep", lambda seconds: sleep(seconds / 10))

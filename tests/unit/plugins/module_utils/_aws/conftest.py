# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Most of these tests make sessions and clients."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import sessions


@pytest.fixture(scope="module", autouse=True)
def _sessions_share_what_is_the_same() -> Iterator[None]:
    with sessions.sharing():
        yield

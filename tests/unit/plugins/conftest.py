# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every record that a unit test lets the collection make is held against the schema that applications are given."""

from __future__ import annotations

import pytest

from tests.unit.plugins.module_utils.checked_records import check_what_is_made


@pytest.fixture(autouse=True)
def _records_follow_their_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    check_what_is_made(monkeypatch)

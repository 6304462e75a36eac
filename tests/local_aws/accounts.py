# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which account a caller belongs to."""

from __future__ import annotations

import re

from moto.iam.models import get_account_id_from

_ACCOUNT_ID = re.compile(r"\d{12}")


def account_of(access_key: str) -> str:
    """Twelve digits are the account itself; any other key belongs where moto's IAM and STS put it."""
    if _ACCOUNT_ID.fullmatch(access_key):
        return access_key
    return str(get_account_id_from(access_key))

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags by which AWS attributes the use of a profile to AWS partners.

AWS Partner Revenue Measurement onboarding guide, "Amazon Bedrock - Resource Tagging" and "Manual Implementation" (read
on 2026-11-30): the application inference profile carries ``aws-apn-id-<Partner Central account>`` with
``pc:<product code>``, one tag for each partner. The product code is that of AWS Marketplace, letters and digits; a
product id and a listing's UUID, which have hyphens, are not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_KEY, _VALUE = "aws-apn-id-", "pc:"
_ACCOUNT = re.compile(r"[0-9]{12}")
_CODE = re.compile(r"[a-zA-Z0-9]{1,253}")


def partner_tags(partners: Mapping[str, str]) -> dict[str, str]:
    """The tags of a map Partner Central account → product code, the latter with or without ``pc:``."""
    return {f"{_KEY}{account}": f"{_VALUE}{code.removeprefix(_VALUE)}" for account, code in partners.items()}


def partner_problems(partners: Mapping[str, str]) -> Sequence[str]:
    """What is wrong with such a map."""
    problems = []
    for account, code in partners.items():
        if not _ACCOUNT.fullmatch(account):
            text = "is no account of Partner Central: 12 digits, in quotes, or YAML may read another number"
            problems.append(f"'{account}' {text}")
        if not _CODE.fullmatch(code.removeprefix(_VALUE)):
            text = "is no product code of AWS Marketplace: letters and digits, no product id and no UUID"
            problems.append(f"'{code}' of {account} {text}")
    return problems

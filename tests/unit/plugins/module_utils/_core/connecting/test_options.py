# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which connection options lead to the same account."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.options import fingerprint


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {"endpoint_url": "", "profile": "", "assume_role_arn": None}, True),
        ({"profile": "dev"}, {"aws_profile": "dev"}, True),
        ({"profile": "dev", "region": "us-east-1"}, {"profile": "dev", "aws_region": "us-west-2"}, True),
        ({"profile": "dev"}, {"profile": "staging"}, False),
        ({"profile": "dev"}, {"profile": "dev", "endpoint_url": "http://127.0.0.1:1"}, False),
        ({"assume_role_arn": "arn:aws:iam::1:role/a"}, {"assume_role_arn": "arn:aws:iam::2:role/a"}, False),
        ({"aws_config": {"retries": {"max_attempts": 1}}}, {}, False),
    ],
)
def test_options_of_one_account_share_a_session(one, other, same):
    assert (fingerprint(one) == fingerprint(other)) is same

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data types of a parameter's value (API reference of PutParameter, botocore 1.44.5)."""

from __future__ import annotations

TEXT = "text"
DATA_TYPES = (
    *(TEXT, "aws:ec2:image", "aws:ssm:integration", "aws:region", "aws:account:id"),
    *("boolean", "integer", "float", "binary", "hostname", "email", "ipv4-address", "ipv6-address"),
    *("url", "json", "jsonc"),
)
#: They take the tier Advanced, which AWS charges for.
ADVANCED_TYPES = ("url", "json", "jsonc")

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the installed botocore knows of an API: calls and members that an older one lacks."""

from __future__ import annotations

from typing import Any


def has_call(client: Any, operation: str) -> bool:
    return operation in client.meta.service_model.operation_names


def takes(client: Any, operation: str, *members: str) -> bool:
    """Whether a call accepts a member, given by its path."""
    if not has_call(client, operation):
        return False
    shape = client.meta.service_model.operation_model(operation).input_shape
    for member in members:
        if member not in shape.members:
            return False
        shape = shape.members[member]
    return True

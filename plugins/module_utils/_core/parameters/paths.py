# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prefixes and paths of parameters, brought to one form where they come in."""

from __future__ import annotations


def normal_path(path: str) -> str:
    """A prefix without the ``/`` at its end, which users write or not: no parameter's name ends in one."""
    return path.rstrip("/") or path[:1]


def path_below(prefix: str, path: str) -> str:
    return f"{prefix.rstrip('/')}/{path}"


def is_below(name: str, prefix: str) -> bool:
    return name.startswith(path_below(prefix, ""))

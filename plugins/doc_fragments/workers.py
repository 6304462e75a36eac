# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The number of parallel calls."""

from __future__ import annotations


class ModuleDocFragment:
    """What modules that call AWS in parallel have alike."""

    DOCUMENTATION = r"""
options:
  workers:
    description:
      - Maximum number of parallel calls.
    type: int
    default: 16
"""

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment that a module reads, and where."""

from __future__ import annotations


class ModuleDocFragment:
    """Options of the modules that report on an environment."""

    DOCUMENTATION = r"""
options:
  ssm_prefix:
    description:
      - The path below which records are published. By default C(/<environment>/bedrock/inference-profiles).
    type: str
"""

    PROFILES = r"""
options:
  regions:
    description:
      - Regions to read, in addition to those in the records. By default the region of the task.
    type: list
    elements: str
    default: []
  ssm_regions:
    description:
      - Regions of the records, of which the first is read. By default the first of O(regions).
    type: list
    elements: str
    default: []
"""

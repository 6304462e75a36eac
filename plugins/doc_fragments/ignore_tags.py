# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The option that leaves tags to others."""

from __future__ import annotations


class ModuleDocFragment:
    """What modules of tagged resources have alike."""

    DOCUMENTATION = r"""
options:
  ignore_tags:
    description:
      - Tags that somebody else owns, as an organisation's tagger. On what exists they are neither removed, nor compared,
        nor changed, and so they are no drift. One that is requested, too, is written only to what is created.
      - Tags by which this collection knows its resources, as C(ManagedBy), cannot be among them.
    type: dict
    suboptions:
      keys:
        description: Keys of such tags.
        type: list
        elements: str
      key_prefixes:
        description: How keys of such tags begin.
        type: list
        elements: str
"""

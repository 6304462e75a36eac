# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags of one resource."""

from __future__ import annotations


class ModuleDocFragment:
    """The two options and the law behind them: unset means untouched, set means exactly this."""

    DOCUMENTATION = r"""
options:
  tags:
    description:
      - Tags of the resource, key to value. Booleans are written as V(true) and V(false).
      - Where the option is not set, tags are left as they are. An empty map removes all of them, unless
        O(purge_tags=false).
      - Tags whose key begins with C(aws:) and the tags that this collection writes to know its own resources are
        never removed.
    type: dict
    aliases: [resource_tags]
  purge_tags:
    description:
      - Whether tags that are not in O(tags) are removed. It has no effect where O(tags) is not set.
    type: bool
    default: true
"""

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What modules support, in Ansible's own words."""

from __future__ import annotations


class ModuleDocFragment:
    """Attributes of modules that change something (DOCUMENTATION) and of those that only read (INFO)."""

    DOCUMENTATION = r"""
attributes:
  check_mode:
    description: Can run in check mode and return the changed state prediction without changing the target.
    support: full
  diff_mode:
    description: Returns details on what has changed (or possibly needs changing in check mode), when in diff mode.
    support: full
  idempotent:
    description:
      - When run twice in a row outside check mode, with the same arguments, the second run reports no change.
    support: full
  action_group:
    description: Use C(group/genai.bedrock.aws) in C(module_defaults) to set connection options for this module.
    support: full
    membership: [genai.bedrock.aws]
"""

    INFO = r"""
attributes:
  check_mode:
    description: Can run in check mode and return the changed state prediction without changing the target.
    support: full
    details: This module never changes anything.
  diff_mode:
    description: Returns details on what has changed (or possibly needs changing in check mode), when in diff mode.
    support: N/A
    details: This module never changes anything.
  idempotent:
    description:
      - When run twice in a row outside check mode, with the same arguments, the second run reports no change.
    support: full
    details: This module never changes anything.
  action_group:
    description: Use C(group/genai.bedrock.aws) in C(module_defaults) to set connection options for this module.
    support: full
    membership: [genai.bedrock.aws]
"""

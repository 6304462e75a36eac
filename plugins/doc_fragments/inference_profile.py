# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of one application inference profile."""

from __future__ import annotations


class ModuleDocFragment:
    """What the singular module takes and what each value of the bulk map takes too."""

    DOCUMENTATION = r"""
options:
  state:
    description:
      - Whether the profile shall exist.
    type: str
    choices: [present, absent]
    default: present
  model_source:
    description:
      - What the profile is copied from. A foundation-model ARN, the ARN or id of a system-defined profile
        (C(us.anthropic.…), C(global.…)), or a bare model id.
      - A bare model id is resolved in the profile's region from the live lists. Where the model supports
        C(ON_DEMAND), it is the foundation model itself.
        Otherwise it is the one geographic system-defined profile of the region that serves the model. If there
        are several, or only a global one, the
        task fails and lists the choices.
      - An ARN must be of the profile's own region. Its account may be left empty.
      - Required where O(state=present).
    type: str
  geography:
    description:
      - Demand a system-defined profile of this geography, also for models that support C(ON_DEMAND).
      - V(any) demands the one geographic profile of the region, whichever it is.
      - One of V(us), V(eu), V(apac), V(jp), V(au), V(us-gov), V(global) and V(any), or a map of region to one of
        them.
    type: raw
  description:
    description:
      - Description of the profile, 1 to 200 characters. Letters, digits, colons and dots, separated by single
        spaces, hyphens or underscores.
      - AWS has no call to change it. A difference is a warning, unless O(recreate=always).
    type: str
"""

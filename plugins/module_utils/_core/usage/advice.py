# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The model to compare costs with: the one that is recommended for the use case of a profile.

Usage has no live lists of models. So unlike ``_core/lifecycle/advice.py``, which names a better model of the same tier
that the region offers, it may name one of another tier or provider.
"""

from __future__ import annotations

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.recommended import recommended
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.profiles import UsedProfile


def recommended_model(profile: UsedProfile) -> str:
    """The id of the model; empty where the profile has it already, or nothing is recommended for its use case."""
    found = recommended(profile.use_case)
    return found.model if found and profile.model_id and found.model != profile.model_id else ""

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The message about an alarm or a dashboard of somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ansible_collections.genai.bedrock.plugins.module_utils._core.ownership import owner_expected
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import MANAGED_BY

NOT_OURS = "NotOurs"
NOT_THERE = "NotThere"


def refusal(
    arn: str, tags: Mapping[str, str], claimed: Mapping[str, str], identity: Iterable[str], *, absent: bool
) -> str:
    """Why it is not changed (``absent``: not deleted), with its tags of ``identity``, those expected, the way out."""
    whose = ", ".join(f"{key}={tags[key]}" for key in (MANAGED_BY, *identity) if key in tags)
    owner_text = f"the tags {whose}" if whose else f"no tag {MANAGED_BY}"
    harm = "deleted" if absent else "changed"
    way_out = f"set adopt: true to take it over, or choose another name ({owner_expected(claimed, tags)})"
    return f"{arn} exists with {owner_text}, so it is not {harm}: {way_out}"

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The regions of all partitions, as the installed botocore lists them."""

from __future__ import annotations

import contextlib
from functools import lru_cache

from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import Regions, well_formed

with contextlib.suppress(ImportError):
    import botocore.loaders


@lru_cache(maxsize=1)
def known_regions() -> Regions:
    """Every region of every partition; without botocore there is no list.

    Not only those for which botocore lists Bedrock: AWS is ahead of the botocore that is installed, and whether Bedrock
    is in a region, the live calls show.
    """
    if "botocore" not in globals():
        return Regions()
    return Regions(tuple(region_descriptions()))


@lru_cache(maxsize=1)
def region_descriptions() -> dict[str, str]:
    """Region → what botocore calls it, as "Europe (Frankfurt)"; without botocore nothing."""
    if "botocore" not in globals():
        return {}
    data = botocore.loaders.create_loader().load_data("partitions")
    named = ((name, row) for partition in data["partitions"] for name, row in partition["regions"].items())
    # Each partition has a region of the name aws-global or alike.
    return {name: str(row.get("description", "")) for name, row in named if well_formed(name)}

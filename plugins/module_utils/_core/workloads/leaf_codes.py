# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which leaf of an entry an error of a plan or a preflight is about."""

from __future__ import annotations

MODEL, GEOGRAPHY, DIMENSIONS, TAGS = "model", "geography", "dimensions", "tags"
#: Codes of findings that a plan reports without AWS, too.
DIMENSIONS_MISMATCH, REQUIRED_TAG_MISSING = "dimensions_mismatch", "required_tag_missing"
_CODES = {
    MODEL: (
        "agreement_missing",
        "invalid_source",
        "model_ended",
        "model_not_in_region",
        "model_not_listed",
        "not_authorized",
        "not_entitled",
        "profile_only_model",
        "region_not_available",
        "source_of_other_account",
        "source_of_other_region",
        "trusted_access",
        "unknown_model",
        "unusable_model",
    ),
    GEOGRAPHY: ("geography_mismatch", "global_without_opt_in", "no_geography", "several_geographies"),
    DIMENSIONS: (DIMENSIONS_MISMATCH,),
    TAGS: (REQUIRED_TAG_MISSING,),
}
_LEAVES = {code: leaf for leaf, codes in _CODES.items() for code in codes}


def leaf_of(code: str) -> str:
    """The leaf, empty where an error is about the whole entry."""
    return _LEAVES.get(code, "")

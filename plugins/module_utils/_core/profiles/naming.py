# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The possible names of a profile of ours for a wanted name, and how to recognize them.

If names are unique and an older profile of ours uses the wanted one, a profile is created as ``<name>-<4 hex>``.
The digits are derived from its source, which its tag ModelSource records, so that a chosen name, such as
``titan-embeddings-1024``, is not taken for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import (
    INFERENCE_PROFILE,
    BedrockArn,
    model_ids,
    parse_arn,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import GEOGRAPHIES
from ansible_collections.genai.bedrock.plugins.module_utils._core.names import (
    is_named_like,
    suffixed_name,
    unsuffixed_name,
)

#: How many profiles of one name and source can coexist with the one without suffix if names are unique.
SUFFIXES = 32


def names_of(wanted: str, source_arn: str) -> tuple[str, ...]:
    """The wanted name, then the fallbacks to try if profiles of ours use the previous ones."""
    seeds = (source_arn, *(f"{source_arn} {number}" for number in range(2, SUFFIXES + 1)))
    return (wanted, *dict.fromkeys(suffixed_name(wanted, seed) for seed in seeds))


def has_name(name: str, wanted: str, source_arns: Iterable[str], *, created_here: bool) -> bool:
    """Whether a live name is the wanted one, exactly or with a suffix that we may have added.

    ``created_here``: this collection created the profile. Release 1.0.0 derived a third name from the whole request,
    which is no longer known. A suffix with a letter among its digits is accepted: few people choose such names.
    """
    if name == wanted:
        return True
    if not is_named_like(name, wanted):
        return False
    suffix = name.removeprefix(unsuffixed_name(name))
    return any(name in names_of(wanted, arn) for arn in source_arns if arn) or (
        created_here and not suffix.strip("-").isdigit()
    )


def likely_sources(profile_arn: str, model_arns: tuple[str, ...]) -> Iterator[str]:
    """The sources that a profile with these ``models`` may have, where its tags are not known."""
    yield from model_arns
    arn = parse_arn(profile_arn)
    if arn is None:
        return
    for geography in GEOGRAPHIES:
        for model_id in sorted(model_ids(model_arns)):
            yield str(BedrockArn(arn.partition, arn.region, arn.account, INFERENCE_PROFILE, f"{geography}.{model_id}"))

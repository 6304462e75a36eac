# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a region does not have a model: its life is over, it is another version of what is offered, or it is mistyped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.lifecycle import (
    MODEL_ENDED,
    Offered,
    lifecycle_finding,
    offered_in,
    successors,
    way_out_to,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import has_ended, is_known
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import bare_model_id
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.nearest import is_another_version
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import Catalogue
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import (
    Source,
    SourceError,
    SourceRequest,
    resolve,
)

#: Codes of a source that its region does not have, or no longer has.
ABSENT = frozenset({"unknown_model", "model_not_in_region", "unusable_model"})
#: What such a source is called in the end; AWS may have the model, and hide it from the account.
NOT_LISTED = "model_not_listed"
UNLISTED = ABSENT | {NOT_LISTED}


def resolve_or_explain(
    request: SourceRequest,
    catalogues: Mapping[str, Catalogue],
    *,
    today: date,
    eol_days: int = 0,
    temperature: float | None = None,
) -> Source:
    """The source in its region, whose lists are among ``catalogues``; raises SourceError.

    A model that no longer exists is reported as such, with possible successors. ``eol_days``: what ends within so many
    days may not; ``temperature`` is what is sent to it.
    """
    try:
        return resolve(request, catalogues[request.region], elsewhere=catalogues)
    except SourceError as error:
        if error.code not in ABSENT:
            raise
        offered = {region: offered_in(catalogue) for region, catalogue in catalogues.items()}
        model_id = bare_model_id(request.text)
        reported = lifecycle_finding(
            model_id, request.region, offered, today=today, eol_days=eol_days, temperature=temperature
        )
        if reported and reported.code == MODEL_ENDED:
            raise SourceError(MODEL_ENDED, reported.message, reported.way_out) from error
        if error.code != "unknown_model":
            raise
        following = successors(
            model_id, offered[request.region], None, today=today, days=eol_days, temperature=temperature
        )
        raise _absence(model_id, request.region, offered, today, way_out_to(following)) or error from error


def _absence(
    model_id: str, region: str, offered: Mapping[str, Mapping[str, Offered]], today: date, way_out: str
) -> SourceError | None:
    """What to say of a model that no list has, where its id is no slip of the pen."""
    ended, end = has_ended(model_id, today)
    if ended:
        when = f"reached its end of life on {end}" if end else "has reached its end of life"
        return SourceError(MODEL_ENDED, f"{model_id} {when}", way_out)
    listed = {other for models in offered.values() for other in models}
    if is_known(model_id) or is_another_version(model_id, listed):
        why = "AWS has taken it off, or keeps it from this account or region"
        return SourceError(NOT_LISTED, f"model '{model_id}' is not in the live list of {region}: {why}", way_out)
    return None

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions to the catalogue: what does this region offer on this day?"""

from __future__ import annotations

import datetime
from functools import lru_cache

from .amazon_cohere import EMBEDDINGS, NOVA
from .claude import CLAUDE
from .model import Model, SystemProfile
from .profiles import OFFERS, Offer

MODELS = {model.id: model for model in CLAUDE + NOVA + EMBEDDINGS}
GEOGRAPHIES = tuple(dict.fromkeys(offer.geography for offer in OFFERS))


def find_model(model_id: str) -> Model | None:
    """A model by its id, whenever and wherever it is or was offered."""
    return MODELS.get(model_id)


@lru_cache(maxsize=256)
def models_in(region: str, day: datetime.date) -> tuple[Model, ...]:
    """The models that ListFoundationModels shows."""
    return tuple(model for model in MODELS.values() if model.offered_on(day) and inference_types(model, region))


def inference_types(model: Model, region: str) -> tuple[str, ...]:
    """ON_DEMAND (and PROVISIONED) or INFERENCE_PROFILE; empty where the region does not have the model."""
    if region in model.on_demand:
        return ("ON_DEMAND", "PROVISIONED") if model.provisioned else ("ON_DEMAND",)
    return ("INFERENCE_PROFILE",) if region in _profile_regions(model.id) else ()


@lru_cache(maxsize=256)
def _profile_regions(model_id: str) -> frozenset[str]:
    """Regions that route to the model or are routed to."""
    offers = [offer for offer in OFFERS if model_id in offer.models]
    return frozenset().union(*(offer.sources | offer.destinations for offer in offers))


@lru_cache(maxsize=256)
def system_profiles_in(region: str, day: datetime.date) -> tuple[SystemProfile, ...]:
    """The system-defined profiles whose source is this region."""
    return tuple(
        SystemProfile(offer.geography, MODELS[model_id], region, _destinations(offer, region))
        for offer in OFFERS
        if region in offer.sources
        for model_id in offer.models
        if MODELS[model_id].offered_on(day)
    )


def _destinations(offer: Offer, source: str) -> tuple[str, ...]:
    """Destinations in AWS's manner, not sorted: the recorded list (1.6) begins with the source and then falls."""
    return tuple(sorted(offer.destinations, key=lambda region: (region == source, region), reverse=True))

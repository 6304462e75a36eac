# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From what a user writes as ``model_source`` to the one ARN that a profile is copied from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import (
    APPLICATION_INFERENCE_PROFILE,
    FOUNDATION_MODEL,
    BedrockArn,
    model_ids,
    parse_arn,
    partition_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.nearest import nearest_ids
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import (
    GEOGRAPHIES,
    GLOBAL,
    Catalogue,
    FoundationModel,
    SystemProfile,
    geography_of,
)

#: A demand for the one geographic (not global) profile of the region, whichever it is.
ANY = "any"


class SourceError(ValueError):
    """A source that cannot be resolved: a code, why it cannot, and what would do; as text one sentence of both."""

    def __init__(self, code: str, problem: str, way_out: str, *, joint: str = ": ") -> None:
        self.code, self.problem, self.way_out = code, problem, way_out
        super().__init__(f"{problem}{joint}{way_out}")


@dataclass(frozen=True, slots=True)
class Source:
    """A resolved source: its ARN, the model behind it and what a profile copied from it lists as ``models``."""

    arn: str
    model_id: str
    model_arns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceRequest:
    """A model source to resolve in one region: the text, an enforced geography, and a preferred one."""

    text: str
    region: str
    geography: str | None = None
    default_geography: str | None = None


def needs_catalogue(request: SourceRequest) -> bool:
    """Whether the text does not determine the ARN: a bare model id, a profile id, or an ARN without its account."""
    arn = parse_arn(request.text)
    return arn is None or (arn.kind != FOUNDATION_MODEL and not arn.account)


def shape_problem(request: SourceRequest) -> str | None:
    """What is wrong with the text itself, before anything is call to AWS."""
    error = _shape_error(request)
    return str(error) if error else None


def _shape_error(request: SourceRequest) -> SourceError | None:
    if not request.text.startswith("arn:"):
        return None
    arn = parse_arn(request.text)
    if arn is None:
        problem = f"'{request.text}' is no ARN of a foundation model or of a system-defined inference profile"
        return SourceError("invalid_source", problem, "give such an ARN, or the bare id of a model")
    if arn.kind == APPLICATION_INFERENCE_PROFILE:
        problem = "an application inference profile cannot be a source"
        return SourceError("invalid_source", problem, "name the model or system-defined profile behind it")
    if arn.region != request.region:
        would_do = str(BedrockArn(partition_of(request.region), request.region, arn.account, arn.kind, arn.id))
        return SourceError(
            "source_of_other_region",
            f"the source {arn} is of region {arn.region or '(none)'} and cannot serve a profile in {request.region}",
            f"give the bare id '{arn.id}', which is resolved in each region, or {would_do}",
        )
    return None


def resolve(
    request: SourceRequest, catalogue: Catalogue, *, elsewhere: Mapping[str, Catalogue] | None = None
) -> Source:
    """The source behind the text in its region, from the live lists; raises SourceError with the choices."""
    error = _shape_error(request)
    if error:
        raise error
    arn = parse_arn(request.text)
    identifier = arn.id if arn else request.text
    named_profile = catalogue.profiles.get(identifier)
    if (arn and arn.kind != FOUNDATION_MODEL) or named_profile or geography_of(identifier):
        return _system_profile(request, identifier, arn, catalogue, elsewhere or {})
    if arn:
        return _foundation_model_arn(request, identifier, catalogue, elsewhere or {})
    return _bare_model(request, catalogue, elsewhere or {})


def _system_profile(
    request: SourceRequest,
    profile_id: str,
    arn: BedrockArn | None,
    catalogue: Catalogue,
    elsewhere: Mapping[str, Catalogue],
) -> Source:
    profile = catalogue.profiles.get(profile_id)
    if profile is None:
        raise _absent_profile(profile_id, catalogue, elsewhere)
    listed = parse_arn(profile.arn)
    if arn and arn.account and listed and listed.account and arn.account != listed.account:
        problem = f"the source {arn} is of account {arn.account}, not of this one ({listed.account})"
        raise SourceError("source_of_other_account", problem, "leave the account out")
    if request.geography and request.geography not in (profile.geography, ANY):
        problem = f"'{profile_id}' is of geography {profile.geography}, but geography {request.geography} is demanded"
        raise SourceError("geography_mismatch", problem, "change one of the two")
    return _from_profile(profile)


def _foundation_model_arn(
    request: SourceRequest, model_id: str, catalogue: Catalogue, elsewhere: Mapping[str, Catalogue]
) -> Source:
    model = catalogue.models.get(model_id)
    if model is None:
        raise _absent_model(model_id, catalogue, elsewhere)
    if not model.on_demand:
        raise SourceError(
            "profile_only_model",
            f"{model_id} is offered in {request.region} only through an inference profile, "
            "so its ARN cannot be the source",
            f"give {_choices(catalogue.serving(model_id))}, or the bare id with a geography",
        )
    if request.geography:
        raise SourceError(
            "geography_mismatch",
            f"geography {request.geography} is demanded, but a foundation-model ARN routes to {request.region} alone",
            f"give the bare id '{model_id}' or leave the geography out",
        )
    return _from_model(model)


def _bare_model(request: SourceRequest, catalogue: Catalogue, elsewhere: Mapping[str, Catalogue]) -> Source:
    model_id = request.text
    model = catalogue.models.get(model_id)
    serving = catalogue.serving(model_id)
    if model is None and not serving:
        raise _absent_model(model_id, catalogue, elsewhere)
    if request.geography:
        return _from_profile(_demanded(request, request.geography, serving, model))
    if model is not None and model.on_demand:
        return _from_model(model)
    return _from_profile(_only_one(request, serving))


def _demanded(
    request: SourceRequest, geography: str, serving: tuple[SystemProfile, ...], model: FoundationModel | None
) -> SystemProfile:
    if geography == ANY:
        return _only_one(request, serving)
    found = [profile for profile in serving if profile.geography == geography]
    if found:
        return found[0]
    others = _choices(serving) if serving else "no inference profile at all"
    alone = "; without a geography the model itself would be used" if model is not None and model.on_demand else ""
    problem = f"no {geography} profile serves {request.text} in {request.region}"
    raise SourceError("no_geography", problem, f"the region has {others}{alone}")


def _only_one(request: SourceRequest, serving: tuple[SystemProfile, ...]) -> SystemProfile:
    geographic = [profile for profile in serving if profile.geography != GLOBAL]
    if len(geographic) > 1:
        preferred = [profile for profile in geographic if profile.geography == request.default_geography]
        geographic = preferred or geographic
    if len(geographic) == 1:
        return geographic[0]
    if geographic:
        problem = f"{request.text} is served by several profiles in {request.region}"
        way_out = f"say which, with model_source or geography, of {_choices(tuple(geographic))}"
        raise SourceError("several_geographies", problem, way_out)
    if serving:
        raise SourceError(
            "global_without_opt_in",
            f"{request.text} is offered in {request.region} only worldwide",
            f"if requests may be served worldwide, opt in with geography: global or model_source {_choices(serving)}",
        )
    raise SourceError(
        "unusable_model",
        f"{request.text} is listed in {request.region} but can be used neither on demand "
        "nor through an inference profile there",
        "choose another model or region",
    )


def _from_profile(profile: SystemProfile) -> Source:
    models = sorted(model_ids(profile.model_arns))
    return Source(profile.arn, models[0] if models else profile.profile_id, profile.model_arns)


def _from_model(model: FoundationModel) -> Source:
    return Source(model.arn, model.model_id, (model.arn,))


def _absent_model(model_id: str, catalogue: Catalogue, elsewhere: Mapping[str, Catalogue]) -> SourceError:
    places = sorted(
        region for region, other in elsewhere.items() if model_id in other.models or other.serving(model_id)
    )
    if places:
        problem = f"model '{model_id}' is not offered in {catalogue.region}"
        return SourceError("model_not_in_region", problem, _there(places), joint="; ")
    known = {model for other in (catalogue, *elsewhere.values()) for model in other.models}
    return _unknown("unknown_model", f"model '{model_id}' is unknown in {catalogue.region}", model_id, known)


def _absent_profile(profile_id: str, catalogue: Catalogue, elsewhere: Mapping[str, Catalogue]) -> SourceError:
    places = sorted(region for region, other in elsewhere.items() if profile_id in other.profiles)
    bare = profile_id.partition(".")[2]
    problem = f"system-defined profile '{profile_id}' is not offered in {catalogue.region}"
    if places:
        return SourceError("model_not_in_region", problem, _there(places), joint="; ")
    if geography_of(profile_id) in GEOGRAPHIES and (serving := catalogue.serving(bare)):
        return SourceError("no_geography", problem, f"{bare} is served there by {_choices(serving)}", joint="; ")
    return _unknown("unknown_model", problem, profile_id, set(catalogue.profiles))


def _there(places: list[str]) -> str:
    return f"of the requested regions, it is in {', '.join(places)}"


def _unknown(code: str, problem: str, text: str, known: set[str]) -> SourceError:
    near = nearest_ids(text, known)
    if near:
        named = " or ".join(f"'{one}'" for one in near)
        return SourceError(code, problem, f"did you mean {named}?", joint="; ")
    return SourceError(code, problem, "foundation_model_info lists what the region has")


def _choices(profiles: tuple[SystemProfile, ...]) -> str:
    return (
        " or ".join(f"'{profile.profile_id}'" for profile in profiles)
        or "a profile that serves it (none is offered there)"
    )

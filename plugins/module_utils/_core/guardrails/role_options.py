# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guardrail of a role: the user's options over the defaults, or existing ones by region; all problems reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError, as_map, as_scalars, as_texts
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.existing import read_existing
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.options import FORMS, LISTED, TEXT_RULES
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.requests import wanted_guardrails
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.rules import Rule
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import Regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, MANAGED_BY, WORKLOAD

EXISTING, TAGS = "existing", "tags"
_MAPS = tuple(option for option in FORMS if option not in LISTED)
_TEXTS = (*TEXT_RULES, "version_description")
KNOWN = (*_TEXTS, "prompt_attack", *FORMS, TAGS, EXISTING)
#: What an option becomes that the user takes away; others are only left out.
_NOTHING: dict[str, Any] = (
    dict.fromkeys(("description", "guardrail_profile", "blocked_input_messaging", "blocked_outputs_messaging"), "")
    | {"prompt_attack": "NONE"}
    | {option: {} for option in _MAPS}
    | {option: [] for option in LISTED}
)
#: Options of the module that a role decides in another way; ``{role}`` is the beginning of its variables.
_OF_THE_ROLE = {
    "name": "is always <workload>-<environment> here; leave it out",
    "state": "is not for you to set here; it is there as long as an entry has enable_guardrails",
    "publish_version": "is always true here; leave it out",
    "purge_tags": "is always true here; leave it out",
    "ignore_tags": "is that of the role; set {role}_ignore_tags",
    "keep_versions": "is for the module genai.bedrock.guardrail; leave it out, and run that after the role",
    "adopt": "is that of the role; set {role}_adopt",
    "workers": "is that of the role; set {role}_workers",
    "regions": "are those of entries with enable_guardrails; set {role}_regions, or regions of entries",
    "region": "is that of entries with enable_guardrails; set {role}_regions, or regions of entries",
}
_OWN_TAGS = (MANAGED_BY, ENVIRONMENT, WORKLOAD)


@dataclass(frozen=True, slots=True)
class Request:
    """The request of a role: the user's options (under ``variable``), its defaults, and the always blocked word."""

    variable: str
    name: str
    given: object = None
    catalogue: Mapping[str, Any] = field(default_factory=dict)
    tags: object = None
    phrase: str = ""
    #: Regions in which entries request a guardrail.
    regions: Sequence[str] = ()
    #: Regions that exist.
    known: Regions = field(default_factory=Regions)


def role_guardrail(request: Request) -> dict[str, Any]:
    """``options`` and ``tags`` for the module, ``existing`` (region → identifier and version), and ``errors``.

    Maps are merged entry by entry, everything else as a whole. An option that is null or empty takes the default away,
    and so does an entry of a map that is null.
    """
    try:
        given = as_map({} if request.given is None else request.given)
    except CastError as error:
        return _answer(errors=[InputProblem(request.variable, str(error))])
    errors = [problem.below(f"{request.variable}.") for problem in _unknown(given, request.variable)]
    existing, wrong = read_existing(given.get(EXISTING), request.regions, request.known)
    errors += [problem.below(f"{request.variable}.{EXISTING}") for problem in wrong]
    if given.get(EXISTING):
        others = ", ".join(option for option in given if option in KNOWN and option != EXISTING)
        if others:
            text = f"cannot be combined, since an existing guardrail is not changed; remove {others}, or {EXISTING}"
            errors.append(InputProblem(f"{request.variable}.{EXISTING}", text))
        return _answer(existing=existing, errors=errors)
    options, tags, wrong = _merged(request, given)
    errors += [problem.below(f"{request.variable}.") for problem in wrong]
    return _answer(options=options, tags=tags, errors=errors)


def _answer(**found: Any) -> dict[str, Any]:
    return {"options": {}, TAGS: {}, EXISTING: {}, "errors": []} | found


def _unknown(given: Mapping[str, Any], variable: str) -> list[InputProblem]:
    role = variable.removesuffix("_guardrail")
    found = []
    for option in given:
        if option in _OF_THE_ROLE:
            found.append(InputProblem(option, _OF_THE_ROLE[option].format(role=role)))
        elif option not in KNOWN:
            found.append(InputProblem(option, f"is unknown; {did_you_mean(option, KNOWN)}"))
    return found


def _merged(request: Request, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any], list[InputProblem]]:
    options = dict(request.catalogue)
    errors: list[InputProblem] = []
    for option, value in given.items():
        if option not in KNOWN or option in (TAGS, EXISTING):
            continue
        try:
            written = _cast(option, value)
        except CastError as error:
            errors.append(InputProblem(option, str(error)))
            continue
        default = options.pop(option, None)
        if option in _MAPS and written:
            written, wrong = _over(default or {}, written, FORMS[option].key)
            errors += [problem.below(f"{option}.") for problem in wrong]
        options |= {option: written} if written is not None else {}
    own, wrong = _own_tags(given.get(TAGS))
    errors += wrong + _broken(options, own, request.name)
    if request.phrase and not any(_word(word) == request.phrase for word in options.get("words") or ()):
        options["words"] = [*(options.get("words") or ()), request.phrase]
    return options, _tags(request.tags, own), errors


def _cast(option: str, value: object) -> Any:
    """The value with the type that the option has, whose elements are the module's to read; None leaves it out."""
    if value is None or value == "" or value in ({}, []):
        return _NOTHING.get(option)
    if option in _MAPS:
        return as_map(value)
    if option in LISTED:
        return list(value) if isinstance(value, (list, tuple)) else as_texts(value)
    return value


def _over(
    default: Mapping[str, Any], value: Mapping[str, Any], rule: Rule
) -> tuple[dict[str, Any], list[InputProblem]]:
    """The user's entries over the defaults, and problems of null entries, which no later check would see."""
    merged = dict(default)
    wrong: list[InputProblem] = []
    for key, element in value.items():
        # Types and categories may be written in any case; the defaults have them as AWS writes them.
        merged[key.upper() if key.upper() in merged else key] = element
        try:
            if element is None:
                rule(key)
        except CastError as error:
            wrong.append(InputProblem(key, str(error)))
    return {key: element for key, element in merged.items() if element is not None}, wrong


def _own_tags(value: object) -> tuple[dict[str, Any], list[InputProblem]]:
    try:
        tags = as_scalars({} if value is None else value)
    except CastError as error:
        return {}, [InputProblem(TAGS, str(error))]
    text = "is written by the role itself; leave the tag out"
    wrong = [InputProblem(f"{TAGS}.{key}", text) for key in tags if key in _OWN_TAGS]
    return {key: text for key, text in tags.items() if key not in _OWN_TAGS}, wrong


def _tags(common: object, own: Mapping[str, Any]) -> dict[str, Any]:
    """The environment's tags below the user's; null removes one. Problems of the former are reported elsewhere."""
    try:
        below = as_map({} if common is None else common)
    except CastError:
        below = {}
    return {key: text for key, text in {**below, **own}.items() if text is not None}


def _broken(options: Mapping[str, Any], tags: Mapping[str, Any], name: str) -> list[InputProblem]:
    """Every rule of the module that these options break, under their paths."""
    try:
        wanted_guardrails({**options, "name": name, TAGS: _tags(None, tags)}, regions=())
    except ProblemError as error:
        return [InputProblem(str(problem.key), problem.message) for problem in error.problems]
    return []


def _word(word: object) -> object:
    return word.get("text") if isinstance(word, Mapping) else word

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the module's options to settings: short and long forms, every value checked, every problem with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails import rules
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import (
    PROFILE,
    PROMPT_ATTACK,
    STANDARD,
    Content,
    Element,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

_SIDED: dict[str, tuple[str, rules.Rule]] = {
    "input_action": ("inputAction", rules.one_of(rules.ACTIONS)),
    "output_action": ("outputAction", rules.one_of(rules.ACTIONS)),
    "input_enabled": ("inputEnabled", rules.flag),
    "output_enabled": ("outputEnabled", rules.flag),
}
_SENSITIVE: dict[str, tuple[str, rules.Rule]] = _SIDED | {
    "action": ("action", rules.one_of(rules.SENSITIVE_ACTIONS)),
    "input_action": ("inputAction", rules.one_of(rules.SENSITIVE_ACTIONS)),
    "output_action": ("outputAction", rules.one_of(rules.SENSITIVE_ACTIONS)),
}
_CONTENT: dict[str, tuple[str, rules.Rule]] = _SIDED | {
    "input_strength": ("inputStrength", rules.one_of(rules.STRENGTHS)),
    "output_strength": ("outputStrength", rules.one_of(rules.STRENGTHS)),
    "input_modalities": ("inputModalities", rules.modalities),
    "output_modalities": ("outputModalities", rules.modalities),
}
_LONG_DEFINITION = rules.text(1000)


@dataclass(frozen=True, slots=True)
class Form:
    """How the elements of an option are written: their keys, their members, what one value alone means, how many."""

    key: rules.Rule
    members: Mapping[str, tuple[str, rules.Rule]]
    short: tuple[str, ...]
    required: tuple[str, ...] = ()
    defaults: Mapping[str, Any] | None = None
    most: int | None = None


FORMS = {
    "content_filters": Form(
        rules.one_of(rules.CONTENT_FILTERS),
        _CONTENT,
        ("input_strength", "output_strength"),
        ("input_strength", "output_strength"),
    ),
    "denied_topics": Form(
        rules.topic_name,
        _SIDED | {"definition": ("definition", rules.text(200)), "examples": ("examples", rules.examples)},
        ("definition",),
        ("definition",),
        most=30,
    ),
    "words": Form(rules.text(100), _SIDED, (), most=10000),
    "managed_word_lists": Form(rules.one_of(rules.MANAGED_WORD_LISTS), _SIDED, ()),
    "pii_entities": Form(rules.one_of(rules.PII_ENTITIES), _SENSITIVE, ("action",), defaults={"action": "BLOCK"}),
    "regexes": Form(
        rules.text(100),
        _SENSITIVE | {"pattern": ("pattern", rules.pattern), "description": ("description", rules.text(1000))},
        ("pattern",),
        ("pattern",),
        {"action": "BLOCK"},
        30,
    ),
    "grounding": Form(
        rules.one_of(rules.GROUNDING),
        {
            "threshold": ("threshold", rules.threshold),
            "action": ("action", rules.one_of(rules.ACTIONS)),
            "enabled": ("enabled", rules.flag),
        },
        ("threshold",),
        ("threshold",),
    ),
}
_ATTACK_MEMBERS = {name: member for name, member in _CONTENT.items() if name.startswith("input_")}
_ATTACK = Form(rules.one_of((PROMPT_ATTACK,)), _ATTACK_MEMBERS, ("input_strength",), ("input_strength",))
#: Lists name their elements' keys by this member.
LISTED = {"words": "text", "managed_word_lists": "type"}
_TIER = rules.one_of(("CLASSIC", STANDARD))
#: Options that are plain texts.
TEXT_RULES: dict[str, rules.Rule] = {
    "description": rules.text(200, least=0),
    "blocked_input_messaging": rules.text(500),
    "blocked_outputs_messaging": rules.text(500),
    "kms_key_id": rules.key_id,
    PROFILE: rules.profile_id,
    "content_filters_tier": _TIER,
    "denied_topics_tier": _TIER,
    "grounding_tier": _TIER,
}


class Reader:
    """Reads options one by one and keeps every problem."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def content(self, options: Mapping[str, Any]) -> Content:
        """The settings of those options that are set."""
        texts, parts = {}, {}
        for option, rule in TEXT_RULES.items():
            if options.get(option) is not None:
                texts[option] = self._cast(rule, options[option], option) or ""
        for option in FORMS:
            if options.get(option) is not None:
                parts[option] = self._elements(option, options[option], texts)
        if (attack := options.get("prompt_attack")) is not None:
            parts["prompt_attack"] = self._prompt_attack(attack)
        return Content(texts, {option: _effective(option, elements) for option, elements in parts.items()})

    def _prompt_attack(self, value: object) -> dict[str, Element]:
        # Prompt attacks are detected in prompts only, and AWS requires this explicitly.
        element = self._element(_ATTACK, value, "prompt_attack")
        return {PROMPT_ATTACK: {**element, "outputStrength": "NONE"}}

    def _elements(self, option: str, value: object, texts: Mapping[str, str]) -> dict[str, Element]:
        form = FORMS[option]
        if option == "denied_topics" and texts.get("denied_topics_tier") == STANDARD:
            form = _with_member(form, "definition", _LONG_DEFINITION)
        found: dict[str, Element] = {}
        for written, element in self._pairs(option, value):
            path = f"{option}.{written}"
            key = self._cast(form.key, written, path)
            if key in found:
                self._add_problem(f"'{key}' is there twice: name it once", path)
            elif key is not None:
                found[key] = self._element(form, element, path)
        if form.most is not None and len(found) > form.most:
            self._add_problem(f"has {len(found)} entries: at most {form.most} are allowed", option)
        return found

    def _pairs(self, option: str, value: object) -> Iterator[tuple[Any, object]]:
        """Each element with its key, from a map or, where the option is a list, from a list."""
        if option not in LISTED:
            if isinstance(value, Mapping):
                yield from value.items()
            return
        key = LISTED[option]
        for number, item in enumerate(value if isinstance(value, Sequence) else [], 1):
            if not isinstance(item, Mapping):
                yield item, {}
            elif key in item:
                yield item[key], {name: member for name, member in item.items() if name != key}
            else:
                self._add_problem(f"entry {number} lacks {key}: write a text, or a map with {key}", option)

    def _element(self, form: Form, value: object, path: str) -> Element:
        if value is None and form.short:
            self._add_problem(f"has no value: write {form.short[0]}, or a map of options", path)
            return {}
        members = value if isinstance(value, Mapping) else dict.fromkeys(form.short, value)
        element: dict[str, Any] = dict(form.defaults or {})
        for name, written in members.items():
            if name not in form.members:
                self._add_problem(f"'{name}' is unknown: {did_you_mean(str(name), form.members)}", f"{path}.{name}")
            elif written is not None:
                member, rule = form.members[name]
                shown = f"{path}.{name}" if isinstance(value, Mapping) else path
                element[member] = self._cast(rule, written, shown)
        for name in form.required:
            if members.get(name) is None:
                self._add_problem(f"{name} is missing: set it", path)
        return element

    def _cast(self, rule: Callable[[object], Any], value: object, path: str) -> Any:
        try:
            return rule(value)
        except CastError as error:
            self._add_problem(str(error), path)
            return None

    def _add_problem(self, message: str, path: str) -> None:
        problem = Problem(message, path)
        # One value for two members has one problem.
        if problem not in self.problems:
            self.problems.append(problem)


def _effective(option: str, elements: Mapping[str, Element]) -> Mapping[str, Element]:
    """Content filters without strength are dropped: strength NONE removes a filter."""
    if option not in ("content_filters", "prompt_attack"):
        return elements
    strengths = ("inputStrength", "outputStrength")
    return {key: element for key, element in elements.items() if any(element.get(name) != "NONE" for name in strengths)}


def _with_member(form: Form, name: str, rule: rules.Rule) -> Form:
    members = {**form.members, name: (form.members[name][0], rule)}
    return Form(form.key, members, form.short, form.required, form.defaults, form.most)

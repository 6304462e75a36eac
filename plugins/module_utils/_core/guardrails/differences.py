# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the settings of a guardrail differ from wanted ones, as reasons.

GetGuardrail returns lists in its own order, and some members that were not sent (a tier always, hashicorp's
provider found; of actions nothing is documented). So elements are compared by their keys, and a member that one side
lacks counts as what AWS does without it: block, on both sides, text only, tier CLASSIC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.content import (
    ALL_TEXTS,
    CLASSIC,
    PARTS,
    PROFILE,
    TIERS,
    Content,
    Element,
)

_NAMED = 5
_SIDES = ("input", "output")
_CONTENT = ("content_filters", "prompt_attack")
#: What the summary of an element does not show in full.
_LONG = 40


def differences(live: Content, wanted: Content) -> tuple[str, ...]:
    """Differences between live and wanted settings; unset options are ignored."""
    return (*_text_reasons(live, wanted), *_part_reasons(live, wanted))


def whole(content: Content, *, without: Iterable[str] = ()) -> Content:
    """All options set: missing ones are empty."""
    left_out = set(without)
    texts = {option: content.texts.get(option, "") for option in ALL_TEXTS if option not in left_out}
    return Content(texts, {option: content.parts.get(option, {}) for option in PARTS}, content.reasoning)


def _text_reasons(live: Content, wanted: Content) -> Iterator[str]:
    for option, text in wanted.texts.items():
        current = live.texts.get(option, "")
        if option in TIERS:
            # An empty policy has no tier either.
            policy = TIERS[option]
            if live.has(policy) and (current or CLASSIC) != (text or CLASSIC):
                yield f"{option} {current or CLASSIC} → {text or CLASSIC}"
        elif option in (PROFILE, "kms_key_id"):
            if not _same_name(current, text):
                yield f"{option} {current or 'none'} → {text or 'none'}"
        elif current != text:
            yield f"{option} differs"


def _part_reasons(live: Content, wanted: Content) -> Iterator[str]:
    for option, elements in wanted.parts.items():
        current = _effective(option, live.parts.get(option, {}))
        requested = _effective(option, elements)
        added, removed = (
            [key for key in requested if key not in current],
            [key for key in current if key not in requested],
        )
        changed = {
            key: texts
            for key, element in requested.items()
            if key in current and (texts := ", ".join(_element_reasons(option, current[key], element)))
        }
        if added:
            yield f"{option}: {_few(added)} added"
        if removed:
            yield f"{option}: {_few(removed)} removed"
        if changed:
            yield f"{option}: {_few([f'{key} ({texts})' for key, texts in changed.items()])}"


def _effective(option: str, elements: Mapping[str, Element]) -> Mapping[str, Element]:
    """A content filter without strength on both sides is dropped."""
    if option not in _CONTENT:
        return elements
    return {key: element for key, element in elements.items() if any(_strength(element, side) for side in _SIDES)}


def _element_reasons(option: str, live: Element, wanted: Element) -> Iterator[str]:
    for member in sorted({*live, *wanted}):
        if member not in wanted and _is_idle(option, member, wanted):
            continue
        current, requested = _value(live, member), _value(wanted, member)
        if current != requested:
            shown = f"{_shown(current)} → {_shown(requested)}"
            yield f"{member} {shown}" if len(shown) <= _LONG else f"{member} differs"


def _is_idle(option: str, member: str, wanted: Element) -> bool:
    """Whether an unset member belongs to a side on which the filter is off."""
    if option not in _CONTENT:
        return False
    return any(member.startswith(side) and not _strength(wanted, side) for side in _SIDES)


def _strength(element: Element, side: str) -> bool:
    return bool(element.get(f"{side}Strength", "NONE") != "NONE")


def _value(element: Element, member: str) -> Any:
    """A member's value so that equal things compare equal, whatever their order and whether or not they were sent."""
    value = element.get(member)
    if value is None:
        value = _unset(element, member)
    return sorted(value) if isinstance(value, (list, tuple)) else value


def _unset(element: Element, member: str) -> Any:
    if member in ("inputAction", "outputAction"):
        return element.get("action", "BLOCK")
    if member == "action":
        return "BLOCK"
    if member in ("inputEnabled", "outputEnabled", "enabled"):
        return True
    if member in ("inputModalities", "outputModalities"):
        return ["TEXT"]
    return [] if member == "examples" else ""


def _shown(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _same_name(current: str, requested: str) -> bool:
    """An ARN and the bare name in it are the same."""
    return current == requested or (
        bool(current and requested) and current.rpartition("/")[2] == requested.rpartition("/")[2]
    )


def _few(texts: list[str]) -> str:
    more = len(texts) - _NAMED
    return ", ".join(texts[:_NAMED]) + (f" and {more} more" if more > 0 else "")

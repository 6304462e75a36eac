# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guardrail of a role: what wins over which default, and that nothing of it is ignored in silence."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.role_options import (
    Request,
    role_guardrail,
)

TEXTS = {"blocked_input_messaging": "Not that.", "blocked_outputs_messaging": "Not that."}
CATALOGUE = {
    **TEXTS,
    "description": "What may be said",
    "content_filters": {"HATE": "HIGH", "SEXUAL": "HIGH"},
    "prompt_attack": "HIGH",
    "managed_word_lists": ["PROFANITY"],
    "words": [],
    "pii_entities": {"PASSWORD": "BLOCK", "EMAIL": "ANONYMIZE"},
    "denied_topics": {},
}
US = "us-east-1"
PIN = {"identifier": "abc123", "version": "7"}


def made(given: Any, **more: Any) -> dict[str, Any]:
    return role_guardrail(Request("cai_guardrail", "cai-dev", given, CATALOGUE, **{"regions": (US,), **more}))


@pytest.mark.parametrize("nothing", [None, {}, "", "{}"])
def test_without_options_the_defaults_hold(nothing: Any) -> None:
    assert made(nothing) == {"options": CATALOGUE, "tags": {}, "existing": {}, "errors": []}


@pytest.mark.parametrize(
    ("given", "changed"),
    [
        ({"words": ["purple elephant"]}, {"words": ["purple elephant"]}),
        ({"words": "purple elephant,acme"}, {"words": ["purple elephant", "acme"]}),
        ({"pii_entities": {"EMAIL": "BLOCK"}}, {"pii_entities": {"PASSWORD": "BLOCK", "EMAIL": "BLOCK"}}),
        ({"pii_entities": {"email": "BLOCK"}}, {"pii_entities": {"PASSWORD": "BLOCK", "EMAIL": "BLOCK"}}),
        ({"pii_entities": '{"EMAIL": null}'}, {"pii_entities": {"PASSWORD": "BLOCK"}}),
        ({"pii_entities": {"PHONE": None}}, {}),
        ({"pii_entities": {}}, {"pii_entities": {}}),
        ({"pii_entities": None}, {"pii_entities": {}}),
        ({"content_filters": {"HATE": None}}, {"content_filters": {"SEXUAL": "HIGH"}}),
        ({"denied_topics": {"Law": "About it."}}, {"denied_topics": {"Law": "About it."}}),
        ({"managed_word_lists": None}, {"managed_word_lists": []}),
        ({"prompt_attack": None}, {"prompt_attack": "NONE"}),
        ({"description": None}, {"description": ""}),
        ({"kms_key_id": "alias/guard"}, {"kms_key_id": "alias/guard"}),
        ({"kms_key_id": None, "content_filters_tier": "", "version_description": None}, {}),
        ({"version_description": "Of today", "grounding": {"GROUNDING": 0.5}},) * 2,
        ({"existing": None}, {}),
        ({"existing": {}}, {}),
    ],
    ids=str,
)
def test_what_is_set_wins_and_nothing_takes_a_default_away(given: dict[str, Any], changed: dict[str, Any]) -> None:
    reported = made(given)
    assert (reported["options"], reported["errors"]) == (CATALOGUE | changed, [])


@pytest.mark.parametrize(
    ("words", "blocked"),
    [
        ([], ["planted"]),
        (["a"], ["a", "planted"]),
        (["planted"],) * 2,
        ([{"text": "planted", "output_enabled": "no"}],) * 2,
    ],
)
def test_the_phrase_is_blocked_in_any_case(words: list[Any], blocked: list[Any]) -> None:
    assert made({"words": words}, phrase="planted")["options"]["words"] == blocked


def test_tags_are_laid_over_those_of_the_environment() -> None:
    common = {"Team": "a", "CostCenter": 7, "Old": "x", "Unset": None}
    reported = made({"tags": {"Team": "b", "Old": None}}, tags=common)
    assert (reported["tags"], reported["errors"]) == ({"Team": "b", "CostCenter": 7}, [])
    assert made({}, tags="x")["tags"] == {}


BOTH = "cannot be combined, since an existing guardrail is not changed; remove words, tags, or existing"


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ([], [": must be a map, not a list"]),
        ({"word": ["x"]}, [".word: is unknown; did you mean 'words'?"]),
        ({"xxx": 1}, [".xxx: is unknown; it is one of description, blocked_input_messaging, "]),
        ({"adopt": True}, [".adopt: is that of the role; set cai_adopt"]),
        ({"workers": 3}, [".workers: is that of the role; set cai_workers"]),
        ({"regions": [US]}, [".regions: are those of entries with enable_guardrails; set cai_regions"]),
        ({"region": US}, [".region: is that of entries with enable_guardrails; set cai_regions"]),
        ({"state": "absent"}, [".state: is not for you to set here; it is there as long as"]),
        ({"name": "x"}, [".name: is always <workload>-<environment> here"]),
        ({"publish_version": False}, [".publish_version: is always true here"]),
        ({"purge_tags": False}, [".purge_tags: is always true here"]),
        ({"endpoint_url": "x"}, [".endpoint_url: is unknown; "]),
        ({"content_filters": ["HATE"]}, [".content_filters: must be a map, not a list"]),
        ({"words": {"a": 1}}, [".words: must be a list, not a map"]),
        (
            {"content_filters": {"HATE": "HIHG", "SEXUL": "LOW"}},
            [".content_filters.HATE: 'HIHG' is unknown", ".content_filters.SEXUL: 'SEXUL' is unknown: did you mean"],
        ),
        ({"pii_entities": {"PASWORD": None}}, [".pii_entities.PASWORD: 'PASWORD' is unknown: did you mean 'PASSWORD'"]),
        ({"blocked_input_messaging": None}, [".blocked_input_messaging: has 0 characters: 1 to 500 are allowed"]),
        (
            {"tags": {"Environment": "x", "Team": "é"}},
            [".tags.Environment: is written by the role", ".tags: the value"],
        ),
        ({"tags": "x"}, [".tags: must be a map, not 'x'"]),
        ({"existing": {US: PIN}, "words": [], "tags": {}, "wrods": 1}, [".wrods: is unknown", f".existing: {BOTH}"]),
    ],
    ids=str,
)
def test_nothing_is_ignored(given: Any, errors: list[str]) -> None:
    reported = [*map(str, made(given)["errors"])]
    assert len(reported) == len(errors)
    for line, wanted in zip(reported, errors, strict=True):
        assert line.startswith(f"cai_guardrail{wanted}")


def test_existing_ones_take_the_place_of_options() -> None:
    assert made({"existing": {US: PIN}}) == {"options": {}, "tags": {}, "existing": {US: PIN}, "errors": []}

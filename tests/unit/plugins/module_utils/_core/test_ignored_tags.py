# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags of others on our resources: neither removed, compared nor changed, and never our own."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignore_options import as_ignored
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import diff_tags

TAGGER = IgnoredTags(frozenset({"CostCenter"}), ("org:",))


@pytest.mark.parametrize(
    ("actual", "wanted", "put", "remove"),
    [
        ({"CostCenter": "1", "org:a": "b", "x": "y"}, {}, {}, ("x",)),
        ({"CostCenter": "1"}, {"CostCenter": "2", "Team": "a"}, {"Team": "a"}, ()),
        ({}, {"CostCenter": "2", "org:a": "b"}, {}, ()),
        ({"costcenter": "1", "an org:a": "b"}, {}, {}, ("an org:a", "costcenter")),
    ],
)
def test_they_are_neither_put_nor_removed(actual, wanted, put, remove) -> None:
    delta = diff_tags(actual, wanted, purge=True, ignore=TAGGER)
    assert (delta.put, delta.remove) == (put, remove)


@pytest.mark.parametrize(
    ("value", "ignored"),
    [
        (None, IgnoredTags()),
        ({}, IgnoredTags()),
        ({"keys": None, "key_prefixes": None}, IgnoredTags()),
        ({"keys": ["CostCenter"], "key_prefixes": "org:"}, TAGGER),
        ('{"keys": "CostCenter", "key_prefixes": ["org:"]}', TAGGER),
    ],
)
def test_how_they_are_written(value, ignored) -> None:
    assert as_ignored(value) == ignored


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (["CostCenter"], "must be a map"),
        ({"key": ["a"]}, "has an unknown 'key': did you mean 'keys'?"),
        ({"keys": ["ManagedBy"]}, "covers ManagedBy, by which this collection knows its resources"),
        ({"key_prefixes": ["Created"]}, "covers CreatedBy, CreatedDate, by which"),
        ({"key_prefixes": [""]}, "has an empty text"),
        ({"keys": ["Own"]}, "covers Own, by which"),
    ],
)
def test_what_is_wrong(value, text) -> None:
    with pytest.raises(CastError) as caught:
        as_ignored(value, ["Own"])
    assert text in str(caught.value)


def test_two_of_them_together() -> None:
    assert IgnoredTags(frozenset({"a"}), ("b",)) | IgnoredTags(frozenset({"c"}), ("b", "d")) == IgnoredTags(
        frozenset({"a", "c"}), ("b", "d")
    )

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Garbage: any data that YAML, JSON or a template may bring, alone or in the place of a good leaf."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from hypothesis import strategies as st

from tests.unit.plugins.module_utils.fakes import TITAN, fm

#: Texts that parsers, patterns and casts meet at their edges.
ODD_TEXTS = (
    *("", "  ", "null", "true", "no", "0", "-1", "1e999", "nan", "9" * 400, "{{ x }}", "{", '{"a": {"b": 1}}', "["),
    *(
        "[" * 3000,
        "arn:",
        fm(TITAN),
        f"us.{TITAN}",
        "us.",
        "us-east-1",
        "/",
        "//a",
        "/aws/x",
        "a" * 300,
        "A b-",
        "é",
    ),
)
#: Any character, halves of surrogate pairs too.
texts = st.sampled_from(ODD_TEXTS) | st.text(st.characters(exclude_categories=()), max_size=8)
numbers = st.integers(-2, 2) | st.sampled_from([10**400, -(10**30), 2**63]) | st.floats()
scalars = st.none() | st.booleans() | numbers | texts
keys = texts | st.none() | st.booleans() | st.integers(-1, 1)


def nested(keys):
    return st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=5
    )


#: As YAML and templates bring it; JSON knows no keys but texts.
anything, json_data = nested(keys), nested(texts)


def maps_of(names, values=anything, most=4):
    """Maps whose keys are mostly known ones."""
    return st.dictionaries(st.sampled_from(names) | st.sampled_from(names) | keys, values, max_size=most)


@st.composite
def corrupted(draw, good):
    """Good JSON data with one thing in it replaced, renamed or left out."""
    return _corrupt(draw, draw(good))


def _corrupt(draw, value):
    inner = list(value) if isinstance(value, Mapping) else range(len(value)) if isinstance(value, list) else []
    if not inner or draw(st.integers(0, 3)) == 0:
        return draw(json_data)
    place = draw(st.sampled_from(list(inner)))
    copied = dict(value) if isinstance(value, Mapping) else list(value)
    if draw(st.integers(0, 5)) == 0:
        del copied[place]
    elif isinstance(copied, dict) and draw(st.integers(0, 5)) == 0:
        copied[draw(texts)] = copied.pop(place)
    else:
        copied[place] = _corrupt(draw, value[place])
    return copied


def accepted(arguments, given):
    """The options as Ansible hands them to a module; what it would refuse itself is left out."""
    defaults = ArgumentSpecValidator(arguments).validate({}).validated_parameters
    found = {}
    for option, value in given.items():
        # Ansible's own validation breaks on a huge number in a list, and on false or zero in the place of suboptions.
        with contextlib.suppress(OverflowError, TypeError):
            checked = ArgumentSpecValidator({option: arguments[option]}).validate({option: value})
            found |= {} if checked.error_messages else {option: checked.validated_parameters[option]}
    return defaults | found


def refused(read, *arguments, **options):
    """The problems that an option reader raises; anything else is a traceback."""
    try:
        read(*arguments, **options)
    except ProblemError as error:
        return error.problems
    return ()

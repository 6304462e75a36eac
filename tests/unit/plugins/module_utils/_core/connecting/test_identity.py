# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose credentials a connection has, out of options and environment."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.connecting.identity import Identity, identity_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError

MINE = {"access_key": "AKIAMINE", "secret_key": "my-secret"}
SHELL = {"AWS_ACCESS_KEY_ID": "AKIASHELL", "AWS_SECRET_ACCESS_KEY": "shell-secret", "AWS_SESSION_TOKEN": "shell-token"}
OF_SHELL = Identity(None, "AKIASHELL", "shell-secret", "shell-token")


@pytest.mark.parametrize(
    ("options", "environ", "identity"),
    [
        pytest.param({}, {}, Identity(), id="nobody"),
        pytest.param({"profile": "prod"}, {}, Identity("prod"), id="profile"),
        pytest.param({"aws_profile": "prod"}, {}, Identity("prod"), id="its alias"),
        pytest.param({"profile": "prod"}, SHELL, Identity("prod"), id="profile over the shell's keys"),
        pytest.param({"profile": "prod"}, {"AWS_PROFILE": "x"}, Identity("prod"), id="profile over the shell's"),
        pytest.param({}, {"AWS_PROFILE": "x"}, Identity("x"), id="profile of the shell"),
        pytest.param({}, {"AWS_DEFAULT_PROFILE": "x"}, Identity("x"), id="its other name"),
        pytest.param({"profile": ""}, {"AWS_PROFILE": ""}, Identity(), id="empty is unset"),
        pytest.param(MINE, {}, Identity(None, *MINE.values()), id="keys"),
        pytest.param(MINE | {"session_token": "t"}, {}, Identity(None, *MINE.values(), "t"), id="temporary keys"),
        pytest.param(MINE, SHELL, Identity(None, *MINE.values()), id="keys without the shell's token"),
        pytest.param(MINE, {"AWS_SESSION_TOKEN": "t"}, Identity(None, *MINE.values()), id="a token that is left over"),
        pytest.param(MINE, {"AWS_PROFILE": "x"}, Identity(None, *MINE.values()), id="keys over the shell's profile"),
        pytest.param({}, SHELL, OF_SHELL, id="the shell's keys"),
        pytest.param({}, SHELL | {"AWS_PROFILE": "x"}, OF_SHELL, id="keys before the profile, as in botocore"),
        pytest.param(
            {"access_key": "AKIASHELL", "secret_key": "shell-secret"}, SHELL, OF_SHELL, id="the shell's, handed over"
        ),
        pytest.param({"access_key": "AKIASHELL"}, SHELL, OF_SHELL, id="and filled up"),
        pytest.param(
            {}, {"AWS_ACCESS_KEY": "a", "AWS_SECRET_KEY": "b"}, Identity(None, "a", "b"), id="amazon.aws's variables"
        ),
        pytest.param({}, {"AWS_SESSION_TOKEN": "t", "AWS_PROFILE": "x"}, Identity("x"), id="a token alone is nobody"),
        pytest.param({"access_key": " a\n", "secret_key": "b\n"}, {}, Identity(None, "a", "b"), id="read from a file"),
    ],
)
def test_who_calls(options, environ, identity):
    assert identity_of(options, environ) == identity


@pytest.mark.parametrize(
    ("options", "environ", "reported"),
    [
        ({"profile": "prod", **MINE}, {}, "two identities"),
        ({"profile": "prod", "session_token": "t"}, {}, "two identities"),
        ({"access_key": "AKIAMINE"}, {}, "access_key is set without secret_key (or AWS_SECRET_ACCESS_KEY"),
        ({"access_key": "AKIAMINE"}, SHELL, "access_key is set without secret_key"),
        ({"secret_key": "my-secret"}, {}, "secret_key is set without access_key (or AWS_ACCESS_KEY_ID"),
        ({"session_token": "t"}, {}, "session_token is set without access_key"),
        ({}, {"AWS_ACCESS_KEY_ID": "a"}, "access_key is set without secret_key"),
    ],
)
def test_half_an_identity_is_none(options, environ, reported):
    with pytest.raises(ProblemError) as caught:
        identity_of(options, environ)
    assert reported in str(caught.value)
    assert "my-secret" not in str(caught.value)


def test_no_key_is_printed():
    assert not {"AKIASHELL", "shell-secret", "shell-token"} & set(repr(OF_SHELL).replace("'", " ").split())

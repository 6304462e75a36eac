# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors of lookups as Ansible's own; what modules share must not import these."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ansible.errors import AnsibleLookupError
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError


@contextmanager
def lookup_errors(lookup: str) -> Iterator[None]:
    """All errors become one error that begins with the lookup's name.

    Without its causes: Ansible would append their texts, botocore's own among them.
    """
    try:
        yield
    except ProblemError as error:
        raise AnsibleLookupError(f"genai.bedrock.{lookup}: {error}") from None
    except CallError as error:
        raise AnsibleLookupError(f"genai.bedrock.{lookup}: {error.problem().message}") from None

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run is to do: the roles of an environment, and the words of --tags and --skip-tags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError, as_texts
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean

#: The roles that declare workloads, in the order of a deployment.
ROLES = ("inference_profiles", "copilot", "cai", "embedding", "cross_region")
#: Tags of steps other than workloads.
_BESIDE = ("publish", "access", "observability")
#: Words that Ansible itself gives a meaning.
SPECIAL = ("all", "always", "never", "tagged", "untagged")
_YOURS = "tags of a playbook of your own that imports this one are named in bedrock_other_tags"


def role_problems(given: object, name: str = "bedrock_roles") -> list[str]:
    """What is wrong with a list of roles; ``name`` is its variable or option."""
    try:
        words = roles_of(given)
    except CastError as error:
        return [f"{name}: {error}"]
    return [f"{name}: '{word}' is unknown; {did_you_mean(word, ROLES)}" for word in words if word not in ROLES]


def roles_of(given: object) -> list[str]:
    """The words of ``bedrock_roles``; all roles where it is not set."""
    return list(ROLES) if given is None else [word.strip() for word in as_texts(given)]


def tag_problems(
    run: Iterable[str], skipped: Iterable[str], roles: Sequence[str], others: Iterable[str] = ()
) -> list[str]:
    """Words of the command line that name nothing: they would do nothing, and a pipeline would take that for success.

    ``roles`` are those that at least one host has; any role can be skipped.
    """
    here, anywhere = [*roles, *_BESIDE], [*ROLES, *_BESIDE]
    fine = {*SPECIAL, *others}
    unknown = [word for word in run if word not in fine and word not in here]
    kept = [word for word in skipped if word not in fine and word not in anywhere]
    found = [f"--tags {','.join(unknown)}: there is no such role here; give {', '.join(here)}"] if unknown else []
    found += [f"--skip-tags {','.join(kept)}: there is no such role; give {', '.join(anywhere)}"] if kept else []
    return [f"{text}; {_YOURS}" for text in found]

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of the lookup genai.bedrock.inference_profile_arn."""

from __future__ import annotations

DOCUMENTATION = r"""
name: inference_profile_arn
version_added: "1.0.0"
short_description: Find the ARN of an application inference profile by its name
description:
  - Returns the ARN of the one application inference profile of a name. Names need not be unique in AWS. Where several
    profiles have the name, the lookup fails and lists them.
  - A profile that had to be created beside an older one of its name carries a suffix of four hexadecimal digits. It
    is found by the name without it, where no profile has the name itself.
author:
  - genai.bedrock contributors (@genai-bedrock)
options:
  _terms:
    description:
      - Names of application inference profiles.
    type: list
    elements: str
    required: true
  regions:
    description:
      - Regions in which each name is resolved, by default the one of O(region).
    type: list
    elements: str
  on_missing:
    description:
      - What to do about a name that no profile of the region has. V(error) fails, V(warn) warns and leaves it out,
        V(skip) leaves it out.
    type: str
    choices: [error, warn, skip]
    default: error
extends_documentation_fragment:
  - genai.bedrock.aws.plugins
seealso:
  - module: genai.bedrock.inference_profile_info
  - plugin: genai.bedrock.record
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: Show the ARN of a profile
  ansible.builtin.debug:
    msg: "{{ lookup('genai.bedrock.inference_profile_arn', 'claude-copilot-dev', region='us-east-1', on_missing='warn') }}"

- name: Show its ARNs in two regions
  ansible.builtin.debug:
    msg: "{{ query('genai.bedrock.inference_profile_arn', 'claude-copilot-dev', regions=['us-east-1', 'us-west-2'], on_missing='skip') }}"
"""

RETURN = r"""
_raw:
  description: The ARNs, term by term, and for each term region by region.
  type: list
  elements: str
"""

from collections.abc import Sequence
from typing import Any

from ansible_collections.amazon.aws.plugins.plugin_utils.lookup import AWSLookupBase
from ansible_collections.genai.bedrock.plugins.module_utils._aws.gateway import RegionGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import LiveProfile
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.naming import has_name, likely_sources
from ansible_collections.genai.bedrock.plugins.module_utils._engine.pool import Pool
from ansible_collections.genai.bedrock.plugins.module_utils._module.lookup import (
    WORKERS,
    lookup_clients,
    lookup_regions,
)
from ansible_collections.genai.bedrock.plugins.plugin_utils.lookup_errors import lookup_errors


class LookupModule(AWSLookupBase):
    """Finds ARNs in one or several regions; each region is listed once, whatever the number of names."""

    def run(self, terms: list[Any], variables: Any = None, **kwargs: Any) -> list[str]:
        super().run(terms, variables, **kwargs)
        with lookup_errors("inference_profile_arn"):
            return self._arns([str(term) for term in terms])

    def _arns(self, names: list[str]) -> list[str]:
        clients, connected = lookup_clients(self.get_options(), "inference_profile_arn")
        regions = lookup_regions(connected, self.get_option("regions"))
        gateways = {region: RegionGateway(clients, region) for region in regions}
        with Pool(WORKERS) as pool:
            answers = pool.map(lambda region: gateways[region].profiles(), regions)
        if failed := [answer.error.problem() for answer in answers if answer.error]:
            raise ProblemError(failed)
        live = {answer.task: answer.result for answer in answers}
        found = {(name, region): named(name, live[region]) for name in names for region in regions}
        problems = self._missing([place for place, profiles in found.items() if not profiles])
        problems += [_several(place, profiles) for place, profiles in found.items() if len(profiles) > 1]
        if problems:
            raise ProblemError(problems)
        return [profile.arn for name in names for region in regions for profile in found[name, region]]

    def _missing(self, places: Sequence[tuple[str, str]]) -> list[Problem]:
        """Problems of names that no profile has, or a warning each, as the user wants it."""
        on_missing = self.get_option("on_missing")
        if on_missing == "error":
            text = (
                "no application inference profile has this name: check name and region, or set on_missing: warn or skip"
            )
            return [Problem(text, name, region) for name, region in places]
        for name, region in places if on_missing == "warn" else ():
            self.warn(f"genai.bedrock.inference_profile_arn: no profile in {region} has the name {name}")
        return []


def named(name: str, profiles: Sequence[LiveProfile]) -> list[LiveProfile]:
    """Those of exactly this name, else those whose name is this one with the suffix of a replacement."""
    exact = [profile for profile in profiles if profile.name == name]
    return exact or [profile for profile in profiles if _replaces(profile, name)]


def _replaces(profile: LiveProfile, name: str) -> bool:
    return has_name(profile.name, name, likely_sources(profile.arn, profile.model_arns), created_here=True)


def _several(place: tuple[str, str], profiles: Sequence[LiveProfile]) -> Problem:
    arns = ", ".join(sorted(profile.arn for profile in profiles))
    return Problem(f"{len(profiles)} profiles have this name: {arns}; use the ARN of the one you mean", *place)

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of the lookup genai.bedrock.record."""

from __future__ import annotations

DOCUMENTATION = r"""
name: record
version_added: "1.0.0"
short_description: Read what was published for an application
description:
  - Returns the record of an entry, as the roles of this collection publish it in SSM Parameter Store. It says which
    inference profiles an application calls, in which order and in which regions, and with which settings.
  - Terms are read ten a call.
author:
  - genai.bedrock contributors (@genai-bedrock)
options:
  _terms:
    description:
      - Records to read, each as C(<workload>/<key>), for example V(copilot/chat). An older version, or one with a label,
        is C(<workload>/<key>:<version>) or C(<workload>/<key>:<label>), as V(copilot/chat:3).
    type: list
    elements: str
    required: true
  environment:
    description:
      - Environment of the records. The prefix is then C(/<environment>/bedrock/inference-profiles).
      - Required where O(prefix) is not set.
    type: str
    vars:
      - name: bedrock_environment
  prefix:
    description:
      - Path under which the records are published. It wins over O(environment). A C(/) at its end makes no difference.
    type: str
    vars:
      - name: bedrock_ssm_prefix
  on_missing:
    description:
      - What to do about a record that does not exist. V(error) fails, V(warn) warns and leaves it out, V(skip) leaves
        it out.
    type: str
    choices: [error, warn, skip]
    default: error
extends_documentation_fragment:
  - genai.bedrock.aws.plugins
seealso:
  - module: genai.bedrock.ssm_parameter_info
  - plugin: genai.bedrock.inference_profile_arn
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: Show where the chat of the Copilot is served
  ansible.builtin.debug:
    msg: "{{ record.targets | map(attribute='arn') | list }}"
  vars:
    record: "{{ lookup('genai.bedrock.record', 'copilot/chat', environment='dev', region='us-east-1') }}"

- name: Show the previous version of a record, if any
  ansible.builtin.debug:
    msg: "{{ query('genai.bedrock.record', 'copilot/chat:1', environment='dev', region='us-east-1', on_missing='skip') }}"

- name: Read two records, omitting unpublished ones
  ansible.builtin.debug:
    msg: "{{ query('genai.bedrock.record', 'cai/sales_copilot', 'embedding/titan', environment='dev', region='us-east-1', on_missing='skip') }}"
"""

RETURN = r"""
_raw:
  description:
    - The records, in the order of the terms. Each has C(schema), C(key), C(workload), C(environment), C(use_case),
      C(base_model_id), C(provider), C(model_family), C(kind), its settings, and C(targets), the primary one first.
  type: list
  elements: dict
"""

import re
from typing import Any

from ansible_collections.amazon.aws.plugins.plugin_utils.lookup import AWSLookupBase
from ansible_collections.genai.bedrock.plugins.module_utils._aws.ssm_parameters import ParameterGateway
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.listing import Request, asked_name
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.paths import path_below
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.parameters.listing import list_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._module.lookup import (
    WORKERS,
    lookup_clients,
    lookup_regions,
)
from ansible_collections.genai.bedrock.plugins.plugin_utils.lookup_errors import lookup_errors

_TERM = re.compile(r"[a-zA-Z0-9_.-]+/[a-zA-Z0-9_.-]+(:[a-zA-Z0-9_.-]+)?")


class LookupModule(AWSLookupBase):
    """Reads records of one region."""

    def run(self, terms: list[Any], variables: Any = None, **kwargs: Any) -> list[Any]:
        super().run(terms, variables, **kwargs)
        with lookup_errors("record"):
            return self._records([str(term) for term in terms])

    def _records(self, terms: list[str]) -> list[Any]:
        names = record_names(terms, self._text("prefix"), self._text("environment"))
        clients, connected = lookup_clients(self.get_options(), "record")
        region = lookup_regions(connected, None)[0]
        gateways = {region: ParameterGateway(clients, region)}
        request = Request(names=tuple(dict.fromkeys(names)))
        if refused := request.problems([region]):
            raise ProblemError(refused)
        found = list_parameters(gateways, request, workers=WORKERS)
        if found.problems:
            raise ProblemError(found.problems)
        rows = {asked_name(row): row for row in found.rows}
        problems = self._missing(found.missing, region)
        broken = [name for name, row in rows.items() if not isinstance(row["json"], dict)]
        problems += [Problem("its value is not a record: it must be a JSON object", name, region) for name in broken]
        if problems:
            raise ProblemError(problems)
        return [rows[name]["json"] for name in names if name in rows]

    def _missing(self, names: list[str], region: str) -> list[Problem]:
        """Problems of records that do not exist, or a warning each, as the user wants it."""
        on_missing = self.get_option("on_missing")
        if on_missing == "error":
            text = "nothing is published there: check environment or prefix and the region, or set on_missing: warn or skip"
            return [Problem(text, name, region) for name in names]
        for name in names if on_missing == "warn" else ():
            self.warn(f"genai.bedrock.record: {name} in {region} does not exist and is left out")
        return []

    def _text(self, option: str) -> str | None:
        """An option that may come from a variable, whose value Ansible does not template for lookups."""
        value = self.get_option(option)
        return str(self._templar.template(value)) if value else None


def record_names(terms: list[str], prefix: str | None, environment: str | None) -> list[str]:
    """The parameter of each term; raises with all invalid terms."""
    problems = [
        Problem(f"term '{term}' is no record: give <workload>/<key>, as copilot/chat")
        for term in terms
        if not _TERM.fullmatch(term)
    ]
    if not prefix and not environment:
        problems.append(Problem("nothing to read: set environment or prefix, or the variable bedrock_environment"))
    if problems:
        raise ProblemError(problems)
    path = prefix or f"/{environment}/bedrock/inference-profiles"
    return [path_below(path, term) for term in terms]

#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation and wiring of genai.bedrock.workloads."""

from __future__ import annotations

DOCUMENTATION = r"""
module: workloads
version_added: "1.1.0"
short_description: Deploy the workloads of an environment
description:
  - Deploys whole workloads of an environment in one process. A workload is a map of entries. Each entry
    becomes one application inference profile in each of its regions, its guardrail if it requests one, and one record in SSM Parameter
    Store. All workloads under one prefix share a document.
  - Everything is read and planned first, for all workloads together. Errors of input, of resolving models and of ownership, and a denied
    read, are reported all at once, and stop the run before anything is written. A region that cannot be read, and an error of a write,
    fail their own keys only.
  - Readers are never sent to deleted resources. The order is guardrails, profiles, a call of each new profile if requested, records, the
    document, a wait, and only then the deletion of replaced and removed profiles. If a write fails, everything that it may refer to is kept.
  - Immediately before a profile is deleted, its tags, all records and documents, and its use if requested, are read again.
  - The roles of this collection declare workloads and hand them to this module.
notes:
  - A run that takes longer than three seconds prints its progress if it runs on the controller and its output is meant for people
    (callbacks such as P(ansible.builtin.default#callback), without C(async) and C(no_log)). Set E(GENAI_BEDROCK_PROGRESS) to V(false) for
    C(ansible-playbook) to turn that off. The result is the same.
options:
  workloads:
    description:
      - Map of workload name to declaration. The name becomes the tag C(Workload) and part of the path of the records.
      - C(kind) is one of V(copilot), V(cai), V(embedding), V(cross_region) and V(inference_profiles), the default. It determines
        names and tags.
      - C(entries) is a map of key to options, merged over C(catalogue), which has the same shape. The README files of the roles list the
        options of an entry. C(entries_variable) is the name of the variable for error messages, if the entries come from one,
        C(variables) a map of setting to its variable.
      - C(model), C(max_tokens), C(temperature), C(dimensions), C(batch), C(cost_center) and C(enabled) are defaults of the entries;
        C(temperature) only for models that accept one. Set C(max_tokens) or C(temperature) of an entry to V(null) for none.
      - C(guardrail) applies to entries with C(enable_guardrails). C(given) has the options of M(genai.bedrock.guardrail), or only
        C(existing), a map of region to C(identifier) and C(version). They are merged over C(catalogue). C(variable) is the name for
        error messages, C(tags) are the tags of the guardrail, C(phrase) is a word that it always blocks.
      - C(guardrail_phrase) is the prompt with which O(verify) tests guardrails.
      - Of the options of this module, a workload may set O(environment), O(regions), O(geography), O(allowed_regions), O(tags),
        O(ignore_tags), O(partner_tags), O(required_tags), O(name_region), O(ssm_prefix), O(ssm_regions), O(former_regions),
        O(document), O(adopt), O(purge), O(purge_limit), O(purge_all), O(recreate), O(preflight), O(eol_days), O(verify),
        O(grace_seconds) and O(refuse_if_used_within) here too, which then take precedence.
      - Required unless O(roles) is set.
    type: dict
  roles:
    description:
      - Roles of this collection whose workloads and connections to add to O(workloads) and O(connections), V(inference_profiles),
        V(copilot), V(cai), V(embedding) and V(cross_region).
      - The play imports each of them before, with C(tasks_from=declare), which runs no task.
      - A role that C(--tags) or C(--skip-tags) exclude is left out.
    type: list
    elements: str
    version_added: "1.2.0"
  state:
    description:
      - V(present) deploys.
      - V(absent) deletes every profile, record and guardrail that carries our tags of the environment and workload, regardless of the
        entries, and removes them from the document.
      - V(validated) changes nothing. It plans, runs the preflight checks for all entries regardless of O(preflight), and
        returns RV(report). Findings do not fail the task.
      - V(rendered) only validates the entries and returns their plan. It needs neither AWS nor boto3.
    type: str
    choices: [present, absent, rendered, validated]
    default: present
  everything:
    description:
      - With O(state=absent), also delete undeclared workloads, which are known only from tags or records, and damaged records with their documents.
    type: bool
    default: false
  connections:
    description:
      - Connection options by workload, named like the options of this module, for workloads in another account or at another
        endpoint. They replace those of the task.
    type: dict
    default: {}
  lock:
    description:
      - Whether a run that writes holds the environment's lock, a separate parameter, so that concurrent runs write one after
        the other. Runs without changes and check mode do not take it.
      - The lock of a run that was killed expires within a minute.
    type: bool
    default: true
  lock_timeout:
    description:
      - Seconds to wait for a lock that another run holds. After that the task fails, and nothing is written. A run that waited plans again.
    type: int
    default: 600
  features:
    description:
      - Other features of the collection that are used with the same identity, for the preflight check of permissions.
    type: list
    elements: str
    default: []
    choices: [base, lock, preflight, verify, usage_guard, guardrails, observability, log_role]
  further_problems:
    description:
      - Problems found elsewhere, as lines by subject. With O(state=validated) they become rows of RV(report), with other states they stop
        the run.
    type: dict
    default: {}
  check_input:
    description:
      - Which variables of the play to check first, since misspelt ones would have no effect. Their problems are reported together
        with all others, like O(further_problems).
      - V(misspelt) finds mistakes of one letter in variables of the roles whose workloads are given (C(entries_variable)), not in the last
        letter (C(copilot_entires), not C(copilot_region)), and not with O(state=absent).
      - V(own) checks variables with the prefixes of the roles whose workloads are given (C(entries_variable)).
      - V(tags) checks C(--tags) and C(--skip-tags).
      - V(all) checks all variables with the prefix C(bedrock_) or that of a role of this collection, C(bedrock_roles), and
        C(--tags) and C(--skip-tags).
      - A prefix that is misspelt by one letter counts (C(copliot_entries)), if a setting follows.
      - C(bedrock_allow_unknown_variables) lists other variables to accept. Registered results are not checked.
    type: str
    choices: [none, misspelt, own, tags, all]
    default: none
  approved_plan:
    description:
      - An approved plan, RV(plan) of an earlier run in check mode. The task does exactly that, or nothing. If a run would do anything else, or in
        another account, it fails before the first write and reports what differs.
      - The path of a C(plan.json) on the controller, or of the folder given as O(plan_path).
    type: raw
    version_added: "1.2.0"
  plan_path:
    description:
      - A folder on the controller into which RV(plan) is written in check mode, as C(plan.json), and as C(plan.md) for a pull-request comment.
        If the play has several hosts, each has a subfolder of its own name.
    type: path
    version_added: "1.2.0"
  today:
    description:
      - The date against which lifecycles are checked, as C(2026-11-30). By default today.
    type: str
  workers:
    description:
      - Maximum number of parallel calls, 16 by default. If workloads set different numbers, the largest applies.
    type: int
extends_documentation_fragment:
  - genai.bedrock.workload_settings
  - genai.bedrock.ignore_tags
  - genai.bedrock.aws.modules
  - genai.bedrock.attributes
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: genai.bedrock.inference_profiles
  - module: genai.bedrock.ssm_parameters
  - module: genai.bedrock.guardrail
"""

EXAMPLES = r"""
- name: One workload of your own, without a role
  genai.bedrock.workloads:
    environment: dev
    regions: [us-east-1, us-west-2]
    geography: us
    workloads:
      shop:
        entries:
          search:
            model: anthropic.claude-haiku-4-5-20251001-v1:0
            description: Search of the shop
            temperature: 0.1
            max_tokens: 2048
  register: deployed

- name: Where applications find it
  ansible.builtin.debug:
    msg: "{{ deployed.lines }}"

- name: Validate the entries without AWS
  genai.bedrock.workloads:
    state: rendered
    environment: dev
    regions: [us-east-1]
    workloads:
      shop:
        entries:
          search:
            model: anthropic.claude-haiku-4-5-20251001-v1:0

- name: Delete the workload
  genai.bedrock.workloads:
    state: absent
    environment: dev
    regions: [us-east-1, us-west-2]
    workloads:
      shop: {}
"""

RETURN = r"""
workloads:
  description:
    - What was done for each workload, or would be in check mode. With O(state=rendered), the plan of its entries.
    - If the run stopped before the first write, it has only C(errors) and C(findings).
  returned: when the input is valid
  type: dict
  contains:
    actions:
      description:
        - C(key), C(region), C(action) and C(reasons) for each profile, guardrail (key V(guardrail)) and repaired record, with C(deletes),
          the ARNs to delete, if any. A guardrail also has C(name), C(publish), C(version) and C(pruned).
      type: list
      elements: dict
    inference_profiles: {description: "The profiles that exist afterwards, as M(genai.bedrock.inference_profiles) returns them.", type: list, elements: dict}
    records: {description: "Key to record, as applications read it.", type: dict}
    record_changes: {description: "C(key), C(region), C(action) and C(reasons) of each record that changes.", type: list, elements: dict}
    superseded: {description: "Ours, although others have replaced them (C(key), C(region), C(inference_profile_arn)).", type: list, elements: dict}
    orphans: {description: "Ours that no entry needs (C(key), C(region), C(inference_profile_arn)).", type: list, elements: dict}
    findings: {description: "What the preflight found, as M(genai.bedrock.inference_profiles_preflight) returns them.", type: list, elements: dict}
    errors: {description: "What failed, each with C(key), C(region), C(operation), C(code) and C(message).", type: list, elements: dict}
summary: {description: "How many of each action.", returned: when something was carried out or planned, type: dict, sample: {create: 2, none: 6}}
lines: {description: "The summary, ready to print; the plan of O(state=absent) is a table.", returned: when planned, type: list, elements: str}
plan: {description: What a run would do; C(docs/review.md) describes it. Plans of the same changes are equal., returned: in check mode, type: dict}
plan_files: {description: Paths of the files that were written., returned: "in check mode, with O(plan_path)", type: list, elements: str}
timeline:
  description:
    - All successful writes in order, with C(seconds) since the start of the run, C(region), C(subject) and C(action). The subject is
      C(<workload>/<key>) for a profile, C(guardrail <name>), or the name of a parameter.
  returned: when something was carried out or planned
  type: list
  elements: dict
  sample: [{seconds: 1.204, region: us-east-1, subject: shop/search, action: created}]
outputs: {description: What is published under the prefix as Terraform outputs., returned: when carried out or planned, type: dict}
records: {description: "All records published afterwards, C(<workload>/<key>) to record.", returned: when carried out or planned, type: dict}
former_records: {description: The same before the run of workloads that did not fail., returned: when carried out or planned, type: dict}
gone_arns: {description: ARNs in C(former_records) only., returned: when something was carried out or planned, type: list, elements: str}
report:
  description: The findings of O(state=validated).
  returned: with O(state=validated)
  type: dict
  contains:
    findings:
      description:
        - C(workload), C(key), C(region), C(severity), C(code), C(message) and C(way_out) of each finding, the worst first in each workload.
        - A problem that both the plan and the preflight find is reported once, with the more specific code.
        - C(code) is one of M(genai.bedrock.inference_profiles_preflight), V(guardrail_draft) for an existing guardrail that is used
          without a numbered version, or an error code of the plan. If the plan could not read something, it is the error code of AWS.
        - A wrong variable or option is C(invalid_input). V(NotManaged) is a parameter, V(NotOurs) a guardrail that exists and is not ours.
          V(DoesNotExist) is a parameter, V(NotThere) a guardrail that should be changed but does not exist. V(NotListedYet) is a SecureString
          that C(DescribeParameters) does not list yet, so that its key is not known. V(TierNotLowered) is a parameter of a tier that AWS
          never lowers, V(StillUsed) a profile that was invoked too recently to be deleted.
        - V(equal_names) are two new profiles with the same name in a region, V(adopted_twice) is a profile that two entries would adopt.
      type: list
      elements: dict
    lines: {description: "The same as a table, ready to print.", type: list, elements: str}
    summary: {description: How many of each severity., type: dict}
    blocking: {description: "What would stop a deployment, as lines.", type: list, elements: str}
    telling: {description: Whether there are findings other than information., type: bool}
document: {description: "Name and regions of the document, or V(null) if none is written.", returned: when something was carried out or planned, type: dict}
refused: {description: "Whether the run stopped before its first write.", returned: "on failure, where nothing was written", type: bool}
problems: {description: "Everything that forbade the run or failed, as lines. Empty where all is well.", returned: always, type: list, elements: str}
errors:
  {description: "The problems as rows, each with C(workload), C(key), C(region), C(operation), C(code) and C(message).",
  returned: on failure, type: list, elements: dict}
"""

from ansible_collections.genai.bedrock.plugins.module_utils._module.payload import begin_imports, end_imports

# The imports below take a third less time with it.
begin_imports()

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.options import CHOICES
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import OPTIONAL_FEATURES
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module
from ansible_collections.genai.bedrock.plugins.module_utils._module.ignoring import IGNORE_TAGS
from ansible_collections.genai.bedrock.plugins.module_utils._module.workloads import CONNECTIONS_TYPE, run

ARGUMENTS = {
    "workloads": {"type": "dict"},
    "roles": {"type": "list", "elements": "str"},
    "state": {"type": "str", "choices": ["present", "absent", "rendered", "validated"], "default": "present"},
    "everything": {"type": "bool", "default": False},
    "connections": {"type": CONNECTIONS_TYPE, "default": {}},
    "environment": {"type": "str"},
    "regions": {"type": "list", "elements": "str"},
    "geography": {"type": "str"},
    "allowed_regions": {"type": "list", "elements": "str"},
    "tags": {"type": "dict", "aliases": ["resource_tags"]},
    "ignore_tags": IGNORE_TAGS,
    "partner_tags": {"type": "dict"},
    "required_tags": {"type": "list", "elements": "str"},
    "name_region": {"type": "bool"},
    "ssm_prefix": {"type": "str"},
    "ssm_regions": {"type": "list", "elements": "str"},
    "former_regions": {"type": "list", "elements": "str"},
    "document": {"type": "bool"},
    "adopt": {"type": "bool"},
    "purge": {"type": "bool"},
    "purge_limit": {"type": "int"},
    "purge_all": {"type": "bool"},
    "recreate": {"type": "str", "choices": list(CHOICES["recreate"])},
    "preflight": {"type": "str", "choices": list(CHOICES["preflight"])},
    "eol_days": {"type": "int"},
    "verify": {"type": "bool"},
    "grace_seconds": {"type": "int"},
    "refuse_if_used_within": {"type": "int"},
    "lock": {"type": "bool", "default": True},
    "lock_timeout": {"type": "int", "default": 600},
    "features": {"type": "list", "elements": "str", "choices": list(OPTIONAL_FEATURES), "default": []},
    "further_problems": {"type": "dict", "default": {}},
    "check_input": {"type": "str", "choices": ["none", "misspelt", "own", "tags", "all"], "default": "none"},
    "approved_plan": {"type": "raw"},
    "plan_path": {"type": "path"},
    "today": {"type": "str"},
    "workers": {"type": "int"},
}


def main() -> None:
    end_imports()
    run(
        aws_module(
            ARGUMENTS,
            offline=lambda options: options["state"] == "rendered",
            # The action plugin of the same name replaces roles by workloads.
            required_one_of=[("workloads", "roles")],
        )
    )


if __name__ == "__main__":
    main()

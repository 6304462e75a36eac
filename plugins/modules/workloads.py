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
  - Brings whole workloads of an environment to what their entries say, in one process. A workload is a map of entries, each of which
    becomes one application inference profile in each of its regions, the guardrail that it asks for, and one record in SSM Parameter
    Store. All workloads of a place share a document.
  - Everything is read and planned first, for all workloads together. Errors of input, of resolving models and of ownership, and a denied
    read, are reported all at once, and stop the run before anything is written. A region that cannot be read, and an error of a write,
    fail their own keys only.
  - Readers are never sent to what is gone. The order is guardrails, profiles, a call of each new profile if asked for, records, the
    document, a wait, and only then deleting what was replaced or removed. What could not be written keeps what it may name.
  - Right before a profile is deleted, its tags, its use if asked for, and every record and document are read once more.
  - The roles of this collection declare workloads and hand them to this module.
notes:
  - A run that takes longer than three seconds prints what it does while it does it, where it runs on the controller and a person reads the output
    (callbacks such as P(ansible.builtin.default#callback), neither C(async) nor C(no_log)). E(GENAI_BEDROCK_PROGRESS) set to V(false) for
    C(ansible-playbook) turns that off. The result is the same.
options:
  workloads:
    description:
      - The workloads, name to declaration. The name is the tag C(Workload) and a part of the path of records.
      - C(kind) is one of V(copilot), V(cai), V(embedding), V(cross_region) and V(inference_profiles), which is the default. It decides
        about names and tags.
      - C(entries) is a map of key to options, merged over C(catalogue), which has the same shape. The README files of the roles list the
        options of an entry. C(entries_variable) is the variable that messages name, where a role or playbook has the entries in one,
        C(variables) a map of setting to the variable that has it.
      - C(model), C(max_tokens), C(temperature), C(dimensions), C(batch), C(cost_center) and C(enabled) hold for all entries that set none;
        C(temperature) only for models that take one. V(null) for an entry's own C(max_tokens) or C(temperature) means none.
      - C(guardrail) is what entries with C(enable_guardrails) get. C(given) has the options of M(genai.bedrock.guardrail), or only
        C(existing), a map of region to C(identifier) and C(version). They are merged over C(catalogue). C(variable) is the name in
        messages, C(tags) are those of the guardrail, C(phrase) is a word that it always blocks.
      - C(guardrail_phrase) is what O(verify) tries guardrails with.
      - Every option of this module from O(environment) to O(refuse_if_used_within) may stand here too, and wins.
    type: dict
    required: true
  state:
    description:
      - V(present) deploys.
      - V(absent) deletes every profile, record and guardrail that carries our tags of the environment and workload, whatever the entries
        say, and takes them out of the document.
      - V(validated) changes nothing. It plans, looks at the live account for everything that is to stay, whatever O(preflight) says, and
        returns RV(report). What it finds does not fail the task.
      - V(rendered) only checks the entries and returns what they come to. It needs neither AWS nor boto3.
    type: str
    choices: [present, absent, rendered, validated]
    default: present
  everything:
    description:
      - With O(state=absent), also take down workloads that only tags or records tell of, and documents beside damaged records.
    type: bool
    default: false
  connections:
    description:
      - Connection options by workload, with the names of the options of this module, for workloads that another account or endpoint
        has. They replace those of the task.
    type: dict
    default: {}
  environment:
    description:
      - The environment, 1 to 32 lower-case letters and digits with single hyphens. It is the tag C(Environment).
    type: str
  regions:
    description:
      - Regions of entries that name none, the primary first.
    type: list
    elements: str
  geography:
    description:
      - Decides between several geographic profiles that hold a model, and demands nothing.
    type: str
  allowed_regions:
    description:
      - Regions to which AWS may route requests. Any other destination is an error. By default all are allowed.
    type: list
    elements: str
  tags:
    description:
      - Tags of all profiles, below those of the kind and of the entry.
    type: dict
    aliases: [resource_tags]
  partner_tags:
    description:
      - AWS partners to whom AWS attributes the use of all profiles, Partner Central account (12 digits, in quotes) to product code. Each is a
        tag C(aws-apn-id-<account>) with C(pc:<product code>), for AWS Partner Revenue Measurement.
    type: dict
  required_tags:
    description:
      - Keys of tags that each profile must have.
    type: list
    elements: str
  name_region:
    description:
      - Whether generated names end with the short code of their region. By default they do not.
    type: bool
  ssm_prefix:
    description:
      - Records are published at C(<prefix>/<workload>/<key>), the document at the prefix. By default
        C(/<environment>/bedrock/inference-profiles).
    type: str
  ssm_regions:
    description:
      - Regions in which the same records and document are published. By default the first region.
    type: list
    elements: str
  former_regions:
    description:
      - Regions in which the environment was before, beside those that its settings and records name. What is left there is reported,
        deleted with O(purge), and always deleted with O(state=absent).
    type: list
    elements: str
  document:
    description:
      - Whether the document is written. By default it is.
    type: bool
  adopt:
    description:
      - Whether a profile of others with the wanted name and source, and a parameter of others at our path, are taken over.
    type: bool
  purge:
    description:
      - Whether profiles and records of the workload that no entry needs any more are deleted.
    type: bool
  purge_limit:
    description:
      - How many profiles may be purged in one run, 10 by default.
    type: int
  purge_all:
    description:
      - Allow purging with no entries and beyond O(purge_limit).
    type: bool
  recreate:
    description:
      - Which differences make a new profile. V(source), the default, means a changed source or name, V(always) a changed description
        too, V(never) makes any of them an error.
    type: str
    choices: [source, always, never]
  preflight:
    description:
      - Whether the live account is looked at before a profile is made or replaced, as M(genai.bedrock.inference_profiles_preflight) does.
        V(fail), the default, stops at errors, V(warn) only reports them, V(skip) does not look.
    type: str
    choices: [fail, warn, skip]
  eol_days:
    description:
      - Days. For the preflight, a model whose end of life is within them has ended.
    type: int
  verify:
    description:
      - Whether each new profile is called once before its record is published. An entry that fails keeps its record and its old profile.
    type: bool
  grace_seconds:
    description:
      - How long readers keep what was replaced or removed, after records have moved on. There is one wait, the longest of all workloads
        that delete something.
    type: int
  refuse_if_used_within:
    description:
      - Hours. Profiles that were invoked within them, as CloudWatch counts it, are not deleted. What was replaced waits for a later run,
        taking an entry away is an error. V(0) does not ask.
    type: int
  lock:
    description:
      - Whether a run that writes holds the environment's lock, a parameter of its own, so that runs with different wishes write one after
        the other. A run that has nothing to do, and check mode, take none.
      - A run that died loses the lock within a minute.
    type: bool
    default: true
  lock_timeout:
    description:
      - Seconds to wait for a lock that another run holds. After that the task fails, and nothing is written. Whoever waited plans anew.
    type: int
    default: 600
  features:
    description:
      - What else of the collection is used with the same identity, for the preflight's look at permissions.
    type: list
    elements: str
    default: []
    choices: [base, lock, preflight, verify, usage_guard, guardrails, observability, log_role]
  further_problems:
    description:
      - Problems that were found elsewhere, as lines by subject. With O(state=validated) they are rows of RV(report), with others they forbid
        the run.
    type: dict
    default: {}
  check_input:
    description:
      - Which variables of the play are looked at before anything else, since one that is misspelt does nothing. What is wrong is told together
        with all other problems, as O(further_problems) are.
      - V(own) looks at variables that begin like those of the roles whose workloads are given (C(entries_variable)).
      - V(tags) looks at the words of C(--tags) and C(--skip-tags).
      - V(all) looks at every variable that begins with C(bedrock_) or like those of a role of this collection, at C(bedrock_roles), and at
        the words of C(--tags) and C(--skip-tags).
      - C(bedrock_allow_unknown_variables) lists variables that are known to others. Results that a task has registered do not count.
    type: str
    choices: [none, own, tags, all]
    default: none
  today:
    description:
      - The date by which lifecycles are judged, as C(2026-11-30). By default today.
    type: str
  workers:
    description:
      - How many calls run side by side, 16 by default. Of several workloads' numbers the largest counts.
    type: int
extends_documentation_fragment:
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

- name: What the entries come to, without AWS
  genai.bedrock.workloads:
    state: rendered
    environment: dev
    regions: [us-east-1]
    workloads:
      shop:
        entries:
          search:
            model: anthropic.claude-haiku-4-5-20251001-v1:0

- name: Take the workload down
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
    - Where the run stopped before the first write, only C(errors) and C(findings) are told.
  returned: when the input is sound
  type: dict
  contains:
    actions:
      description:
        - C(key), C(region), C(action) and C(reasons) for each profile, guardrail (key V(guardrail)) and repaired record, with C(deletes),
          the ARNs that go, where something is deleted.
      type: list
      elements: dict
    inference_profiles: {description: The profiles that exist afterwards., type: list, elements: dict}
    records: {description: "Key to record, as applications read it.", type: dict}
    record_changes: {description: "C(key), C(region), C(action) and C(reasons) of each record that changes.", type: list, elements: dict}
    superseded: {description: Profiles of ours that live on although another one serves their key., type: list, elements: dict}
    orphans: {description: "Profiles of ours that no entry needs, and that purging would delete.", type: list, elements: dict}
    findings: {description: What the preflight found., type: list, elements: dict}
    errors:
      description: "What failed, each with C(key), C(region), C(operation), C(code) and C(message)."
      type: list
      elements: dict
summary:
  description: How many of each action.
  returned: when something was carried out or planned
  type: dict
  sample: {create: 2, none: 6}
lines:
  description: The summary, ready to print. With O(state=absent) in check mode, a table of what would be removed, with last uses.
  returned: when something was carried out or planned
  type: list
  elements: str
timeline:
  description:
    - Every write that succeeded, in order, with C(seconds) since the run began, C(region), C(subject) and C(action). The subject is
      C(<workload>/<key>) for a profile, C(guardrail <name>), or the name of a parameter.
  returned: when something was carried out or planned
  type: list
  elements: dict
  sample: [{seconds: 1.204, region: us-east-1, subject: shop/search, action: created}]
outputs:
  description: Everything that is published at the place of these workloads, in the shapes of the outputs of a Terraform module.
  returned: when something was carried out or planned
  type: dict
records:
  description: "Everything that is published at the place of these workloads afterwards, C(<workload>/<key>) to record."
  returned: when something was carried out or planned
  type: dict
former_records:
  description: What was published when the run began, of workloads that did not fail, in the same form.
  returned: when something was carried out or planned
  type: dict
gone_arns:
  description: ARNs that C(former_records) name and C(records) do not.
  returned: when something was carried out or planned
  type: list
  elements: str
report:
  description: The findings about a deployment, with O(state=validated).
  returned: with O(state=validated)
  type: dict
  contains:
    findings:
      description:
        - C(workload), C(key), C(region), C(severity), C(code), C(message) and C(way_out) of each finding, the worst first in each workload.
        - What a plan and the look at the account both find is told once. That a model has ended is told instead of that it is gone.
        - C(code) is one of M(genai.bedrock.inference_profiles_preflight), V(guardrail_draft) for an existing guardrail that is named
          without a version of its own, or that of an error of a plan. Where a plan could not read, it is that of AWS.
        - A wrong variable or option is C(invalid_input). V(NotManaged) is a parameter, V(NotOurs) a guardrail that exists and is not ours.
          V(DoesNotExist) is a parameter, V(NotThere) a guardrail that is to be changed and does not exist. V(NotListedYet) is a SecureString
          that C(DescribeParameters) does not list yet, so that its key is not known. V(TierNotLowered) is a parameter of a tier that AWS
          never lowers, V(StillUsed) a profile that was invoked too lately to be deleted.
        - V(equal_names) are two new profiles of one name in a region, V(adopted_twice) is one profile that two entries would take over.
      type: list
      elements: dict
    lines: {description: "The same as a table, ready to print.", type: list, elements: str}
    summary: {description: How many of each severity., type: dict}
    blocking: {description: "What would stop a deployment, as lines.", type: list, elements: str}
    telling: {description: Whether anything was found that is more than information., type: bool}
document:
  description: Name and regions of the document. It is V(null) where none is written.
  returned: when something was carried out or planned
  type: dict
refused:
  description: Whether the run stopped before its first write.
  returned: on failure, where nothing was written
  type: bool
problems:
  description: Everything that forbade the run or failed, as lines. Empty where all is well.
  returned: always
  type: list
  elements: str
errors:
  description: The same as rows, each with C(workload), C(key), C(region), C(operation), C(code) and C(message).
  returned: on failure
  type: list
  elements: dict
"""

from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.options import CHOICES
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import OPTIONAL_FEATURES
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import aws_module
from ansible_collections.genai.bedrock.plugins.module_utils._module.workloads import CONNECTIONS_TYPE, run

ARGUMENTS = {
    "workloads": {"type": "dict", "required": True},
    "state": {"type": "str", "choices": ["present", "absent", "rendered", "validated"], "default": "present"},
    "everything": {"type": "bool", "default": False},
    "connections": {"type": CONNECTIONS_TYPE, "default": {}},
    "environment": {"type": "str"},
    "regions": {"type": "list", "elements": "str"},
    "geography": {"type": "str"},
    "allowed_regions": {"type": "list", "elements": "str"},
    "tags": {"type": "dict", "aliases": ["resource_tags"]},
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
    "check_input": {"type": "str", "choices": ["none", "own", "tags", "all"], "default": "none"},
    "today": {"type": "str"},
    "workers": {"type": "int"},
}


def main() -> None:
    run(aws_module(ARGUMENTS, offline=lambda options: options["state"] == "rendered"))


if __name__ == "__main__":
    main()

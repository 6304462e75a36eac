# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of workloads: of all of them, or of one."""

from __future__ import annotations


class ModuleDocFragment:
    """Options of the module workloads that each of its workloads may set for itself."""

    DOCUMENTATION = r"""
options:
  environment:
    description:
      - The environment, 1 to 32 lower-case letters and digits with single hyphens. It is the tag C(Environment).
    type: str
  regions:
    description:
      - Default regions of the entries, the primary first.
    type: list
    elements: str
  geography:
    description:
      - Preferred geography if several geographic profiles serve a model. It is not enforced.
    type: str
  allowed_regions:
    description:
      - Regions to which AWS may route requests. Any other destination is an error. By default all are allowed.
    type: list
    elements: str
  tags:
    description:
      - Tags of all profiles. Tags of the kind and of the entry take precedence.
    type: dict
    aliases: [resource_tags]
  partner_tags:
    description:
      - AWS partners to whom AWS attributes the use of all profiles, Partner Central account (12 digits, in quotes) to product code. Each is a
        tag C(aws-apn-id-<account>) with C(pc:<product code>), for AWS Partner Revenue Measurement.
    type: dict
  required_tags:
    description:
      - Tag keys that every profile must have.
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
      - Regions in which the environment was deployed before, in addition to those in its settings and records. Remaining resources are reported,
        deleted with O(purge), and always deleted with O(state=absent).
    type: list
    elements: str
  document:
    description:
      - Whether the document is written. It is by default.
    type: bool
  adopt:
    description:
      - Whether to take over profiles of others with the same name and source, and parameters of others at our paths.
    type: bool
  purge:
    description:
      - Whether orphaned profiles and records of the workload, which no entry needs, are deleted.
    type: bool
  purge_limit:
    description:
      - How many profiles may be purged in one run, 10 by default.
    type: int
  purge_all:
    description:
      - Whether to allow purging without entries and beyond O(purge_limit).
    type: bool
  recreate:
    description:
      - Which differences create a new profile. V(source), the default, means a changed source or name, V(always) a changed description
        too. V(never) reports them as errors.
    type: str
    choices: [source, always, never]
  preflight:
    description:
      - Whether the live account is checked before profiles are created or replaced, as M(genai.bedrock.inference_profiles_preflight) does.
        V(fail), the default, stops on errors, V(warn) only reports them, V(skip) skips the checks.
    type: str
    choices: [fail, warn, skip]
  eol_days:
    description:
      - The preflight treats models that reach their end of life within this many days as ended.
    type: int
  verify:
    description:
      - Whether each new profile is called once before its record is published. If the call fails, the entry is withheld and keeps its record and old profile.
    type: bool
  grace_seconds:
    description:
      - Seconds to wait between updating the records and deleting replaced or removed profiles. There is one wait per run, the longest of all workloads
        that delete something.
    type: int
  refuse_if_used_within:
    description:
      - Profiles that were invoked within this many hours, according to CloudWatch, are not deleted. Replaced profiles are kept for a later run,
        removing an entry is an error. V(0) turns the check off.
    type: int
"""

#!/usr/bin/python
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of genai.bedrock.fail_with, which runs on the controller."""

from __future__ import annotations

DOCUMENTATION = r"""
module: fail_with
version_added: "1.2.0"
short_description: Fail with a readable list of problems
description:
  - Fails with a list of problems, such as RV(genai.bedrock.workloads#module:problems), each once on its own line, as the last lines
    before the recap.
  - Problems that differ only in key or region share a line.
  - Without problems it does nothing.
options:
  problems:
    description:
      - The problems.
    type: list
    elements: str
    required: true
  msg:
    description:
      - The headline. By default it counts the problems.
    type: str
    default: ""
  refused:
    description:
      - Whether to state in the headline that nothing was written.
    type: bool
    default: false
attributes:
  action:
    support: full
    description: Runs on the controller.
  check_mode:
    support: full
    description: Fails in check mode, too.
  diff_mode:
    support: N/A
    description: Shows a difference.
  idempotent:
    support: full
    description: Changes nothing.
author:
  - genai.bedrock contributors (@genai-bedrock)
seealso:
  - module: ansible.builtin.fail
"""

EXAMPLES = r"""
- name: Deploy, and continue after failures
  genai.bedrock.workloads:
    environment: dev
    regions: [us-east-1]
    workloads:
      shop:
        entries:
          chat: {model: anthropic.claude-sonnet-4-6}
  register: deployed
  failed_when: deployed.problems is not defined

- name: Fail if anything failed
  genai.bedrock.fail_with:
    problems: "{{ deployed.problems }}"
"""

RETURN = r"""
problems:
  description: The problems, as one text if results are shown as YAML, otherwise as a list.
  returned: when there are problems
  type: raw
"""

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of one SSM parameter."""

from __future__ import annotations


class ModuleDocFragment:
    """What the singular module takes and what each value of the bulk map takes too."""

    DOCUMENTATION = r"""
options:
  state:
    description:
      - Whether the parameter shall exist.
    type: str
    choices: [present, absent]
    default: present
  value:
    description:
      - Value of the parameter. A map or a list is written as compact JSON with sorted keys, but a list of
        O(type=StringList) as its items with commas between them.
      - Values that are JSON objects or lists are compared as JSON. If they are equal, nothing is written.
      - It must not be empty and must not contain C({{), which Parameter Store keeps for references.
      - Where it is not set, the value of an existing parameter is left as it is.
      - The argument is masked in the log and in RV(ignore:invocation). A difference of a plain value is shown by
        C(--diff), one of a C(SecureString) never is.
    type: raw
  type:
    description:
      - Type of the parameter. Where it is not set, a new parameter is a V(String), and the type of an existing one
        is left as it is.
    type: str
    choices: [String, StringList, SecureString]
  description:
    description:
      - Description of the parameter, up to 1,024 characters. Empty text removes it.
    type: str
  tier:
    description:
      - V(auto) takes Standard up to 4,096 bytes of UTF-8 and Advanced, which AWS charges for, up to 8,192. It never
        goes down. An Advanced parameter stays Advanced.
      - V(standard) on an Advanced parameter is an error, since AWS cannot lower the tier.
    type: str
    choices: [auto, standard, advanced]
    default: auto
  key_id:
    description:
      - The KMS key of a C(SecureString), as id, alias or ARN. AWS takes C(alias/aws/ssm) for a new parameter where it
        is not set.
    type: str
  data_type:
    description:
      - Data type of the value, which AWS checks the value against. Where it is not set, a new parameter is V(text), and
        that of an existing one is left as it is.
      - V(url), V(json) and V(jsonc) take the tier Advanced, which AWS charges for. V(aws:ec2:image) is checked by AWS
        after the write, whose success is then no proof.
    type: str
    choices:
      - text
      - aws:ec2:image
      - aws:ssm:integration
      - aws:region
      - aws:account:id
      - boolean
      - integer
      - float
      - binary
      - hostname
      - email
      - ipv4-address
      - ipv6-address
      - url
      - json
      - jsonc
  allowed_pattern:
    description:
      - A regular expression that the value has to match, up to 1,024 characters. Empty text removes it.
    type: str
  policies:
    description:
      - Policies of the parameter, up to ten, each a map with C(Type) (V(Expiration), V(ExpirationNotification) or
        V(NoChangeNotification)), C(Version) and C(Attributes), in AWS's own words. An empty list removes all of them.
      - Policies take the tier Advanced, which AWS charges for.
    type: list
    elements: dict
"""

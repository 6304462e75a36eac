# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connection options: those of amazon.aws, told here so that the documentation stands without that collection."""

from __future__ import annotations


class ModuleDocFragment:
    """Options of modules (MODULES) and of lookups (PLUGINS, which read the environment of the controller)."""

    MODULES = r"""
options:
  region:
    description:
      - The AWS region to use.
      - E(AWS_REGION) or E(AWS_DEFAULT_REGION) is read where the option is not set.
    type: str
    aliases: [aws_region]
  profile:
    description:
      - A named profile of the AWS configuration files, for credentials. It has nothing to do with inference profiles.
      - E(AWS_PROFILE) or E(AWS_DEFAULT_PROFILE) is read where the option is not set.
      - Mutually exclusive with O(access_key), O(secret_key) and O(session_token).
    type: str
    aliases: [aws_profile]
  access_key:
    description:
      - AWS access key id.
      - E(AWS_ACCESS_KEY_ID) or E(AWS_ACCESS_KEY) is read where the option is not set.
    type: str
    aliases: [aws_access_key_id, aws_access_key]
  secret_key:
    description:
      - AWS secret access key.
      - E(AWS_SECRET_ACCESS_KEY) or E(AWS_SECRET_KEY) is read where the option is not set.
    type: str
    aliases: [aws_secret_access_key, aws_secret_key]
  session_token:
    description:
      - Session token of temporary credentials.
      - E(AWS_SESSION_TOKEN) is read where the option is not set.
    type: str
    aliases: [aws_session_token]
  endpoint_url:
    description:
      - URL to call in place of the AWS endpoints, for example of a local endpoint for tests.
      - E(AWS_URL), or E(AWS_ENDPOINT_URL) as botocore knows it, is read where the option is not set.
    type: str
    aliases: [aws_endpoint_url]
  validate_certs:
    description:
      - Whether the certificates of the AWS endpoints are verified.
    type: bool
    default: true
  aws_ca_bundle:
    description:
      - File of the CA bundle for verifying certificates.
      - E(AWS_CA_BUNDLE) is read where the option is not set.
    type: path
  aws_config:
    description:
      - Settings of C(botocore.config.Config), for example C(retries) or C(proxies). They win over the defaults of
        this collection.
    type: dict
  debug_botocore_endpoint_logs:
    description:
      - Return the API actions of the task as RV(ignore:resource_actions), read from botocore's endpoint log.
      - E(ANSIBLE_DEBUG_BOTOCORE_LOGS) is read where the option is not set.
    type: bool
    default: false
requirements:
  - python >= 3.11
  - boto3 >= 1.42.0
  - botocore >= 1.42.0
notes:
  - Modules read environment variables and AWS configuration files on the host that runs them.
    With C(ansible_connection=local) that is the controller.
"""

    PLUGINS = r"""
options:
  region:
    description:
      - The AWS region to use.
    type: str
    aliases: [aws_region]
    env:
      - name: AWS_REGION
      - name: AWS_DEFAULT_REGION
  profile:
    description:
      - A named profile of the AWS configuration files, for credentials.
      - Mutually exclusive with O(access_key), O(secret_key) and O(session_token).
    type: str
    aliases: [aws_profile]
    env:
      - name: AWS_PROFILE
      - name: AWS_DEFAULT_PROFILE
  access_key:
    description:
      - AWS access key id.
    type: str
    aliases: [aws_access_key_id, aws_access_key]
    env:
      - name: AWS_ACCESS_KEY_ID
      - name: AWS_ACCESS_KEY
  secret_key:
    description:
      - AWS secret access key.
    type: str
    aliases: [aws_secret_access_key, aws_secret_key]
    env:
      - name: AWS_SECRET_ACCESS_KEY
      - name: AWS_SECRET_KEY
  session_token:
    description:
      - Session token of temporary credentials.
    type: str
    aliases: [aws_session_token]
    env:
      - name: AWS_SESSION_TOKEN
  endpoint_url:
    description:
      - URL to call in place of the AWS endpoints.
    type: str
    aliases: [aws_endpoint_url]
    env:
      - name: AWS_URL
      - name: AWS_ENDPOINT_URL
requirements:
  - python >= 3.11
  - boto3 >= 1.42.0
  - botocore >= 1.42.0
notes:
  - Lookups run on the controller, and module_defaults do not reach them. Give the connection options to the lookup
    itself or through the environment.
"""

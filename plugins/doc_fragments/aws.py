# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connection options: those of amazon.aws, repeated so that the documentation does not depend on it, and our own."""

from __future__ import annotations


class ModuleDocFragment:
    """Options of modules (MODULES) and of lookups (PLUGINS): the same, but for what is a module's only."""

    MODULES = r"""
options:
  region:
    description:
      - The AWS region to use.
      - E(AWS_REGION) or E(AWS_DEFAULT_REGION) is read where the option is not set, then the region of the profile.
    type: str
    aliases: [aws_region]
  profile:
    description:
      - A named profile of the AWS configuration files, for credentials. It has nothing to do with inference profiles.
      - Where neither this option nor keys are set, keys of the environment are used, then E(AWS_PROFILE) or
        E(AWS_DEFAULT_PROFILE), then whatever botocore finds.
      - Whoever is named, by options or by these variables, makes the calls of every service. A bearer token in
        E(AWS_BEARER_TOKEN_BEDROCK) is used where nobody is named.
      - Mutually exclusive with O(access_key), O(secret_key) and O(session_token). It wins over keys in the environment.
    type: str
    aliases: [aws_profile]
  access_key:
    description:
      - AWS access key id. It wins over all credentials and over E(AWS_PROFILE) in the environment.
      - E(AWS_ACCESS_KEY_ID) or E(AWS_ACCESS_KEY) is read where neither keys nor O(profile) are set.
    type: str
    aliases: [aws_access_key_id, aws_access_key]
  secret_key:
    description:
      - AWS secret access key.
      - E(AWS_SECRET_ACCESS_KEY) or E(AWS_SECRET_KEY) is read together with the access key.
    type: str
    aliases: [aws_secret_access_key, aws_secret_key]
  session_token:
    description:
      - Session token of temporary credentials.
      - E(AWS_SESSION_TOKEN) is read only where the keys are those of the environment, too.
    type: str
    aliases: [aws_session_token]
  assume_role_arn:
    description:
      - ARN of a role that is assumed for all calls, with one C(sts:AssumeRole) for the task. Profile or keys say who
        assumes it.
      - The session lasts an hour, and is renewed where the task takes longer.
    type: str
  assume_role_external_id:
    description:
      - External id that the role's trust policy requires.
    type: str
  assume_role_session_name:
    description:
      - Name of the role's session, as shown in CloudTrail.
    type: str
    default: genai.bedrock
  endpoint_url:
    description:
      - URL to call in place of the AWS endpoints of all services, for example of a local endpoint for tests. It begins
        with C(https://) or C(http://).
      - If unset, botocore's order of precedence applies. E(AWS_ENDPOINT_URL_SSM) (and the like for other services) wins over
        E(AWS_ENDPOINT_URL), and both win over the AWS configuration files. E(AWS_URL), which C(amazon.aws) reads, is
        taken for E(AWS_ENDPOINT_URL).
    type: str
    aliases: [aws_endpoint_url]
  endpoint_urls:
    description:
      - URLs of single services, for example of interface endpoints in a private network. They win over O(endpoint_url)
        and over the environment.
      - A map of service to URL, or of service to a map of region to URL. A service that is not in the map, or not for a
        region, is called as without the option.
      - Services are C(bedrock), C(bedrock-runtime), C(cloudwatch), C(iam), C(kms), C(logs),
        C(resourcegroupstaggingapi), C(service-quotas), C(ssm) and C(sts); and C(sso), C(sso-oidc) and C(signin), which some credentials profiles
        need.
      - C(amazon.aws) does not know this option, nor the role to assume. In C(module_defaults) of C(group/genai.bedrock.aws)
        they are for tasks that call modules of this collection only.
    type: dict
  validate_certs:
    description:
      - Whether the certificates of the AWS endpoints are verified.
    type: bool
    default: true
  aws_ca_bundle:
    description:
      - File of the CA bundle for verifying certificates.
      - E(AWS_CA_BUNDLE) is read where the option is not set, then C(ca_bundle) of the AWS configuration files.
    type: path
  aws_config:
    description:
      - Settings of C(botocore.config.Config), for example C(retries) or C(proxies). They win over the defaults of
        this collection.
      - Without C(retries) in it, a call is tried up to ten times, at the pace of the service. E(AWS_MAX_ATTEMPTS), or C(max_attempts)
        of the credentials profile, sets another number, C(1) for no second attempt. With C(retries), botocore alone decides.
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
      - E(AWS_REGION) or E(AWS_DEFAULT_REGION) is read where the option is not set, then the region of the profile.
    type: str
    aliases: [aws_region]
  profile:
    description:
      - A named profile of the AWS configuration files, for credentials. It has nothing to do with inference profiles.
      - Where neither this option nor keys are set, keys of the environment are used, then E(AWS_PROFILE) or
        E(AWS_DEFAULT_PROFILE), then whatever botocore finds.
      - Whoever is named, by options or by these variables, makes the calls of every service. A bearer token in
        E(AWS_BEARER_TOKEN_BEDROCK) is used where nobody is named.
      - Mutually exclusive with O(access_key), O(secret_key) and O(session_token). It wins over keys in the environment.
    type: str
    aliases: [aws_profile]
  access_key:
    description:
      - AWS access key id. It wins over all credentials and over E(AWS_PROFILE) in the environment.
      - E(AWS_ACCESS_KEY_ID) or E(AWS_ACCESS_KEY) is read where neither keys nor O(profile) are set.
    type: str
    aliases: [aws_access_key_id, aws_access_key]
  secret_key:
    description:
      - AWS secret access key.
      - E(AWS_SECRET_ACCESS_KEY) or E(AWS_SECRET_KEY) is read together with the access key.
    type: str
    aliases: [aws_secret_access_key, aws_secret_key]
  session_token:
    description:
      - Session token of temporary credentials.
      - E(AWS_SESSION_TOKEN) is read only where the keys are those of the environment, too.
    type: str
    aliases: [aws_session_token]
  assume_role_arn:
    description:
      - ARN of a role that is assumed for all calls, with one C(sts:AssumeRole) for the lookup. Profile or keys say who
        assumes it.
      - The session lasts an hour, and is renewed where it takes longer.
    type: str
  assume_role_external_id:
    description:
      - External id that the role's trust policy requires.
    type: str
  assume_role_session_name:
    description:
      - Name of the role's session, as shown in CloudTrail.
    type: str
    default: genai.bedrock
  endpoint_url:
    description:
      - URL to call in place of the AWS endpoints of all services, for example of a local endpoint for tests. It begins
        with C(https://) or C(http://).
      - If unset, botocore's order of precedence applies. E(AWS_ENDPOINT_URL_SSM) (and the like for other services) wins over
        E(AWS_ENDPOINT_URL), and both win over the AWS configuration files. E(AWS_URL), which C(amazon.aws) reads, is
        taken for E(AWS_ENDPOINT_URL).
    type: str
    aliases: [aws_endpoint_url]
  endpoint_urls:
    description:
      - URLs of single services, for example of interface endpoints in a private network. They win over O(endpoint_url)
        and over the environment.
      - A map of service to URL, or of service to a map of region to URL. A service that is not in the map, or not for a
        region, is called as without the option.
      - Services are C(bedrock), C(bedrock-runtime), C(cloudwatch), C(iam), C(kms), C(logs),
        C(resourcegroupstaggingapi), C(service-quotas), C(ssm) and C(sts); and C(sso), C(sso-oidc) and C(signin), which some credentials profiles
        need.
    type: dict
  validate_certs:
    description:
      - Whether the certificates of the AWS endpoints are verified.
    type: bool
    default: true
  aws_ca_bundle:
    description:
      - File of the CA bundle for verifying certificates.
      - E(AWS_CA_BUNDLE) is read where the option is not set, then C(ca_bundle) of the AWS configuration files.
    type: path
  aws_config:
    description:
      - Settings of C(botocore.config.Config), for example C(retries) or C(proxies). They win over the defaults of
        this collection.
      - Without C(retries) in it, a call is tried up to ten times, at the pace of the service. E(AWS_MAX_ATTEMPTS), or C(max_attempts)
        of the credentials profile, sets another number, C(1) for no second attempt. With C(retries), botocore alone decides.
    type: dict
requirements:
  - python >= 3.11
  - boto3 >= 1.42.0
  - botocore >= 1.42.0
notes:
  - Lookups run on the controller, and module_defaults do not reach them. Give the connection options to the lookup
    itself or through the environment of the controller.
"""

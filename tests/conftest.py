# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No test sees the credentials, profiles or endpoints of the shell it is started from."""

from __future__ import annotations

import os

from tests import changing, figures, packing

for variable in [name for name in os.environ if name.startswith(("AWS_", "ANSIBLE_"))]:
    if variable != "ANSIBLE_COLLECTIONS_PATH":
        del os.environ[variable]
os.environ |= {
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "NO_PROXY": "127.0.0.1,localhost",
    "no_proxy": "127.0.0.1,localhost",
}


def pytest_configure(config) -> None:
    config.pluginmanager.register(figures, "figures")
    config.pluginmanager.register(packing, "packing")
    config.pluginmanager.register(changing, "changing")

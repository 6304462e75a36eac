# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One client at a time, in an environment that holds nothing but the endpoint and its keys."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.local_aws.server import LocalAws

from . import HERE, ROOT
from .expected import CELLS, Client, blocks
from .installing import install

# The format `clients` makes this folder.
EXPORTS = ROOT / ".cache/clients/exports/clients"
TIME_LIMIT = 300


@contextmanager
def deployed() -> Iterator[Mapping[str, str]]:
    """inventories/local on an endpoint of its own, exported: what a client's shell has."""
    with LocalAws() as aws:
        shell = _shell(aws.url)
        export = {"bedrock_export_path": str(EXPORTS.parent), "bedrock_export_formats": ["clients"]}
        for playbook, variables in (("deploy", {}), ("export", export)):
            _play(playbook, shell, variables)
        # What the generated policies deny: no client may need it.
        aws.switch(deny=["bedrock:GetInferenceProfile", "bedrock:ListInferenceProfiles"])
        yield shell


def _shell(url: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_BEDROCK_RUNTIME_ENDPOINT": url,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": url,
        "AWS_REGION": "us-east-1",
        "AWS_SECRET_ACCESS_KEY": "unused-by-the-endpoint",
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "ANTHROPIC_BEDROCK_BASE_URL": url,
        "EXPORTS": str(EXPORTS),
        # LiteLLM would fetch its price list.
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",
        "NO_PROXY": "127.0.0.1,localhost",
    }


def _play(playbook: str, shell: Mapping[str, str], variables: Mapping[str, object]) -> None:
    command = [str(Path(sys.executable).with_name("ansible-playbook")), f"genai.bedrock.{playbook}"]
    command += ["-i", "inventories/local", "-e", json.dumps(variables)]
    environment = shell | {"ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".ansible/collections")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{playbook} failed:\n{done.stdout}{done.stderr}")


def run(client: Client, shell: Mapping[str, str]) -> dict[str, str]:
    """Each cell that the client has: ``works``, or what went wrong."""
    folder, ending = install(client), "py" if client.language == "python" else "mjs"
    for file in (*(HERE / "kit").glob(f"*.{ending}"), *client.folder.glob("cells.*")):
        shutil.copy(file, folder)
    shutil.copy(ROOT / "plugins/module_utils/inference_router.py", folder)
    code = blocks()
    (folder / f"records.{ending}").write_text(code[f"records.{ending}"])
    (folder / f"block.{ending}").write_text(code.get(client.name, ""))
    (folder / "command.sh").write_text(code.get(f"{client.name}.sh", ""))
    results, log = folder / "results.json", folder / "log"
    results.unlink(missing_ok=True)
    program = [str(folder / "venv/bin/python")] if client.language == "python" else ["node"]
    command = [*program, f"main.{ending}", str(results), *CELLS]
    with log.open("w") as file:
        subprocess.run(command, cwd=folder, env=shell, stdout=file, stderr=file, check=False, timeout=TIME_LIMIT)
    if not results.exists():
        return dict.fromkeys(CELLS, f"{client.title} did not start: {log.read_text()[-600:]}")
    return json.loads(results.read_text())

# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands: start, stop, status, serve, reset, env."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence

from . import process
from .shell import exports
from .switches import SwitchError, from_pairs

DEFAULT_PORT = 4599


def main(words: Sequence[str]) -> int:
    """Run one command; the exit status is 0 if the endpoint is as wished."""
    options = _parser().parse_args(words)
    try:
        message = _run(options)
    except (process.ProcessError, SwitchError) as error:
        print(f"local_aws: {error}", file=sys.stderr)
        return 1
    print(message)
    return 0


def _run(options: argparse.Namespace) -> str:
    port: int = options.port
    switches = from_pairs(getattr(options, "switch", []))
    if options.command == "start":
        return process.start(port, options.switch)
    if options.command == "stop":
        return process.stop(port)
    if options.command == "status":
        return process.status(port)
    if options.command == "env":
        process.require_running(port)
        return exports(port, options.region, options.key)
    if options.command == "reset":
        process.require_running(port)
        pairs = {name: value for name, value in switches.as_json().items() if _named(name, options.switch)}
        return json.dumps(process.control(port, "POST", "reset", pairs))
    _forget_shell()
    # Imported late: only the server itself needs moto, and moto looks at the environment.
    from .server import serve

    serve(port, switches)
    return "stopped"


def _forget_shell() -> None:
    """Whatever AWS profile or credentials the shell holds, the endpoint must come up."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "MOTO_"))]:
        del os.environ[name]
    os.environ |= {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}


def _named(name: str, pairs: Sequence[str]) -> bool:
    return any(pair.partition("=")[0] == name for pair in pairs)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="local_aws", description="The local AWS endpoint on 127.0.0.1.")
    commands = parser.add_subparsers(dest="command", required=True)
    described = {
        "start": "start it in the background unless it is up",
        "stop": "stop it",
        "status": "say whether it is up (exit status 1 if not)",
        "serve": "run it in the foreground",
        "reset": "forget all resources, calls and switches",
        "env": 'print what leads a shell and its clients to it: eval "$(... env)"',
    }
    for name, text in described.items():
        command = commands.add_parser(name, help=text)
        port = int(os.environ.get("LOCAL_AWS_PORT") or DEFAULT_PORT)
        command.add_argument("--port", type=int, default=port, help="default: LOCAL_AWS_PORT, else %(default)s")
        if name in ("start", "serve", "reset"):
            command.add_argument("--switch", action="append", default=[], metavar="NAME=VALUE", help="value as JSON")
        if name == "env":
            command.add_argument("--region", default="us-east-1", help="default: %(default)s")
            command.add_argument("--key", default="local", help="access key; twelve digits are an account")
    return parser

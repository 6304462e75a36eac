#!/usr/bin/env bash
# Runs the scenarios under extensions/molecule, all or those named: tools/molecule.sh [scenario ...]
set -euo pipefail
cd "$(dirname "$0")/.."
# A run that was cut off leaves molecule in the belief that the endpoint is up.
molecule reset --all >/dev/null 2>&1 || true
# All playbooks find what the first one has packed (tests/packing).
PACKED_MODULES=$(mktemp -d)
trap 'rm -rf "$PACKED_MODULES"' EXIT
export PACKED_MODULES ANSIBLE_CALLBACKS_ENABLED=packed_once ANSIBLE_CALLBACK_PLUGINS=$PWD/tests/packing/callback_plugins
scenarios=(--all)
[ "$#" -eq 0 ] || scenarios=("${@/#/--scenario-name=}")
# The recap may call a failed step successful; the exit status is right.
molecule test --continue-on-failure --no-command-borders "${scenarios[@]}"

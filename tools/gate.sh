#!/usr/bin/env bash
# Runs one gate and tells its time: tools/gate.sh <name> <command> [argument ...]
# No setting for AWS, Ansible or Molecule of the caller's shell reaches it, no credentials, and nothing of the make that calls it.
# Python keeps what it compiles, since some gates start it hundreds of times.
set -euo pipefail
cd "$(dirname "$0")/.."
name=$1
shift
unset "${!AWS_@}" "${!ANSIBLE_@}" "${!MOLECULE_@}" MAKEFLAGS MFLAGS MAKELEVEL PYTHONDONTWRITEBYTECODE
export PATH="$PWD/.venv/bin:$PATH"
export ANSIBLE_COLLECTIONS_PATH="$PWD/.ansible/collections"
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true
export NO_PROXY=127.0.0.1,localhost no_proxy=127.0.0.1,localhost

echo "== $name"
status=0
"$@" || status=$?
if [ "$status" -eq 0 ]; then
  echo "== $name: passed in $SECONDS s"
else
  echo "== $name: FAILED after $SECONDS s (exit status $status)" >&2
fi
exit "$status"

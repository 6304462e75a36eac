#!/usr/bin/env bash
# Builds the artefact, imports it as Galaxy does, installs it into an empty folder and lets Ansible read it there.
set -euo pipefail
cd "$(dirname "$0")/.."
dist=$PWD/.ansible/dist
rm -rf "$dist"
mkdir -p "$dist"
ansible-galaxy collection build --output-path "$dist"
cd "$dist"
artefact=$(echo genai-bedrock-*.tar.gz)

# ansible-lint is a gate of its own. The importer only logs some errors, so the log is read.
printf '[galaxy-importer]\nRUN_ANSIBLE_LINT = False\n' >importer.cfg
GALAXY_IMPORTER_CONFIG=$dist/importer.cfg python -m galaxy_importer.main "$artefact" 2>&1 | tee importer.log
if grep -E '^(ERROR|WARNING)' importer.log; then
  echo "The importer found something." >&2
  exit 1
fi

export ANSIBLE_COLLECTIONS_PATH=$dist/installed
ansible-galaxy collection install --offline --no-deps -p installed "$artefact"
ansible-doc -t module genai.bedrock.inference_profiles >/dev/null
ansible-playbook --syntax-check -i localhost, genai.bedrock.deploy

#!/usr/bin/env bash
# Runs ansible-test sanity, without containers, in a copy that lies at ansible_collections/genai/bedrock.
# Arguments are passed on: tools/sanity.sh --test validate-modules
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
unset ANSIBLE_COLLECTIONS_PATH
tree=$root/.ansible/tree/ansible_collections
python=$root/.venv/bin/python
site=$("$python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')

rm -rf "$tree"
mkdir -p "$tree/genai/bedrock"
ln -sfn "$site/ansible_collections/amazon" "$tree/amazon"
git ls-files -co --exclude-standard -z |
  while IFS= read -r -d '' file; do if [ -e "$file" ]; then printf '%s\0' "$file"; fi; done |
  tar --null -T - -cf - | tar -xf - -C "$tree/genai/bedrock"
# The copy lies where this repository ignores it: a repository of its own makes its files visible.
git init -q "$tree/genai/bedrock"

# ansible-test downloads get-pip.py from a host of its own, unless it finds it here.
pip_version=$(sed -n "s/^ *pip='\([0-9.]*\)',.*/\1/p" "$site/ansible_test/_internal/python_requirements.py" | tail -1)
cached=$HOME/.ansible/test/cache/get_pip_${pip_version//./_}.py
if [ ! -e "$cached" ]; then
  mkdir -p "${cached%/*}"
  cp tools/get_pip.py "$cached"
fi

cd "$tree/genai/bedrock"
log=$root/.ansible/sanity.log
"$root/.venv/bin/ansible-test" sanity --local --python "$version" --color no "$@" 2>&1 | tee "$log"
# Where it sees no files it runs nothing and is content.
tests=$(grep -c 'Running sanity test' "$log" || true)
if [ "$#" -eq 0 ] && [ "$tests" -lt 20 ]; then
  echo "Only $tests sanity tests were run." >&2
  exit 1
fi

#!/usr/bin/env bash
# Makes .venv and .ansible/collections from PyPI alone. Does nothing when they are up to date.
set -euo pipefail
cd "$(dirname "$0")/.."
stamp=.ansible/setup.stamp
# A virtual environment knows its own path, so a moved clone needs a new one.
place=$(printf '%s' "$PWD" | cksum)
want="$place $(cat requirements-dev.txt tools/bootstrap.sh tools/fetch_amazon_aws.py | cksum)"
up_to_date() { [ "$(cat "$stamp" 2>/dev/null)" = "$want" ] && .venv/bin/python -c '' 2>/dev/null; }
up_to_date && exit 0

mkdir -p .ansible/tool .ansible/collections/ansible_collections/genai
if command -v flock >/dev/null; then # two calls of make at a time
  exec 9>.ansible/setup.lock
  flock 9
  up_to_date && exit 0
fi
echo "Preparing .venv (once, about half a minute) ..."

# A pyenv shim exists for versions that do not run, so each is tried by running it.
base=
for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python; do
  [ -n "$candidate" ] || continue
  if base=$("$candidate" -c 'import sys, venv; assert sys.version_info >= (3, 11); print(sys.executable)' 2>/dev/null); then break; fi
done
[ -n "$base" ] || {
  echo "Python 3.11 or newer is needed. PYTHON=/path/to/python3 make env takes one that is not on the PATH." >&2
  exit 1
}

export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1 PIP_DISABLE_PIP_VERSION_CHECK=1
index=${PIP_INDEX_URL:-$("$base" -m pip config get global.index-url 2>/dev/null || true)}
[ -z "$index" ] || export UV_DEFAULT_INDEX="$index"
uv=$(command -v uv || echo .ansible/tool/bin/uv)
if [ ! -x "$uv" ]; then
  "$base" -m pip install -q --target .ansible/tool uv 2>/dev/null || true
fi

keep_venv() { [ "$(cut -d' ' -f1-2 "$stamp" 2>/dev/null)" = "$place" ] && .venv/bin/python -c '' 2>/dev/null; }
with_uv() {
  [ -x "$uv" ] || return 1
  keep_venv || "$uv" venv -q --clear -p "$base" .venv || return 1
  "$uv" pip install -q -p .venv/bin/python --compile-bytecode -r requirements-dev.txt
}
with_pip() { # slower, but reads all of pip's own settings
  "$base" -m venv --clear .venv || {
    echo "$base cannot make a virtual environment: install its venv package (Debian: python3-venv), or uv." >&2
    return 1
  }
  .venv/bin/python -m pip install -q -r requirements-dev.txt
}
with_uv || with_pip
.venv/bin/python tools/fetch_amazon_aws.py

link=.ansible/collections/ansible_collections/genai/bedrock
[ -L "$link" ] || rm -rf "$link"
ln -sfn ../../../.. "$link"
echo "$want" >"$stamp"

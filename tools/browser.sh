#!/usr/bin/env bash
# Runs the tests of the report page in Chromium. Where there is none, it says so; .ci/run installs it and sets REQUIRE_BROWSER.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
  [ -n "$name" ] || continue
  if CHROMIUM=$(command -v "$name"); then
    export CHROMIUM
    exec tools/gate.sh browser pytest -q tests/browser
  fi
done
echo "== browser: NOT RUN, there is no Chromium here. Debian: apt-get install chromium fonts-dejavu-core; or CHROMIUM=/path/to/chromium make browser" >&2
[ -z "${REQUIRE_BROWSER:-}" ]

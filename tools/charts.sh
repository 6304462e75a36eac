#!/usr/bin/env bash
# Fetches the chart library of the report page from npm, in the versions that are named here, and writes it beside the page: `make charts`.
set -euo pipefail
cd "$(dirname "$0")/.."
to=$PWD/plugins/plugin_utils/report/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fetch() { # package@version, file in dist, sha256 of the tarball
  local tarball
  tarball=$(npm pack --silent "$1")
  echo "$3  $tarball" | sha256sum --check --quiet
  tar -xzf "$tarball"
  # ansible-test sanity refuses typographic quotes, which JavaScript can write as escapes.
  perl -CSD -pe 's/([\x{80}-\x{ffff}])/sprintf("\\u%04x", ord $1)/ge; s/\s+$/\n/' "package/dist/$2" >"$to/$2"
  { echo "$1"; echo; cat package/LICENSE; } >"$to/${2%%.*}.LICENSE"
}

mkdir -p "$to"
fetch d3@7.9.2 d3.min.js f0c1d2c2479907a6e3265370d0fd715f7aef0f561cdd2b415df385ba7df9d1aa
fetch @observablehq/plot@0.6.17 plot.umd.min.js 4dcc9f7afd10caee8b2283c0075a5765610cfbbf6d7d93cdb153b3b5d3501afc

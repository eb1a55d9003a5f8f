#!/usr/bin/env bash
# Brings PublicAPI.Unshipped.txt up to date with the public members of the packages. Read the diff: it is what users of the packages will see.
#
#   build/public-api.sh              adds what is new, takes out what is gone
#   build/public-api.sh --shipped    after a release: what was unshipped is shipped from now on
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

projects=(infra/MlopsInfra.Components infra/MlopsInfra.Contract)
case ${1:-} in
  '')
    for project in "${projects[@]}"; do
      dotnet build "$project" --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly -p:RefreshPublicApi=true
      dotnet format analyzers "$project" --no-restore --diagnostics RS0016 RS0017 RS0036 RS0037
    done
    ;;
  --shipped)
    for project in "${projects[@]}"; do
      shipped=$project/PublicAPI.Shipped.txt unshipped=$project/PublicAPI.Unshipped.txt
      # A line *REMOVED*X of the unshipped API takes X out of the shipped one.
      grep '^\*REMOVED\*' "$unshipped" | sed 's/^\*REMOVED\*//' >"$shipped.removed" || true
      {
        echo '#nullable enable'
        grep -hv -e '^#' -e '^\*REMOVED\*' "$shipped" "$unshipped" | grep -Fxv -f "$shipped.removed" | LC_ALL=C sort -u
      } >"$shipped.new"
      mv "$shipped.new" "$shipped"
      rm "$shipped.removed"
      echo '#nullable enable' >"$unshipped"
    done
    ;;
  *)
    echo 'usage: build/public-api.sh [--shipped]' >&2
    exit 2
    ;;
esac
git --no-pager diff --stat -- 'infra/*/PublicAPI.*.txt'

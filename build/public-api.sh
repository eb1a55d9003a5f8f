#!/usr/bin/env bash
# Brings PublicAPI.Unshipped.txt up to date with the public members of the packages. Read the diff: it is what users of the packages will see.
#
#   build/public-api.sh              adds what is new, takes out what is gone
#   build/public-api.sh --shipped    after a release: what was unshipped is shipped from now on
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

projects=(infra/MlopsInfra.Components infra/MlopsInfra.Contract)

# symbols RULE MESSAGE: what the analyzer says of a symbol in the build's log on standard input; the text between the quotes is a line of the list.
symbols() {
  sed -nE "s/.*(warning|error) $1: Symbol '(.*)' $2.*/\2/p" | LC_ALL=C sort -u
}

refresh() {
  local project=$1 unshipped=$1/PublicAPI.Unshipped.txt shipped=$1/PublicAPI.Shipped.txt log new gone
  dotnet build "$project" --nologo --verbosity quiet -consoleLoggerParameters:ErrorsOnly -p:RefreshPublicApi=true
  # Once more, the project alone: what is up to date isn't compiled, and what isn't compiled says nothing.
  log=$(dotnet build "$project" --nologo --verbosity quiet --no-restore --no-dependencies --no-incremental -p:RefreshPublicApi=true)
  new=$(symbols RS0016 'is not part of the declared' <<<"$log")
  gone=$(symbols RS0017 'is part of the declared' <<<"$log")
  {
    echo '#nullable enable'
    {
      grep -v '^#' "$unshipped" | grep -Fxv -e "$gone" || true
      # A member of a release that is gone stays listed, as removed: that line is the break.
      grep -Fx -e "$gone" "$shipped" | sed 's/^/*REMOVED*/' || true
      echo "$new"
    } | grep -v '^$' | LC_ALL=C sort -u
  } >"$unshipped.new"
  mv "$unshipped.new" "$unshipped"
}

ship() {
  local shipped=$1/PublicAPI.Shipped.txt unshipped=$1/PublicAPI.Unshipped.txt removed
  removed=$(sed -n 's/^\*REMOVED\*//p' "$unshipped")
  {
    echo '#nullable enable'
    grep -hv -e '^#' -e '^\*REMOVED\*' "$shipped" "$unshipped" | grep -Fxv -e "$removed" | grep -v '^$' | LC_ALL=C sort -u
  } >"$shipped.new"
  mv "$shipped.new" "$shipped"
  echo '#nullable enable' >"$unshipped"
}

case ${1:-} in
  '') for project in "${projects[@]}"; do refresh "$project"; done ;;
  --shipped) for project in "${projects[@]}"; do ship "$project"; done ;;
  *)
    echo 'usage: build/public-api.sh [--shipped]' >&2
    exit 2
    ;;
esac
git --no-pager diff --stat -- 'infra/*/PublicAPI.*.txt'

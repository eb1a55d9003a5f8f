#!/usr/bin/env bash
# Pushes the packages in artifacts/release to the source NUGET_SOURCE with the key NUGET_API_KEY. A package that is already there is left alone,
# so a push that was cut off can be repeated.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

: "${NUGET_SOURCE:?is not set: the address of the package source}"
: "${NUGET_API_KEY:?is not set}"
shopt -s nullglob
packages=(artifacts/release/*.nupkg)
if ((${#packages[@]} == 0)); then
  echo 'push: there is no package in artifacts/release; run build/ci/pack.sh first' >&2
  exit 2
fi
for package in "${packages[@]}"; do
  dotnet nuget push "$package" --source "$NUGET_SOURCE" --api-key "$NUGET_API_KEY" --skip-duplicate
done

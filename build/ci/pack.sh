#!/usr/bin/env bash
# Packs what a release publishes into artifacts/release, built against the official Pulumi packages and nothing else.
#
#   build/ci/pack.sh TAG        for example: build/ci/pack.sh v1.2.3
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

fail() {
  echo "pack: $1" >&2
  exit 2
}
(($# == 1)) || fail 'usage: build/ci/pack.sh TAG'
[[ $1 =~ ^v([0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?)$ ]] || fail "'$1' is no version tag: v1.2.3 or v1.2.3-rc.1"
version=${BASH_REMATCH[1]}
[[ ${PulumiSdk:-nuget} == nuget ]] || fail "PulumiSdk is '$PulumiSdk'. A release is built against the official Pulumi packages only: PulumiSdk=nuget."

out=artifacts/release
rm -rf "$out"
for project in infra/MlopsInfra.Contract infra/MlopsInfra.Components src/MlopsInfra.Cli templates; do
  dotnet pack "$project" --nologo --configuration Release --output "$out" -p:PulumiSdk=nuget -p:Version="$version" -p:ContinuousIntegrationBuild=true
done

shopt -s nullglob
packages=("$out"/*.nupkg)
((${#packages[@]} > 0)) || fail 'nothing was packed'
for package in "${packages[@]}"; do
  [[ $package != *-local* && ${package##*/} != Pulumi* ]] || fail "$package was built against sdks/; a release never is"
  echo "$package"
done

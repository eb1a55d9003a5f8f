#!/usr/bin/env bash
# Publishes every folder that pipelines/published names to the environment of a stack; what did not change is not written again.
#
#   build/ci/pipelines.sh publish STACK [OPTION...]
set -euo pipefail

if [[ ${1:-} != publish || -z ${2:-} ]]; then
  echo 'usage: build/ci/pipelines.sh publish STACK [OPTION...]' >&2
  exit 2
fi
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# All names first: a command may read what stands on standard input.
mapfile -t folders < <(sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$root/pipelines/published")
if ((${#folders[@]} == 0)); then
  echo "$root/pipelines/published names no folder" >&2
  exit 2
fi
for folder in "${folders[@]}"; do
  dotnet run --project "$root/src/MlopsInfra.Cli" -- "$@" --pipeline "$root/pipelines/$folder"
done

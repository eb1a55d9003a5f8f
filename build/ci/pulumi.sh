#!/usr/bin/env bash
# Runs Pulumi on a stack, or repairs its state after an interrupted run, signed in as GitHub Actions or Azure Pipelines gives the identity: no key, no password.
#
#   build/ci/pulumi.sh preview|up|repair STACK
#
# Reads PULUMI_BACKEND_URL (or PULUMI_ACCESS_TOKEN, for Pulumi Cloud) and the identity, which renews its tokens for as long as a deployment takes:
#   GitHub Actions    AZURE_CLIENT_ID, AZURE_TENANT_ID, AZURE_SUBSCRIPTION_ID; permission id-token: write. The provider asks GitHub for each new token.
#   Azure Pipelines   the sign-in of AzureCLI@2 with keepAzSessionActive; AZURE_SUBSCRIPTION_ID. A token that is handed on ends within minutes, and the
#                     provider can't ask for new ones there: it asks by GET, as GitHub has it, and Azure Pipelines answers to POST only.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

fail() {
  echo "pulumi.sh: $1" >&2
  exit 2
}
(($# == 2)) || fail 'usage: build/ci/pulumi.sh preview|up|repair STACK'
operation=$1
stack=$2
[[ $operation == preview || $operation == up || $operation == repair ]] || fail "'$operation' is none of preview, up and repair"
[[ -e Pulumi.$stack.yaml ]] || fail "there is no Pulumi.$stack.yaml in $PWD"
[[ -n ${PULUMI_BACKEND_URL:-}${PULUMI_ACCESS_TOKEN:-} ]] || fail 'neither PULUMI_BACKEND_URL nor PULUMI_ACCESS_TOKEN is set: where is the state? See docs/ci-cd.md.'

export ARM_SUBSCRIPTION_ID=${AZURE_SUBSCRIPTION_ID:-}
if [[ -z ${TF_BUILD:-} ]]; then
  export ARM_USE_OIDC=true
  export ARM_CLIENT_ID=${AZURE_CLIENT_ID:-}
  export ARM_TENANT_ID=${AZURE_TENANT_ID:-}
  [[ -n $ARM_CLIENT_ID ]] || fail 'AZURE_CLIENT_ID is not set. See docs/ci-cd.md.'
  [[ -n $ARM_TENANT_ID ]] || fail 'AZURE_TENANT_ID is not set. See docs/ci-cd.md.'
fi
[[ -n $ARM_SUBSCRIPTION_ID ]] || fail 'AZURE_SUBSCRIPTION_ID is not set. See docs/ci-cd.md.'
# The stack's secrets may be encrypted with a key of a vault: through the sign-in that `az` has.
export AZURE_KEYVAULT_AUTH_VIA_CLI=true

command -v pulumi >/dev/null || fail 'the pulumi CLI is not on the PATH.'
pulumi version

if [[ $operation == up ]]; then
  exec pulumi up --stack "$stack" --yes --non-interactive --color never
fi

if [[ $operation == repair ]]; then
  # Whether what was being created exists is asked through the sign-in that `az` has.
  export AZURE_TOKEN_CREDENTIALS=AzureCliCredential
  exec dotnet run --project src/MlopsInfra.Cli -- repair "$stack" --yes
fi

mkdir -p artifacts/preview
log=artifacts/preview/pulumi-$stack.txt
pulumi preview --stack "$stack" --diff --non-interactive --color never | tee "$log"

summary=$PWD/artifacts/preview/pulumi-$stack.md
fence='````' # four: a property may hold Markdown with three
printf '## pulumi preview of %s\n\n%stext\n%s\n%s\n' "$stack" "$fence" "$(<"$log")" "$fence" >"$summary"
[[ -z ${GITHUB_STEP_SUMMARY:-} ]] || cat "$summary" >>"$GITHUB_STEP_SUMMARY"
[[ -z ${TF_BUILD:-} ]] || echo "##vso[task.uploadsummary]$summary"

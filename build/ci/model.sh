#!/usr/bin/env bash
# One step of a model's way, as model.yml of both CI systems takes it. Each is one command of mlops, which writes the run's summary and outputs.
#
#   build/ci/model.sh run STACK [OPTION...]
#                                      trains with MLOPS_DATA: an address or a file; empty: what the published pipeline says. A model that its gate
#                                      refuses is no failure here: it is not handed on, and the way ends
#   build/ci/model.sh release STACK [OPTION...]
#                                      releases from the stack MLOPS_FROM what the stage before hands on, MLOPS_MODEL_NAME in version MLOPS_MODEL_VERSION,
#                                      else MLOPS_MODEL (NAME or NAME:VERSION). Both empty: the newest model that is good enough
#   build/ci/model.sh verify STACK     says what runs, since when, and from which model, data and commit
#   build/ci/model.sh monitor STACK [OPTION...]
#                                      compares what the model in use sees with what it was trained on. A drift is no failure of the run: with --open it
#                                      is written down where the team looks
#
# Options are those of the command. MLOPS_LOCAL=true does it on the local cloud.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

fail() {
  echo "model.sh: $1" >&2
  exit 2
}
(($# >= 2)) || fail 'usage: build/ci/model.sh run|release|verify|monitor STACK [OPTION...]'
operation=$1
stack=$2
shift 2
[[ -e Pulumi.$stack.yaml ]] || fail "there is no Pulumi.$stack.yaml in $PWD"

where=()
case ${MLOPS_LOCAL:-false} in
  true) where=(--local) ;;
  false) [[ -n ${PULUMI_BACKEND_URL:-}${PULUMI_ACCESS_TOKEN:-} ]] ||
    fail 'neither PULUMI_BACKEND_URL nor PULUMI_ACCESS_TOKEN is set: where is the state? See docs/ci-cd.md.' ;;
  *) fail "MLOPS_LOCAL is '$MLOPS_LOCAL': write true or false, or leave it unset." ;;
esac
mlops() { dotnet run --project src/MlopsInfra.Cli -- "$@" ${where[@]+"${where[@]}"}; }

# said NAME VALUE: whether mlops hands that on: in GitHub's file, or on standard output as a command to Azure Pipelines' agent.
said() {
  grep --quiet --line-regexp "$1=$2" "${GITHUB_OUTPUT:-/dev/null}" || grep --quiet "variable=$1;isOutput=true\\]$2\$" "$log"
}

case $operation in
  run)
    data=${MLOPS_DATA:-}
    [[ $data != -* ]] || fail "MLOPS_DATA is '$data': an address or a file is needed."
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    status=0
    mlops run "$stack" ${data:+--data "$data"} "$@" | tee "$log" || status=$?
    if ((status == 1)) && said decision keep; then
      echo 'The model in use stays: nothing is wrong, and there is nothing to release.'
      exit 0
    fi
    exit "$status"
    ;;
  release)
    [[ -n ${MLOPS_FROM:-} ]] || fail 'MLOPS_FROM is not set: the stack that the model is taken from.'
    [[ -e Pulumi.$MLOPS_FROM.yaml ]] || fail "MLOPS_FROM is '$MLOPS_FROM': there is no Pulumi.$MLOPS_FROM.yaml in $PWD"
    model=${MLOPS_MODEL:-}
    [[ -z ${MLOPS_MODEL_NAME:-} ]] || model=$MLOPS_MODEL_NAME:${MLOPS_MODEL_VERSION:-}
    # It may have come from outside, in the event that started the run.
    [[ -z $model || $model =~ ^[A-Za-z0-9][A-Za-z0-9._-]*(:[A-Za-z0-9][A-Za-z0-9._-]*)?$ ]] || fail "'$model' is no model: NAME or NAME:VERSION is needed."
    mlops release "$stack" --from "$MLOPS_FROM" ${model:+--model "$model"} "$@"
    ;;
  verify)
    mlops status "$stack"
    mlops trace "$stack"
    ;;
  monitor)
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    status=0
    mlops monitor "$stack" "$@" | tee "$log" || status=$?
    if ((status == 1)) && said monitoring breach; then
      echo 'The model drifts: the report says how, and the ticket what to do.'
      exit 0
    fi
    exit "$status"
    ;;
  *) fail "'$operation' is none of run, release, verify and monitor" ;;
esac

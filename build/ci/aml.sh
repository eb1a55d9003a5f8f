#!/usr/bin/env bash
# What the actions .github/actions/aml-* do in place of the retired actions of these names (docs/coming-from.md), on the stack MLOPS_STACK.
#
#   build/ci/aml.sh workspace|compute|run|registermodel|deploy
#
# Reads what the actions are given: AML_PARAMETERS_FILE (in .cloud/.azure), AML_CREDENTIALS (true if there were some), AML_EXPERIMENT, AML_RUN_ID, AML_OUTPUT,
# AML_MODEL_NAME, AML_MODEL_VERSION, MLOPS_FROM. MLOPS_LOCAL=true does it on the local cloud.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

fail() {
  echo "::error::$1"
  exit 2
}
warn() { echo "::warning::$1"; }
output() { [[ -z ${GITHUB_OUTPUT:-} ]] || echo "$1=$2" >>"$GITHUB_OUTPUT"; }

(($# == 1)) || fail 'usage: build/ci/aml.sh workspace|compute|run|registermodel|deploy'
stack=${MLOPS_STACK:?is not set}
[[ -e Pulumi.$stack.yaml ]] || fail "there is no Pulumi.$stack.yaml in $PWD"
[[ ${AML_CREDENTIALS:-false} == false ]] || fail "azure_credentials is refused: it holds a password that does not expire by itself. Take it away, delete the secret, and sign in by \
azure/login without one before this step: client-id, tenant-id, subscription-id, and the job's permission id-token: write (docs/coming-from.md)."

where=()
case ${MLOPS_LOCAL:=false} in
  true) where=(--local) ;;
  false) az account show >/dev/null 2>&1 || fail 'nobody is signed in to Azure: azure/login comes before this step (docs/coming-from.md).' ;;
  *) fail "local is '$MLOPS_LOCAL': write true or false." ;;
esac
export MLOPS_LOCAL
export AZURE_TOKEN_CREDENTIALS=AzureCliCredential # the sign-in of azure/login
mlops() { dotnet run --project src/MlopsInfra.Cli -- "$@"; }

# The parameters, {} if the file is the action's own default and is not there.
file=.cloud/.azure/${AML_PARAMETERS_FILE:=$1.json}
parameters={}
if [[ -e $file ]]; then
  parameters=$(jq --compact-output 'if type == "object" then . else error("no object") end' "$file" 2>&1) || fail "$file is no JSON object: ${parameters##*: }"
elif [[ $AML_PARAMETERS_FILE != "$1.json" ]]; then
  fail "there is no $file"
fi

# value NAME [ELSE]: a parameter as text. entries NAME: an object as NAME=VALUE, or a list, a line each.
value() { jq --raw-output --arg name "$1" --arg default "${2:-}" 'if has($name) and .[$name] != null then .[$name] | tostring else $default end' <<<"$parameters"; }
entries() { jq --raw-output --arg name "$1" '.[$name] // empty | if type == "object" then to_entries[] | "\(.key)=\(.value)" else .[] end' <<<"$parameters"; }

# takes NAME...: the parameters that count here. Others are named: what takes their place is elsewhere.
takes() {
  local others
  others=$(jq --raw-output '[keys[] | select(IN($ARGS.positional[]) | not)] | join(", ")' --args "$@" <<<"$parameters")
  [[ -z $others ]] || warn "$file: not used here: $others. What takes their place: docs/coming-from.md."
}

# check PARAMETER WHAT ACTUAL: names that the stack gives are the stack's to decide.
check() {
  local wanted
  wanted=$(value "$1")
  [[ -z $wanted || $wanted == "$3" ]] || warn "$file: $1 is '$wanted'; the $2 of stack $stack is '$3'. The stack decides: see Pulumi.$stack.yaml."
}

# The stack's outputs; none where it is not deployed. On the local cloud it is brought up.
outputs() {
  if [[ $MLOPS_LOCAL == true ]]; then
    mlops local up "$stack" --no-publish --json | jq .outputs
  else
    pulumi stack output --json --stack "$stack" || echo "{}" # the log says why
  fi
}
is() { jq --raw-output --arg name "$1" '.[$name] // empty' <<<"$deployed"; }

case $1 in
  workspace)
    takes name resource_group location create_workspace create_resource_group
    deployed=$(outputs)
    if [[ -z $(is workspaceId) ]]; then
      [[ $(value create_workspace false) == true ]] || fail "stack $stack is not deployed, and $file does not say create_workspace: true."
      build/ci/pulumi.sh up "$stack"
      deployed=$(outputs)
    fi
    check name workspace "$(is workspaceName)"
    check resource_group 'resource group' "$(is resourceGroupName)"
    check location region "$(is location)"
    mkdir -p .azureml
    jq '{subscription_id: .subscriptionId, resource_group: .resourceGroupName, workspace_name: .workspaceName}' <<<"$deployed" >.azureml/aml_arm_config.json
    output workspace_name "$(is workspaceName)"
    output workspace_id "$(is workspaceId)"
    output resource_group "$(is resourceGroupName)"
    output subscription_id "$(is subscriptionId)"
    echo "Workspace $(is workspaceName) in $(is resourceGroupName), subscription $(is subscriptionId)"
    ;;

  compute)
    takes name compute_type
    deployed=$(outputs)
    [[ -n $(is workspaceId) ]] || fail "stack $stack is not deployed: the action aml-workspace deploys it."
    case $(value compute_type amlcluster) in
      amlcluster) compute=$(is trainingComputeName) ;;
      akscluster) compute=$(is scoringComputeName) ;;
      *) fail "$file: compute_type is '$(value compute_type)', which is none of amlcluster and akscluster." ;;
    esac
    [[ -n $compute ]] || fail "stack $stack has no cluster for scoring: productionScoring in Pulumi.$stack.yaml switches it on (docs/configuration.md)."
    check name compute "$compute"
    output compute_name "$compute"
    echo "Compute $compute"
    ;;

  run)
    takes experiment_name tags wait_for_completion pipeline_publish
    if [[ $MLOPS_LOCAL == true ]]; then
      published=$(mlops local up "$stack" --json)
    else
      published=$(mlops publish "$stack" --json)
    fi
    output published_pipeline_endpoint "$(jq --raw-output .published.endpoint <<<"$published")"
    output published_pipeline_id "$(jq --raw-output .published.deployment <<<"$published")"
    options=()
    experiment=$(value experiment_name "${AML_EXPERIMENT:-}")
    [[ -z $experiment ]] || options+=(--experiment "$experiment")
    while IFS= read -r tag; do options+=(--tag "$tag"); done < <(entries tags)
    [[ $(value wait_for_completion true) != false ]] || options+=(--no-wait)
    build/ci/model.sh run "$stack" ${options[@]+"${options[@]}"}
    ;;

  registermodel)
    takes model_name model_file_name tags model_tags properties model_properties description model_description metrics_max metrics_min force_registration
    # The default is that of the action of this name.
    options=(--name "$(value model_name "${GITHUB_REPOSITORY##*/}_${GITHUB_REF_NAME##*/}")")
    if [[ -n ${AML_RUN_ID:-} ]]; then
      options+=(--job "$AML_RUN_ID" --output "${AML_OUTPUT:-model}")
      while IFS= read -r metric; do options+=(--metric-max "$metric"); done < <(entries metrics_max)
      while IFS= read -r metric; do options+=(--metric-min "$metric"); done < <(entries metrics_min)
      [[ $(value force_registration false) != true ]] || options+=(--force)
    else
      [[ -n $(value model_file_name) ]] || fail "neither is run_id given, nor is model_file_name in $file: where is the model?"
      options+=(--path "$(value model_file_name)")
    fi
    for name in tags model_tags; do while IFS= read -r tag; do options+=(--tag "$tag"); done < <(entries "$name"); done
    for name in properties model_properties; do while IFS= read -r property; do options+=(--property "$property"); done < <(entries "$name"); done
    description=$(value description "$(value model_description)")
    [[ -z $description ]] || options+=(--description "$description")
    mlops model register "$stack" "${options[@]}" ${where[@]+"${where[@]}"}
    ;;

  deploy)
    takes
    [[ -n ${AML_MODEL_NAME:-} && -n ${AML_MODEL_VERSION:-} ]] || fail 'model_name and model_version are needed: the outputs of aml-registermodel, or of aml-run.'
    mlops release "$stack" --model "$AML_MODEL_NAME:$AML_MODEL_VERSION" ${MLOPS_FROM:+--from "$MLOPS_FROM"} ${where[@]+"${where[@]}"}
    ;;

  *) fail "'$1' is none of workspace, compute, run, registermodel and deploy" ;;
esac

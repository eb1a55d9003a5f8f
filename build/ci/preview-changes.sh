#!/usr/bin/env bash
# Previews what this branch changes compared with BASE, for every stack that has a stack file, on the local cloud: no credentials.
#
#   build/ci/preview-changes.sh BASE [STACK...]        for example: build/ci/preview-changes.sh origin/main
#
# Writes artifacts/preview/STACK.md and STACK.html, and summary.md with all of them; in GitHub Actions and Azure Pipelines also the run's
# summary. Compared is with the commit at which the branch left BASE, so what others merged since then does not show.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

if (($# == 0)); then
  echo 'usage: build/ci/preview-changes.sh BASE [STACK...]' >&2
  exit 2
fi
base=$1
shift
if ! fork=$(git merge-base HEAD "$base" 2>/dev/null); then
  echo "preview-changes: this branch has no commit in common with '$base'. Fetch it with its history (git fetch origin main), or name another base." >&2
  exit 2
fi

stacks=("$@")
if ((${#stacks[@]} == 0)); then
  for file in Pulumi.*.yaml; do
    [[ -e $file ]] || continue
    name=${file#Pulumi.}
    stacks+=("${name%.yaml}")
  done
fi
if ((${#stacks[@]} == 0)); then
  echo "preview-changes: no stack file Pulumi.STACK.yaml in $PWD" >&2
  exit 2
fi

dotnet build src/MlopsInfra.Cli --nologo --verbosity quiet
mlops() { dotnet run --no-build --project src/MlopsInfra.Cli -- "$@"; }

out=artifacts/preview
rm -rf "$out"
mkdir -p "$out"

# The base as it was, outside of this folder: nothing that is built, configured or kept here may count for it.
beside=$(mktemp -d "${TMPDIR:-/tmp}/mlops-preview-base.XXXXXX")
before=$beside/base
remove_base() {
  git worktree remove --force "$before" >/dev/null 2>&1 || true # it may not have come to be
  rm -rf "$beside"
  git worktree prune
}
trap remove_base EXIT
git worktree add --force --detach --quiet "$before" "$fork"

for stack in "${stacks[@]}"; do
  snapshot=$beside/$stack.json
  note=
  if [[ ! -e $before/Pulumi.$stack.yaml ]]; then
    note="The stack \`$stack\` is new."
  elif ! mlops local snapshot "$stack" --project "$before" >"$snapshot"; then
    note="The base could not be previewed (the log says why), so everything shows as new."
  fi
  # Compared with nothing, not with what somebody may have brought up here.
  [[ -z $note ]] || echo '{"version": 3, "deployment": {"resources": []}}' >"$snapshot"
  echo "== $stack${note:+: $note}"
  mlops local preview "$stack" --against "$snapshot" --markdown "$out/$stack.md" --html "$out/$stack.html"
  {
    [[ -z $note ]] || printf '> %s\n\n' "$note"
    cat "$out/$stack.md"
    echo
  } >>"$out/summary.md"
done

if [[ -n ${GITHUB_STEP_SUMMARY:-} ]]; then
  cat "$out/summary.md" >>"$GITHUB_STEP_SUMMARY"
fi
if [[ -n ${TF_BUILD:-} ]]; then
  echo "##vso[task.uploadsummary]$PWD/$out/summary.md"
fi

#!/usr/bin/env bash
# Writes FILE as a comment on the pull request of this GitHub Actions run; from the second time on, updates that comment.
#
#   build/ci/comment.sh NAME FILE        NAME tells this comment from others of the same pull request
#
# Reads GITHUB_TOKEN, and from the run GITHUB_REF (refs/pull/NUMBER/merge), GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_SERVER_URL, GITHUB_RUN_ID.
# A token that may not comment is told and no failure: the run's summary holds the same text.
set -euo pipefail

if (($# != 2)); then
  echo 'usage: build/ci/comment.sh NAME FILE' >&2
  exit 2
fi
name=$1
file=$2
: "${GITHUB_TOKEN:?is not set: a token with the permission pull-requests: write}"
: "${GITHUB_API_URL:?is not set}" "${GITHUB_REPOSITORY:?is not set}"
if [[ ! ${GITHUB_REF:-} =~ ^refs/pull/([0-9]+)/ ]]; then
  echo "comment: GITHUB_REF is '${GITHUB_REF:-}', not refs/pull/NUMBER/merge; this is no run of a pull request" >&2
  exit 2
fi
number=${BASH_REMATCH[1]}
if [[ ! -s $file ]]; then
  echo "comment: '$file' does not exist or is empty" >&2
  exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
marker="<!-- mlops-infra: $name -->"

# GitHub takes 65,536 characters; bytes are at least as many.
if (($(wc -c <"$file") > 65000)); then
  {
    head --bytes 64000 "$file" | iconv --from-code utf-8 --to-code utf-8 -c
    printf '\n\n_Cut here. The whole text: %s/%s/actions/runs/%s_\n' "${GITHUB_SERVER_URL:-}" "$GITHUB_REPOSITORY" "${GITHUB_RUN_ID:-}"
  } >"$work/text"
else
  cp "$file" "$work/text"
fi
jq --null-input --arg marker "$marker" --rawfile text "$work/text" '{body: ($marker + "\n" + $text)}' >"$work/body.json"

# call METHOD PATH [BODY]: the answer in $work/answer.json, its status in $status. The token is not among the arguments: those can be seen.
call() {
  local arguments=(--silent --show-error --request "$1" --output "$work/answer.json" --write-out '%{http_code}' --max-time 60)
  [[ $1 != GET ]] || arguments+=(--retry 3) # a second POST could be a second comment
  [[ $# -lt 3 ]] || arguments+=(--header 'Content-Type: application/json' --data-binary "@$3")
  status=$(curl "${arguments[@]}" --header @- --header 'Accept: application/vnd.github+json' --header 'X-GitHub-Api-Version: 2022-11-28' \
    "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/$2" <<<"Authorization: Bearer $GITHUB_TOKEN")
}
check() {
  case $status in
    2??) ;;
    403) echo "::notice::This run's token may not comment on pull request $number; the preview is in the run's summary." && exit 0 ;;
    *) echo "comment: $1 failed with status $status: $(jq --raw-output '.message? // empty' "$work/answer.json" 2>/dev/null)" >&2 && exit 1 ;;
  esac
}

comment=
for ((page = 1; ; page++)); do
  call GET "issues/$number/comments?per_page=100&page=$page"
  check "reading the comments of pull request $number"
  comment=$(jq --raw-output --arg marker "$marker" \
    'map(select(.user.login == "github-actions[bot]" and ((.body // "") | startswith($marker)))) | first | .id // empty' "$work/answer.json")
  [[ -z $comment && $(jq length "$work/answer.json") -eq 100 ]] || break
done

if [[ -n $comment ]]; then
  call PATCH "issues/comments/$comment" "$work/body.json"
  check "updating comment $comment"
else
  call POST "issues/$number/comments" "$work/body.json"
  check "commenting on pull request $number"
fi
jq --raw-output .html_url "$work/answer.json"

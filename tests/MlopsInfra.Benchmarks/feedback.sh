#!/usr/bin/env bash
# The steps of the feedback pipeline as one types them by hand: PYTHON, SOURCES, LOGS, DAYS and WORK are arguments.
set -euo pipefail
python=$1 sources=$2 logs=$3 days=$4 work=$5
rm -rf "$work"
export PYTHONPATH=$sources/../../common
cd "$sources"
"$python" collect.py --inputs "$logs/inputs" --predictions "$logs/predictions" --days "$days" --until 2026-03-08T00:00:00Z \
  --window "$work/window" --collected "$work/collected"
"$python" transform.py --window "$work/window" --collected "$work/collected" --inputs "$logs/inputs" \
  --predictions "$logs/predictions" --labels "$logs/labels" --set "$work/set"
"$python" publish.py --set "$work/set" --published "$work/published"
# A figure of rows that were not all taken would be none.
"$python" - "$work/set/outcome.json" <<'CHECK'
import json, sys
outcome = json.load(open(sys.argv[1]))
assert outcome["counts"]["new"] == outcome["counts"]["rows"] > 0, outcome["counts"]
CHECK

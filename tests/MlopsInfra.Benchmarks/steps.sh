#!/usr/bin/env bash
# The steps of the sample pipeline that make the model, as one types them by hand: PYTHON, SOURCES, DATA and WORK are arguments.
set -euo pipefail
python=$1 sources=$2 data=$3 work=$4
rm -rf "$work"
export PYTHONPATH=$sources/../../common
cd "$sources"
"$python" prepare.py --readings "$data" --test-fraction 0.25 --prepared "$work/prepared"
"$python" train.py --prepared "$work/prepared" --model "$work/model"
"$python" evaluate.py --prepared "$work/prepared" --model "$work/model" --model-name pumps --evaluation "$work/evaluation"
"$python" register.py --model "$work/model" --evaluation "$work/evaluation" --model-name pumps --registered "$work/registered"

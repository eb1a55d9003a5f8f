#!/usr/bin/env bash
# Waits until a machine that has just started is set up, and says what publishing needs and the machine lacks. Hosted agents have it all; a machine
# of one's own has what its image, or its first start, has put there (docs/private-environments.md).
set -euo pipefail

if command -v cloud-init >/dev/null; then
  # Whether the first start went well shows in what is there.
  cloud-init status --wait >/dev/null || true
fi

missing=()
for tool in git az pulumi; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
if ((${#missing[@]} > 0)); then
  echo "error: this machine lacks ${missing[*]}: put them into its image, or see in /var/log/cloud-init-output.log why its first start did not install them." >&2
  exit 1
fi

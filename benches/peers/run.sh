#!/usr/bin/env bash
# Trains the usual scikit-learn pipeline on data/corpus and prints it side by side with netra.
#   benches/peers/run.sh [LABELLED.jsonl ...]
# NETRA names the program (default target/release/netra, which is built if it is not there).
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$here/../.."
venv="$root/target/peers-venv"
netra="${NETRA:-$root/target/release/netra}"
if [ ! -x "$netra" ]; then
  cargo build --release --manifest-path "$root/Cargo.toml"
fi
if [ ! -e "$venv/ready" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
  touch "$venv/ready"
fi
exec "$venv/bin/python" "$here/peer.py" --netra "$netra" "$@"

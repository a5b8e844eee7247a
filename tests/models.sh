#!/usr/bin/env bash
# Runs the models: small programs of a few threads that meet in a handle, a connection or a cancel, in every order that
# their steps can be taken in. Loom reports each order in which one hangs or fails.
set -euo pipefail
cd "$(dirname "$0")/.."
# With other flags everything is built again, so it has a folder of its own.
RUSTFLAGS='--cfg loom' exec "${CARGO:-cargo}" test --locked --lib \
    --target-dir "${CARGO_TARGET_DIR:-target}/loom" -- models::

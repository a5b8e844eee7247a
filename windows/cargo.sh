#!/usr/bin/env bash
# Runs cargo for the Windows targets, in the folder "windows" of the target folder:
#
#     windows/cargo.sh ARGUMENT...
#
# It is Debian's cargo: the user's own does not have the sources of the standard library that the targets need.
set -eu
cd "$(dirname "$0")/.."
CARGO_TARGET_DIR=$(realpath -m "${CARGO_TARGET_DIR:-target}")/windows
export CARGO_TARGET_DIR
exec env -u RUSTC -u RUSTUP_TOOLCHAIN -u RUSTFLAGS -u CARGO -u LD_LIBRARY_PATH PATH=/usr/bin:/bin RUSTC_BOOTSTRAP=1 \
    /usr/bin/cargo --config windows/cargo.toml "$@"

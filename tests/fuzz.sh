#!/usr/bin/env bash
# Runs each fuzz target for some seconds, all at once, from the kept corpora:
#
#     tests/fuzz.sh [SECONDS]
#
# Where the toolchain has it: that is, where there is a nightly toolchain and cargo-fuzz, which is fetched where that is
# possible. What the fuzzer finds on its way is not kept; an input that fails is, in target/fuzz/TARGET.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-30}
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
tools=$target/tools

not_run() { # WHY
    echo "not run: fuzzing ($1; where the toolchain has it)"
    exit 0
}

command -v rustup > /dev/null && rustup run nightly rustc --version > /dev/null 2>&1 \
    || not_run 'there is no nightly toolchain'
if [ ! -x "$tools/bin/cargo-fuzz" ]; then
    cargo install --quiet --locked --root "$tools" --target-dir "$target/tools-build" cargo-fuzz@0.13.2 \
        || not_run 'cargo-fuzz cannot be installed'
fi
# What an outer cargo chose for itself is not for the inner one.
unset CARGO RUSTC RUSTFLAGS LD_LIBRARY_PATH
rustup run nightly "$tools/bin/cargo-fuzz" fuzz build --target-dir "$target/fuzz" \
    || not_run 'cargo-fuzz could not build it'

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
host=$(rustc -vV | sed -n 's/^host: //p')
pids=
for name in reply listing url; do
    mkdir -p "$scratch/$name" "$target/fuzz/$name"
    "$target/fuzz/$host/release/$name" -max_total_time="$seconds" -timeout=10 -max_len=8192 -print_final_stats=1 \
        -artifact_prefix="$target/fuzz/$name/" "$scratch/$name" "fuzz/corpus/$name" > "$scratch/$name.log" 2>&1 &
    pids="$pids $name:$!"
done
failed=0
for job in $pids; do
    name=${job%%:*}
    if wait "${job#*:}"; then
        sed -n "s/^stat::number_of_executed_units: */$name: inputs tried: /p" "$scratch/$name.log"
    else
        failed=1
        echo "$name failed:"
        grep -A 3 -E 'panicked|ERROR|^Base64|Test unit' "$scratch/$name.log"
    fi
done
exit "$failed"

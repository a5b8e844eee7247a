#!/usr/bin/env bash
# All tests, in groups: each prints its seconds, the last line is the sum.
#
# What cannot run here says so in one line; with CI=true that is a failure, except for the checks that are marked
# "where the toolchain has it".
set -uo pipefail
cd "$(dirname "$0")/.."
export CARGO_TERM_COLOR=never RUST_BACKTRACE=0
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# A group of cargo's tests: counts what the runner counted.
tests() { # NAME COMMAND...
    local name=$1 start=$SECONDS status=0 p f
    shift
    "$@" > "$log" 2>&1 || status=$?
    p=$(sed -n 's/^test result: .* \([0-9]*\) passed;.*/\1/p' "$log" | awk '{n += $1} END {print n + 0}')
    f=$(sed -n 's/^test result: .* \([0-9]*\) failed;.*/\1/p' "$log" | awk '{n += $1} END {print n + 0}')
    # A runner that could not even start has failed once.
    [ "$status" = 0 ] || [ "$f" != 0 ] || f=1
    report "$name" "$start" "$p" "$f"
}

# A check that passes or fails as a whole.
check() { # NAME COMMAND...
    local name=$1 start=$SECONDS
    shift
    if "$@" > "$log" 2>&1; then
        report "$name" "$start" 1 0
    else
        report "$name" "$start" 0 1
    fi
}

report() { # NAME START PASSED FAILED
    passed=$((passed + $3)) failed=$((failed + $4))
    grep -E '^(not run|skipped|provision\.sh: no )|(is not|nothing is) tried|fault cases' "$log" | sort -u
    # The table of what differs, in its order.
    grep '^| ' "$log"
    [ "$4" = 0 ] || cat "$log"
    printf '%-34s %4d passed, %d failed %6d s\n' "$1" "$3" "$4" $((SECONDS - $2))
}

check 'provision: compilers' bash tests/compilers.sh
check 'provision: FTP servers' bash tests/real/provision.sh target/real
check 'provision: Wine' bash tests/windows/wine.sh target/wine
check 'build of the Windows DLLs' make --no-print-directory windows
if cargo fmt --version > /dev/null 2>&1; then
    check 'format' cargo fmt --all --check
else
    echo 'not run: format (cargo fmt is not installed)'
fi
if cargo clippy --version > /dev/null 2>&1; then
    check 'lints' cargo clippy --workspace --all-targets --locked -- -D warnings
else
    echo 'not run: lints (cargo clippy is not installed)'
fi
check 'docs' env RUSTDOCFLAGS='-D warnings' cargo doc --no-deps --locked
check 'docs of private items' env RUSTDOCFLAGS='-D warnings' cargo doc --no-deps --locked --document-private-items
check 'build of the tests' cargo test --workspace --no-run --locked
tests 'unit' cargo test --lib --locked
tests 'models' bash tests/models.sh
for file in tests/*.rs; do
    name=$(basename "$file" .rs)
    tests "$name" cargo test --locked --test "$name" -- --nocapture
done
check 'stress under ThreadSanitizer' bash tests/tsan.sh 20
check 'fuzzing' bash tests/fuzz.sh 30
tests 'test server' cargo test --locked --package ftp-test-server

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]

#!/usr/bin/env bash
# The stress test under ThreadSanitizer:
#
#     tests/tsan.sh [SECONDS]
#
# The standard library is built again, with the sanitizer: locks are its code, so a lock that is not watched would look like
# a race wherever two threads use it, and the report would mean nothing. So there is nothing to suppress.
#
# Where the toolchain has it: that is, with Debian's Rust and its sources (see windows/provision.sh) and gcc's libtsan.
set -euo pipefail
cd "$(dirname "$0")/.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")/tsan
log=$target/stress.log

not_run() { # WHY
    echo "not run: the stress test under ThreadSanitizer ($1; where the toolchain has it)"
    exit 0
}

[ -x /usr/bin/cargo ] && [ -e /usr/lib/rustlib/src/rust/library/std/Cargo.toml ] || not_run "there is no Debian Rust"
mkdir -p "$target"
printf 'int main(void) { return 0; }\n' | gcc -fsanitize=thread -x c -o "$target/empty" - 2> /dev/null \
    && "$target/empty" || not_run 'gcc has no libtsan that runs'

# libtsan comes before the C library, whose functions it replaces; libtsan of gcc 12 has no __tsan_memcpy. What an outer
# cargo set for itself does not apply to the inner one.
flags='-Zsanitizer=thread -Zexternal-clangrt -Zpre-link-arg=-Wl,--no-as-needed -Zpre-link-arg=-ltsan
    -Cllvm-args=-tsan-instrument-memintrinsics=0'
stress=(env -u RUSTC -u RUSTUP_TOOLCHAIN -u CARGO -u LD_LIBRARY_PATH PATH=/usr/bin:/bin RUSTC_BOOTSTRAP=1 RUSTFLAGS="$flags"
    CARGO_TARGET_DIR="$target" /usr/bin/cargo -Zbuild-std=std,panic_unwind,test test --locked
    --target x86_64-unknown-linux-gnu --test stress)
"${stress[@]}" --no-run > "$log" 2>&1 || not_run 'it could not be built'
TSAN_OPTIONS=halt_on_error=1 TRUEFTP_STRESS_SECONDS=${1:-20} "${stress[@]}" -- --nocapture

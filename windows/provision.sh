#!/usr/bin/env bash
# Installs what the Windows DLLs are built with, on Debian 12 or later, as root:
#
#     windows/provision.sh
#
# Debian's own Rust with the sources of its standard library (the DLLs must run on Windows 7, for which that library is
# compiled again), MinGW, and LLVM's dlltool for import libraries in Microsoft's format. It returns at once when all of
# them are installed. Otherwise it prints what is missing, in one line on stderr, and exits with 1.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# For each package a file that exists when it is installed.
needs="/usr/bin/cargo:cargo-web
/usr/bin/rustc:rustc-web
/usr/lib/rustlib/src/rust/library/std/Cargo.toml:rust-web-src
/usr/bin/x86_64-w64-mingw32-gcc:gcc-mingw-w64-x86-64-win32
/usr/bin/i686-w64-mingw32-gcc:gcc-mingw-w64-i686-win32
/usr/bin/llvm-dlltool:llvm"

# With old package lists apt installs a Rust that does not have the targets yet.
targets='x86_64-win7-windows-gnu i686-win7-windows-gnu'

has_targets() {
    local known target
    known=$(/usr/bin/rustc --print target-list)
    for target in $targets; do
        grep -qx "$target" <<< "$known" || return 1
    done
}

missing() {
    local line
    for line in $needs; do
        [ -e "${line%%:*}" ] || echo "${line#*:}"
    done
    if [ -x /usr/bin/rustc ] && ! has_targets; then
        printf '%s\n' cargo-web rustc-web rust-web-src
    fi
}

apt_get() {
    DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
        -o Acquire::http::Timeout=30 -o Acquire::Retries=2 -o DPkg::Lock::Timeout=300 "$@" >"$scratch/log" 2>&1
}

packages=$(missing)
[ -n "$packages" ] || exit 0
reason='needs root on Debian'
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    # A lock that all checkouts on this machine share: any file that always exists will do.
    exec 9</etc/passwd
    flock 9
    # shellcheck disable=SC2086 # a list of package names
    apt_get install $packages || true
    packages=$(missing)
    # The package lists may be missing or old.
    # shellcheck disable=SC2086
    [ -z "$packages" ] || { apt_get update && apt_get install $packages; } || true
    reason=$(sed -n 's/^E: //p' "$scratch/log" | head -n 1)
fi
packages=$(missing)
[ -z "$packages" ] || {
    echo "windows/provision.sh: not installed: $(echo $packages)${reason:+ ($reason)}" >&2
    exit 1
}

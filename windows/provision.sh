#!/usr/bin/env bash
# Makes available what the Windows DLLs are built with, on Debian 12 or later, as root:
#
#     windows/provision.sh
#
# Debian's own Rust with the sources of its standard library (the DLLs must run on Windows 7, for which that library is
# built anew), MinGW, and LLVM's dlltool for import libraries in Microsoft's format. Quick when all are there. What is
# missing is told in one line on stderr, with exit code 1.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A file that tells that a package is there.
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
    # Any file that is always there will do: other checkouts of this machine may do the same.
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

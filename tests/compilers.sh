#!/usr/bin/env bash
# Makes the compilers and tools available that the tests use, besides Rust:
#
#     tests/compilers.sh
#
# Quick when all are there. What is missing is installed where that is possible: as root on Debian. One that cannot be
# had costs a line on stderr, and exit code 1 where CI=true; the tests that need it then skip themselves.
set -eu

# Each tool or C header, and the Debian package that contains it.
tools="gcc:gcc
g++:g++
clang:clang
clang++:clang
nm:binutils
readelf:binutils
i686-w64-mingw32-gcc:gcc-mingw-w64-i686-win32
i686-w64-mingw32-g++:g++-mingw-w64-i686-win32
x86_64-w64-mingw32-gcc:gcc-mingw-w64-x86-64-win32
x86_64-w64-mingw32-g++:g++-mingw-w64-x86-64-win32
valgrind:valgrind,libc6-dbg
python3:python3
mcs:mono-mcs
mono:mono-mcs
fpc:fp-compiler
pkg-config:pkg-config
cmake:cmake
sql.h:unixodbc-dev
X11/Xlib.h:libx11-dev"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A tool counts only when it works: a compiler may be there without its C library.
works() {
    case $1 in
        *g++ | clang++) compiles "$1" 'c++' '#include <string>' ;;
        *gcc | clang) compiles "$1" 'c' '#include <stdio.h>' ;;
        # It does not even start where it cannot read the symbols of the C library.
        valgrind) valgrind -q true 2>/dev/null ;;
        # Debian's smallest python3 has none.
        python3) python3 -c 'import ctypes' 2>/dev/null ;;
        *.h) compiles gcc c "#include <$1>" ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

compiles() { # PROGRAM LANGUAGE LINE
    command -v "$1" >/dev/null && printf '%s\nint main(void) { return 0; }\n' "$3" \
        | "$1" -x "$2" -o "$scratch/program" - 2>/dev/null
}

missing() {
    local line
    for line in $tools; do
        works "${line%%:*}" || echo "$line"
    done
}

# Only as root, only on Debian, and one at a time: other checkouts of this machine may do the same.
install() {
    [ "$(id -u)" = 0 ] || { reason='needs root'; return 1; }
    command -v apt-get >/dev/null || { reason='this is not a Debian system'; return 1; }
    apt_get install "$@" && return
    # The package lists may be missing or stale.
    apt_get update && apt_get install "$@" && return
    reason=$(sed -n 's/^E: //p' "$scratch/log" | head -n 1)
    return 1
}

apt_get() {
    DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
        -o Acquire::http::Timeout=30 -o Acquire::Retries=2 -o DPkg::Lock::Timeout=300 "$@" >"$scratch/log" 2>&1
}

reason=
lines=$(missing)
if [ -n "$lines" ]; then
    # Any file that is always there will do: flock needs no permission to write.
    exec 9</etc/passwd
    flock 9
    packages=$(printf '%s\n' "$lines" | sed 's/.*://' | tr ',' '\n' | sort -u)
    # Together where that works; else one by one, so that one that does not exist spoils no other.
    # shellcheck disable=SC2086 # a list of package names
    install $packages libc6-dev || for package in $packages; do install "$package" libc6-dev || true; done
    lines=$(missing)
fi

for line in $lines; do
    echo "skipped: ${line%%:*} (package ${line#*:}) cannot be installed${reason:+: $reason}" >&2
done
if ! printf 'int main(void) { return 0; }\n' \
    | gcc -fsanitize=address,undefined -x c -o "$scratch/program" - 2>/dev/null; then
    # Marked "where the toolchain has it": never a failure.
    echo 'not run: checks with the address sanitizer, which gcc lacks here' >&2
fi
if [ -n "$lines" ] && [ "${CI:-}" = true ]; then
    exit 1
fi

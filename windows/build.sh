#!/usr/bin/env bash
# Builds the DLLs for Windows x64 and x86, their import libraries, static libraries and headers, into dist/windows-x64 and
# dist/windows-x86:
#
#     windows/build.sh
#
# See windows/provision.sh for what it needs.
set -euo pipefail
cd "$(dirname "$0")/.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")/windows
dist=$PWD/dist

# One build at a time: all builds write to the same folders.
exec 9<windows/build.sh
flock 9

# The exports, one on each line, as `name@bytes of arguments`, which is what the x86 symbols are called.
exports() { # LIBRARY
    i686-w64-mingw32-nm --defined-only --extern-only "$1" \
        | sed -n 's/^[0-9a-f]* T _\(\(Internet\|Ftp\|TrueFtp\)[A-Za-z]*@[0-9]*\)$/\1/p' | sort
}

# The .def, and from it the import libraries for MinGW and for Microsoft's linker.
import_libraries() { # EXPORTS TOOL-PREFIX MACHINE FOLDER
    { printf 'LIBRARY trueftp.dll\nEXPORTS\n'; cat "$1"; } > "$4/trueftp.def"
    # -k: x86 object files name a function with the number of its argument bytes, the DLL without.
    "$2-dlltool" --kill-at --input-def "$4/trueftp.def" --output-lib "$4/libtrueftp.dll.a"
    llvm-dlltool --kill-at -m "$3" --input-def "$4/trueftp.def" --dllname trueftp.dll --output-lib "$4/trueftp.lib"
}

build() { # RUST-TARGET TOOL-PREFIX FOLDER
    bash windows/cargo.sh build --release --locked --lib --target "$1"
    rm -rf "$3"
    mkdir -p "$3"
    cp "$target/$1/release/trueftp.dll" include/*.h include/*.hpp "$3"
    # rustc keeps intermediate code next to the machine code, which other tools cannot read.
    "$2-objcopy" --remove-section .llvmbc --remove-section .llvmcmd "$target/$1/release/libtrueftp.a" "$3/libtrueftp.a"
}

build x86_64-win7-windows-gnu x86_64-w64-mingw32 "$dist/windows-x64"
build i686-win7-windows-gnu i686-w64-mingw32 "$dist/windows-x86"
names=$(mktemp)
trap 'rm -f "$names" "$names.x64"' EXIT
exports "$dist/windows-x86/libtrueftp.a" > "$names"
sed 's/@.*//' "$names" > "$names.x64"
import_libraries "$names" i686-w64-mingw32 i386 "$dist/windows-x86"
import_libraries "$names.x64" x86_64-w64-mingw32 i386:x86-64 "$dist/windows-x64"
ls -l "$dist"/windows-*/trueftp.dll

#!/usr/bin/env bash
# Makes Wine ready for the programs of the tests, 64-bit and 32-bit, in a folder of its own:
#
#     tests/windows/wine.sh FOLDER
#
# On Debian 12, as root where Wine is not installed yet. Debian's 64-bit Wine runs 32-bit programs, too, once the
# 32-bit modules are in the same place; they are unpacked, not installed, so that the system stays one of 64 bits. Quick
# when all is there. What is missing costs a line on stderr, and exit code 1 where CI=true; the tests then skip themselves.
set -eu
mkdir -p "$1"
folder=$(realpath "$1")
wine=/usr/lib/wine/wine64

give_up() { # WHY
    echo "not run: everything under Wine ($1)" >&2
    [ "${CI:-}" != true ] || exit 1
    exit 0
}

# Other checkouts of this machine may do the same.
exec 9</etc/passwd
flock 9

if [ ! -x "$wine" ]; then
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || give_up 'installing it needs root on Debian'
    log=$folder/apt.log
    apt_get() {
        DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -o Acquire::http::Timeout=30 \
            -o Acquire::Retries=2 -o DPkg::Lock::Timeout=300 "$@" >"$log" 2>&1
    }
    apt_get install wine64 || { apt_get update && apt_get install wine64; } \
        || give_up "wine64 cannot be installed: $(sed -n 's/^E: //p' "$log" | head -n 1)"
fi

# The 32-bit modules of the same version, through a package state of our own.
modules_of_32_bit() {
    local version state=$folder/apt
    version=$(dpkg-query -W -f '${Version}' libwine:amd64)
    rm -rf "$state" "$folder/modules"
    mkdir -p "$state/etc/apt/preferences.d" "$state/var/lib/apt/lists/partial" "$state/var/cache/apt/archives/partial"
    : > "$state/status"
    # The system's own sources, asked for the other architecture; of Debian's suites the one that Wine is from.
    sources > "$state/etc/apt/sources.list"
    cat > "$state/apt.conf" <<END
Dir "$state";
Dir::State::status "$state/status";
Dir::Etc::parts "/etc/apt/apt.conf.d";
APT::Architecture "i386";
APT::Architectures { "i386"; };
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "3";
END
    (
        export APT_CONFIG=$state/apt.conf
        apt-get -q update && cd "$state" && apt-get -q download "libwine=$version"
    ) >"$folder/apt.log" 2>&1 || return 1
    mkdir "$folder/modules"
    dpkg-deb --fsys-tarfile "$state"/libwine_*_i386.deb \
        | tar -x -C "$folder/modules" --strip-components=5 ./usr/lib/i386-linux-gnu/wine/i386-windows
    # 32-bit modules use the 64-bit Unix libraries; without them no socket can be made.
    ln -s /usr/lib/x86_64-linux-gnu/wine/x86_64-unix "$folder/modules/x86_64-unix"
    rm -rf "$state"
}

sources() {
    local mirror
    mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null \
        | sed -n -e 's/^URIs: *//p' -e 's/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p' | head -n 1)
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bookworm main"
}

export WINEPREFIX=$folder/prefix WINEDLLPATH=$folder/modules WINELOADER=$wine
if [ ! -e "$folder/modules/x86_64-unix" ]; then
    modules_of_32_bit || give_up "its 32-bit modules: $(sed -n 's/^E: //p' "$folder/apt.log" | head -n 1)"
fi
if [ ! -e "$WINEPREFIX/ready" ]; then
    rm -rf "$WINEPREFIX"
    WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' timeout 300 "$wine" wineboot -i >"$folder/boot.log" 2>&1 || true
    timeout 60 /usr/lib/wine/wineserver -w || true
    [ -e "$WINEPREFIX/drive_c/windows/syswow64/kernel32.dll" ] || give_up 'its first start failed'
    : > "$WINEPREFIX/ready"
fi

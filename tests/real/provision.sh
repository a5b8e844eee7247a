#!/bin/bash
# Makes the FTP servers that the tests talk to available in a private folder:
#
#     tests/real/provision.sh [folder]        (default: target/real of this checkout)
#
# Their Debian packages conflict with each other and start services when installed, so they are
# only downloaded and unpacked. What is installed, and only when missing, is the shared libraries
# they need, and Python for pyftpdlib. Prints one line "server: path" for each server that is
# ready. One that cannot be had costs a line on stderr, and exit code 1 where CI=true.
set -eu

servers="vsftpd proftpd pure-ftpd pyftpdlib"
python=/usr/bin/python3
dist_packages=usr/lib/python3/dist-packages

# vsftpd asks PAM for passwords, and only this module can be asked without a system user: pam_exec
# leaves a dead child behind, for which vsftpd then waits forever.
packages_of() {
    case $1 in
        vsftpd) echo vsftpd libpam-pwdfile ;;
        proftpd) echo proftpd-core ;;
        pyftpdlib) echo python3-pyftpdlib ;;
        *) echo "$1" ;;
    esac
}

# What the tests start, relative to the unpacked package.
program_of() {
    case $1 in
        pyftpdlib) echo "$dist_packages" ;;
        *) echo "usr/sbin/$1" ;;
    esac
}

# Whether server $1, unpacked in $2, finds everything it needs on this machine. Asked on every
# run instead of trusting a stamp: a kept folder may meet a fresh machine without the libraries.
works() {
    local program
    program=$2/$(program_of "$1")
    if [ "$1" = pyftpdlib ]; then
        PYTHONPATH=$program "$python" -c 'import pyftpdlib.servers' 2>/dev/null
    else
        [ -x "$program" ] && ! ldd "$program" | grep -q 'not found' || return 1
        [ "$1" != vsftpd ] || find "$2" -name pam_pwdfile.so | grep -q .
    fi
}

all_work() {
    local server
    for server in $servers; do
        works "$server" "$folder/$server" || return 1
    done
}

# apt-get in the folder $aside, which is where it downloads to.
apt_get() (
    cd "$aside"
    DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
        -o APT::Sandbox::User=root -o Acquire::http::Timeout=30 -o Acquire::Retries=2 \
        -o DPkg::Lock::Timeout=300 "$@" >apt.log 2>&1
)

is_root() {
    [ "$(id -u)" = 0 ]
}

# Runs apt-get; when that fails, once more with fresh package lists: they may be missing or stale.
# A failure's reason is $1 and what apt-get said.
apt_or_say() {
    local complaint=$1
    shift
    apt_get "$@" && return
    if [ -z "$lists_are_fresh" ] && is_root && apt_get update; then
        lists_are_fresh=yes
        apt_get "$@" && return
    fi
    reason="$complaint ($(sed -n 's/^E: //p' "$aside/apt.log" | head -n 1))"
    return 1
}

# The libraries (and Python packages) that package file $1 depends on and this machine lacks.
missing_packages() {
    dpkg-deb -f "$1" Depends Pre-Depends \
        | sed 's/^[A-Za-z-]*: //' | tr ',' '\n' | sed 's/^ *//; s/[ (:|].*//' \
        | grep -E '^(lib|python3)' \
        | while read -r name; do
            is_installed "$name" || echo "$name"
        done
}

is_installed() {
    # shellcheck disable=SC2016 # the format is dpkg-query's, not the shell's
    dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

install_missing() {
    local missing
    missing=$(missing_packages "$1" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    is_root || { reason="needs root to install $missing"; return 1; }
    # shellcheck disable=SC2086 # a list of package names
    apt_or_say "cannot install $missing" install $missing
}

# Downloads the packages of server $1 and unpacks them as $aside/root.
unpack() {
    local package
    for package in $(packages_of "$1"); do
        apt_or_say "cannot download $package" download "$package" || return 1
        install_missing "$aside/${package}"_*.deb || return 1
        dpkg -x "$aside/${package}"_*.deb "$aside/root" || { reason="cannot unpack $package"; return 1; }
    done
}

# Puts server $1 into place; on failure says why in $reason. Unpacked aside and then renamed, so
# that a broken-off run leaves nothing that looks complete.
provision() {
    reason=
    aside=$(mktemp -d "$folder/.new.XXXXXX")
    if unpack "$1"; then
        if works "$1" "$aside/root"; then
            rm -rf "${folder:?}/$1"
            mv "$aside/root" "$folder/$1"
        else
            reason="it does not run on this machine"
        fi
    fi
    rm -rf "$aside"
    [ -z "$reason" ]
}

summary() {
    local server
    for server in $servers; do
        case " $missing_servers " in
            *" $server "*) ;;
            *) echo "$server: $folder/$server/$(program_of "$server")" ;;
        esac
    done
}

folder=${1:-$(dirname "$0")/../../target/real}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
lists_are_fresh=
missing_servers=

if all_work; then
    summary
    exit
fi

# One lock for the machine, not for the folder: apt-get is shared. Any file that is always there
# will do, as flock needs no permission to write.
exec 9</etc/passwd
flock 9

for server in $servers; do
    works "$server" "$folder/$server" && continue
    if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
        reason="this is not a Debian system"
    else
        provision "$server" && continue
    fi
    missing_servers="$missing_servers $server"
    echo "provision.sh: no $server: $reason" >&2
done
summary
if [ -n "$missing_servers" ] && [ "${CI:-}" = true ]; then
    exit 1
fi

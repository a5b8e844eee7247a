#!/bin/sh
# Makes available what `make bench` needs: libcurl with its header (the rival) and vsftpd (the server).
#
#     tests/bench/provision.sh
#
# Does nothing when all is there. What cannot be had costs a line on stderr, and exit code 1.
set -eu

has_libcurl() {
    echo '#include <curl/curl.h>' | "${CC:-cc}" -E - >/dev/null 2>&1
}

apt_get() {
    DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" \
        >/dev/null 2>&1
}

install_libcurl() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    # With fresh package lists only if need be: they may be missing or stale.
    apt_get install libcurl4-openssl-dev || { apt_get update && apt_get install libcurl4-openssl-dev; }
}

status=0
if ! has_libcurl && ! install_libcurl; then
    echo "provision.sh: no libcurl: install libcurl4-openssl-dev, or what your system calls it" >&2
    status=1
fi

# That script provides all the servers of the tests; the bench cares about one.
real=$(dirname "$0")/../real/provision.sh
if ! "$real" | grep '^vsftpd: '; then
    status=1
fi
exit "$status"

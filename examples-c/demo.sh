#!/usr/bin/env bash
# The demo: the server keeps one upload, and refuses another after it has received all the data.
# Usage: demo.sh DEMO-SERVER PUT_FILE
set -euo pipefail
server_program=$1
put_file=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/server"
printf 'The quick brown fox jumps over the lazy dog.\n%.0s' {1..1000} > "$work/report.txt"

# The server prints its port and then the dialogue. It ends when its standard input is closed.
coproc server { exec "$server_program" "$work/server"; }
server_id=$server_PID
exec {from_server}<&"${server[0]}" {to_server}>&"${server[1]}" {server[1]}>&-
read -r _ port <&"$from_server"

failed=0
expect() { # EXIT-STATUS HEADING REMOTE-NAME
    printf '\n== %s\n' "$2"
    local status=0
    PASSWORD=secret "$put_file" -u demo -p PASSWORD "127.0.0.1:$port" "$work/report.txt" "$3" || status=$?
    [ "$status" = "$1" ] || { echo "demo: exit status $status, not $1" >&2; failed=1; }
}
expect 0 'The server keeps the file: TRUE' keep.txt
expect 1 'The server refuses the file after all its data: FALSE (WinINet says TRUE)' refuse.txt

exec {to_server}>&-
printf '\n== The dialogue, as the server saw it\n'
cat <&"$from_server"
wait "$server_id"
cmp "$work/report.txt" "$work/server/keep.txt" || failed=1
if [ -e "$work/server/refuse.txt" ]; then
    echo "demo: the server kept the refused file" >&2
    failed=1
fi
exit "$failed"

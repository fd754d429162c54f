#!/bin/sh
# What the AOT cache is trained on: a client says hello and asks for the tools. That needs no connection, so the host is a dummy.
set -eu
export PROXMOX_HOST=127.0.0.1 PROXMOX_TOKEN_ID='training@pve!image' PROXMOX_TOKEN_SECRET=00000000-0000-0000-0000-000000000000

rm -f requests answers
mkfifo requests
"$@" < requests > answers &
server=$!
trap 'kill "$server" 2> /dev/null || :' EXIT

exec 3> requests
cat >&3 <<'REQUESTS' || :
{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"training","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":2,"method":"tools/list"}
REQUESTS

# The end of its input ends the server: not before it has answered, but after half a minute at the latest.
patience=300
while ! grep -q '"id":2' answers && kill -0 "$server" 2> /dev/null && [ "$patience" -gt 0 ]; do
    patience=$((patience - 1))
    sleep 0.1
done
if [ "$patience" -eq 0 ]; then
    echo 'The server did not answer tools/list.' >&2
    exit 1
fi
exec 3>&-
wait "$server"

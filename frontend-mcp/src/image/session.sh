#!/bin/sh
# What the AOT cache is trained on: a client says hello, asks for the tools, and calls one. DOMAINS names the toolsets of the image.
set -eu
case ",$DOMAINS," in
    *,vm,*) tool=proxmox_vm_list ;;
    *,lxc,*) tool=proxmox_lxc_list ;;
    *,infra,*) tool=proxmox_node_list ;;
    *,access,*) tool=proxmox_user_list ;;
    *) tool= ;;
esac

rm -f requests answers
mkfifo requests
"$@" < requests > answers &
server=$!
trap 'kill "$server" 2> /dev/null || :' EXIT

exec 3> requests
last=2
cat >&3 <<'REQUESTS' || :
{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"training","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":2,"method":"tools/list"}
REQUESTS
if [ -n "$tool" ]; then
    last=3
    printf '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"%s","arguments":{}}}\n' "$tool" >&3 || :
fi

# The end of its input ends the server: not before it has answered, but after half a minute at the latest.
patience=300
while ! grep -q "\"id\":$last" answers && kill -0 "$server" 2> /dev/null && [ "$patience" -gt 0 ]; do
    patience=$((patience - 1))
    sleep 0.1
done
if [ "$patience" -eq 0 ] || grep -q '"isError":true' answers; then
    echo 'The server did not answer as it should:' >&2
    cat answers >&2
    exit 1
fi
exec 3>&-
wait "$server"

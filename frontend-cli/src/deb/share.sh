#!/bin/sh
# What goes to /usr/share besides the image, as the image itself writes it: share.sh IMAGE SHARE
set -eu
image=$1 share=$2

rm -rf "$share"
mkdir -p "$share/man/man1" "$share/bash-completion/completions" "$share/zsh/vendor-completions" \
    "$share/fish/vendor_completions.d"
proxmox() {
    env -i PATH="$PATH" HOME="$share" LANG=C.UTF-8 "$image/bin/proxmox" "$@"
}
proxmox man --quiet --to "$share/man/man1" > /dev/null
gzip -9n "$share"/man/man1/*.1
proxmox completion bash > "$share/bash-completion/completions/proxmox"
proxmox completion zsh > "$share/zsh/vendor-completions/_proxmox"
proxmox completion fish > "$share/fish/vendor_completions.d/proxmox.fish"

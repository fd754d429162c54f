#!/bin/sh
# What goes to /usr/share besides the image: share.sh IMAGE SHARE
set -eu
image=$1 share=$2

rm -rf "$share"
mkdir -p "$share/man/man1"
help=$(env -i PATH="$PATH" HOME="$share" LANG=C.UTF-8 "$image/bin/proxmox-mcp" --help)
{
    cat << 'PAGE'
.TH PROXMOX\-MCP 1
.SH NAME
proxmox\-mcp \- offers Proxmox VE tools to clients of the Model Context Protocol
.SH DESCRIPTION
.nf
PAGE
    printf '%s\n' "$help" | fold -s -w 76 | sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"
    cat << 'PAGE'
.fi
.SH SEE ALSO
proxmox(1)
PAGE
} | gzip -9n > "$share/man/man1/proxmox-mcp.1.gz"

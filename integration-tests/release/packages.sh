#!/usr/bin/env bash
# Unpacks what ./mvnw -Prelease -DskipTests package has made, as people would, and uses it: packages.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
release=$PWD/target/release

fail() {
    printf '%s\n' "$1" >&2
    exit 1
}
clean() {
    env -i PATH="$PATH" HOME="$scratch" LANG=C.UTF-8 "$@"
}

(cd "$release" && sha256sum --check --quiet SHA256SUMS)

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for archive in "$release"/packages/*.tar.gz; do
    tar --extract --gzip --file "$archive" --directory "$scratch"
done
clean "$scratch"/proxmox-[0-9]*/bin/proxmox --demo vm list | grep -q web-01 || fail 'The archive of proxmox lists no VMs.'
clean "$scratch"/proxmox-mcp-*/bin/proxmox-mcp --version | grep -q proxmox-mcp || fail 'The archive of proxmox-mcp does not start.'

if command -v dpkg-deb > /dev/null; then
    for package in "$release"/packages/*.deb; do
        dpkg-deb --extract "$package" "$scratch/system"
        dpkg-deb --field "$package" Package Version Architecture
    done
    system=$scratch/system/usr
    clean "$system/bin/proxmox" --demo vm list | grep -q web-01 || fail 'The package of proxmox lists no VMs.'
    clean "$system/bin/proxmox-mcp" --version | grep -q proxmox-mcp || fail 'The package of proxmox-mcp does not start.'
    for file in share/man/man1/proxmox.1.gz share/man/man1/proxmox-vm-start.1.gz share/man/man1/proxmox-mcp.1.gz \
        share/bash-completion/completions/proxmox share/zsh/vendor-completions/_proxmox \
        share/fish/vendor_completions.d/proxmox.fish share/doc/proxmox-tools/copyright \
        share/doc/proxmox-tools-mcp/copyright lib/proxmox-tools/legal/info.picocli/LICENSE; do
        [ -s "$system/$file" ] || fail "The packages have no /usr/$file."
    done
fi
printf 'Archives and packages: as they should be.\n'

#!/usr/bin/env bash
# Builds what is published twice, from two clones in folders, time zones and languages of their own, and compares it byte by
# byte. Needs the network or a repository of Maven's that knows all plugins. What is not committed is not built.
set -euo pipefail
repository=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() {
    git clone -q "$repository" "$1"
    (cd "$1" && ./mvnw -q -B -ntp -Prelease -DskipTests -Dimage.skip=true package)
}

TZ=UTC LC_ALL=C build "$work/first"
TZ=Pacific/Auckland LC_ALL=C.UTF-8 build "$work/another place/second"

diff -r "$work/first/target/release" "$work/another place/second/target/release" >&2 || {
    printf 'The two builds differ.\n' >&2
    exit 1
}
printf '%s files are the same in both builds.\n' "$(wc -l < "$work/first/target/release/SHA256SUMS")"

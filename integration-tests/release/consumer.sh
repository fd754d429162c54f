#!/usr/bin/env bash
# A build that knows nothing of this one takes the library from target/release/repository, with the dependencies of
# docs/library.md: what Maven Central will hand out. Nothing of it enters the usual repository of Maven's.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
version=$(sed -n 's:^    <version>\(.*\)</version>$:\1:p' "$root/pom.xml")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

{
    printf '<project xmlns="http://maven.apache.org/POM/4.0.0">\n<modelVersion>4.0.0</modelVersion>\n'
    printf '<groupId>org.example</groupId><artifactId>consumer</artifactId><version>1</version>\n'
    printf '<repositories><repository><id>release</id><url>file://%s/target/release/repository</url></repository></repositories>\n' "$root"
    sed -n '/^```xml$/,/^```$/p' "$root/docs/library.md" | grep -v '^```' | sed "s:<version>.*</version>:<version>$version</version>:"
    printf '</project>\n'
} > "$work/pom.xml"

"$root/mvnw" -q -B -ntp -f "$work/pom.xml" -Dmaven.repo.local="$work/local" \
    -Dmaven.repo.local.tail="${MAVEN_REPOSITORY:-$HOME/.m2/repository}" \
    org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies \
    -DincludeScope=test -DoutputDirectory="$work/modules"

count=0
for jar in "$work"/modules/proxmox-*.jar; do
    module=$(basename "$jar" "-$version.jar")
    cmp "$jar" "$root/target/release/repository/io/github/proxmoxtools/$module/$version/$(basename "$jar")"
    count=$((count + 1))
done
[ "$count" = 4 ] || { printf 'Of our jars %s came, not the four of the guide.\n' "$count" >&2; exit 1; }
[ -e "$work"/modules/httpclient5-*.jar ] || { echo 'What the client needs did not come along.' >&2; exit 1; }
java -p "$work/modules" --add-modules io.github.proxmoxtools.tools.vm,io.github.proxmoxtools.simulator \
    --validate-modules > "$work/validated" || { cat "$work/validated" >&2; exit 1; }
printf 'A build from elsewhere gets version %s by the BOM.\n' "$version"

#!/bin/sh
# Gives a linked image its launcher and its AOT cache, or fails: finish.sh IMAGE NAME MAIN SESSION SCRATCH
#
# SESSION is the frontend's own script. Its arguments are a command line that starts the frontend; it uses that as people do and
# fails if the frontend does. What Java loads meanwhile is what the cache holds. The flags are the shipped ones: jlink put them
# into the image. Nothing of the builder's surroundings gets in: no variable, no settings file.
set -eu
image=$1 name=$2 main=$3 session=$4 scratch=$5

sed -e "s|@name@|$name|g" -e "s|@main@|$main|g" "${0%/*}/launcher.sh" > "$image/bin/$name"
chmod 755 "$image/bin/$name"

cache=$image/lib/$name.aot

rm -rf "$scratch"
mkdir -p "$scratch/home"
log=$scratch/training.log

fail() {
    echo "The AOT cache of $name: $1" >&2
    cat "$log" >&2
    exit 1
}

session() {
    (cd "$scratch" && exec env -i PATH="$PATH" HOME="$scratch/home" LANG=C.UTF-8 \
        sh "$session" "$image/bin/java" "-Duser.home=$scratch/home" "$@" -m "$main") > "$log" 2>&1
}

session "-XX:AOTCacheOutput=$cache" || fail "the training session ended with status $?"
[ -s "$cache" ] || fail "the training session left none"
# With AOTMode=on, Java refuses to start instead of doing without.
session -XX:AOTMode=on "-XX:AOTCache=$cache" || fail "Java does not accept what it has just made"

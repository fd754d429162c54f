#!/bin/sh
# Starts @name@ from wherever this image stands, through any chain of symbolic links, as this very process: signals reach Java.
self=$0
while [ -h "$self" ]; do
    link=$(readlink "$self")
    case $link in
        /*) self=$link ;;
        *) self=${self%/*}/$link ;;
    esac
done
case $self in
    */*) image=${self%/*}/.. ;;
    *) image=.. ;;
esac

# A server for many clients and the sending of a file are busy for long: they get the second compiler too, which would cost
# any other a quick start.
busy=
for word in "$@"; do
    case $word in --http | --http=* | upload) busy=-XX:TieredStopAtLevel=4 ;; esac
done

# The cache only saves time: without one (or with one that Java refuses) everything works, slower.
set -- -m @main@ "$@"
if [ -n "$busy" ]; then
    set -- "$busy" "$@"
fi
cache=$image/lib/@name@.aot
if [ -r "$cache" ]; then
    set -- "-XX:AOTCache=$cache" "$@"
fi
# Options for Java from the surroundings could replace classes, and would speak on streams that belong to the program.
unset JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_AOT_VM_OPTIONS CLASSPATH
exec "$image/bin/java" "$@"

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

# The cache only saves time: without one (or with one that Java refuses) everything works, slower.
set -- -m @main@ "$@"
cache=$image/lib/@name@.aot
if [ -r "$cache" ]; then
    set -- "-XX:AOTCache=$cache" "$@"
fi
# Options for Java from the surroundings could replace classes, and would speak on streams that belong to the program.
unset JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_OPTIONS CLASSPATH
exec "$image/bin/java" "$@"

#!/bin/sh
# What the AOT cache is trained on: a list, over TLS, with settings from a file. DOMAINS names the toolsets of the image.
case ",$DOMAINS," in
    *,vm,*) list='vm list' ;;
    *,lxc,*) list='lxc list' ;;
    *,infra,*) list='node list' ;;
    *,access,*) list='user list' ;;
    *) list=version ;;
esac
exec "$@" $list

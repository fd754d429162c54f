#!/bin/sh
# What the AOT cache is trained on: a list, over TLS. DOMAINS names the toolsets of the image; DEMO is a flag where the image
# holds a demo cluster, which people begin with.
case ",$DOMAINS," in
    *,vm,*) list='vm list' ;;
    *,lxc,*) list='lxc list' ;;
    *,infra,*) list='node list' ;;
    *,access,*) list='user list' ;;
    *) list=version ;;
esac
exec "$@" $DEMO $list

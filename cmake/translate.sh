#!/bin/sh
# translate.sh ASYNCC OPTIONS ARGUMENT...: runs ASYNCC with the options of a CMake target, which the
# file OPTIONS holds one to a line as CMake's properties have them, then the ARGUMENTs.
set -euf

asyncc=$1
options=$2
shift 2
arguments=$#

while IFS= read -r option; do
    case $option in
    '' | -D | -I) ;;
    -D-D*) set -- "$@" "${option#-D}" ;;
    SHELL:*) set -- "$@" ${option#SHELL:} ;; # several words, in CMake's notation
    *) set -- "$@" "$option" ;;
    esac
done <"$options"

while [ "$arguments" -gt 0 ]; do # the arguments go last
    set -- "$@" "$1"
    shift
    arguments=$((arguments - 1))
done
exec "$asyncc" "$@"

#!/bin/sh
# How cargo starts a test program (its `runner`): the program tells the time of each test, which Rust's test harness does
# only where it is told that it may do what is not stable yet. The compiler is not told so.
# COTERIE_ONLY names the tests that run: all of a program that is called so, of the others those whose path has the word.
set -eu
program=$1
shift
if [ -n "${COTERIE_ONLY:-}" ]; then
  name=$(basename "$program")
  case ${name%-*} in
    *"$COTERIE_ONLY"*) ;;
    *) set -- "$@" "$COTERIE_ONLY" ;;
  esac
fi
RUSTC_BOOTSTRAP=1 exec "$program" -Z unstable-options --report-time "$@"

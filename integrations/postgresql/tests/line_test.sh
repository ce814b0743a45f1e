#!/usr/bin/env bash
# line_test.sh <postgres> <object of C++...>: what is C++ calls nothing of the server, so that no longjmp passes it. What C
# calls of C++ is noexcept: see answers.h.
set -Eeuo pipefail
trap 'echo "failed at line $LINENO" >&2' ERR
server=$(nm -D --defined-only "$1" | awk '{ print $NF }' | sed 's/@.*//' | sort -u)
shift
grep -qx palloc <<<"$server"
calls=$(nm -u "$@" | awk 'NF == 2 { print $2 }' | sed 's/@.*//' | sort -u)
grep -q '^_Znwm$' <<<"$calls" # there are symbols to look at
both=$(comm -12 <(echo "$server") <(echo "$calls"))
[ -z "$both" ] || { echo "C++ calls the server: $both" >&2; exit 1; }
echo 'What is C++ calls nothing of the server.'

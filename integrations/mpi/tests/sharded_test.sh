#!/usr/bin/env bash
# sharded_test.sh <highwater_mpi> <highwater_mpi_whole> <folder of the test table>: the same bytes for 1 to 4 ranks, those
# that the library gives of the whole, and an end that says which rank failed.
set -Eeuo pipefail
trap 'echo "failed at line $LINENO" >&2' ERR
sharded=$1 whole=$2 table=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 # ranks of this machine alone
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_plm_rsh_agent='' OMPI_MCA_btl=self,vader

ranks() {
  local count=$1
  shift
  timeout 60 mpirun -n "$count" "$sharded" "$@"
}
same() {
  cmp "$1" "$2" || { diff "$1" "$2" >&2; exit 1; }
}

"$whole" write "$work"
"$whole" >"$work/expected"
cut -d , -f 1-10 "$table/expected.csv" >"$work/expected_panel" # what is missing is empty there
for count in 1 2 3 4; do
  ranks "$count" series "$work"/series?.csv >"$work/series.$count"
  same "$work/expected" "$work/series.$count"
  ranks "$count" panel "$table"/panel?.csv | sed 's/\bNA\b//g' >"$work/panel.$count"
  same "$work/expected_panel" "$work/panel.$count"
done
[ "$(wc -l <"$work/panel.4")" -eq 1001 ]
ranks 4 series "$work/series0.csv" "$work/series1.csv" >"$work/few" # ranks without a file
ranks 1 series "$work/series0.csv" "$work/series1.csv" >"$work/one"
same "$work/one" "$work/few"

# refused <words> <ranks> <argument...>
refused() {
  local words=$1 status=0
  shift
  ranks "$@" >"$work/out" 2>"$work/error" || status=$?
  if [ "$status" -eq 0 ] || [ "$status" -eq 124 ] || ! grep -qF "$words" "$work/error"; then
    echo "status $status, and this is not: $words" >&2
    cat "$work/error" >&2
    exit 1
  fi
}
sed '10s/,[^,]*/,inf/' "$table/panel3.csv" >"$work/panel3_broken.csv"
refused 'rank 3 of 4: ' 4 panel "$table"/panel[012].csv "$work/panel3_broken.csv"
grep -qF 'panel3_broken.csv:10' "$work/error"
refused 'rank 1 of 3: ' 3 panel "$table/panel0.csv" "$work/nothing.csv" "$table/panel1.csv"
refused 'rank 0 of 2: ' 2 series "$work/series0.csv" "$work/series2.csv" # a gap between them
refused 'usage: highwater_mpi panel|series' 2 table
echo 'The same bytes for 1 to 4 ranks.'

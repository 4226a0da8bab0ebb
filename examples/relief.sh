#!/usr/bin/env bash
# Two relief offices keep one catalogue, apart and together: import, clone, edit on both sides,
# pull both ways, settle. Ends with "all equal", or tells what differs and exits with 1.
#   examples/relief.sh CATALOGUE.csv [ENCODING]      (the encoding else is cp1252)
# The catalogue has the columns: item code, item description, length cm, height cm, width cm,
# volume litre, weight kg, in EIC, and five items at least. SKEIN names another ./skein.
set -euo pipefail

here=$(cd -P "$(dirname "$0")/.." && pwd)
skein=${SKEIN:-$here/skein}
[ $# -ge 1 ] || { echo "relief: name the catalogue: examples/relief.sh CATALOGUE.csv" >&2; exit 2; }
catalogue=$1
encoding=${2:-cp1252}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" # no folder here is tied to a space

oslo() { SKEIN_HOME=$work/oslo SKEIN_AUTHOR=ola "$skein" "$@"; }
bern() { SKEIN_HOME=$work/bern SKEIN_AUTHOR=bea "$skein" "$@"; }
fail() { echo "relief: $*" >&2; exit 1; }
code_of() { local code=0; "$@" >"$work/out" 2>"$work/err" || code=$?; echo "$code"; }
# What must be the same on both sides: all but the local number and order.
records() { "$1" search item --json | sed -E 's/^\{"local":[0-9]+,"order":[0-9]+,/{/' | LC_ALL=C sort; }
# Lists conflicts: 4 says that some are open, anything but 0 and 4 is a failure.
listed() { local code=0; "$@" || code=$?; [ "$code" = 0 ] || [ "$code" = 4 ]; }
conflicts() { listed "$1" conflicts --json | sed -E 's/^\{"local":[0-9]+,/{/'; }
field() { sed -E "s/.*\"$1\":\"?([^\",]*).*/\1/"; } # of one line of JSON
same() { # what, a file from each side
  cmp -s "$2" "$3" || { diff "$2" "$3" | head -5 >&2; fail "$1 differ"; }
}

echo "== import, as UTF-8 first: bad rows are refused, each by line, column and byte"
oslo init -s relief
code=$(code_of oslo import "$catalogue" --type item --id-from 'item code')
refused=$(grep -c '^skein: refused: line [0-9]*, column [0-9]*: byte ' "$work/err" || true)
cat "$work/out"
head -2 "$work/err"
[ "$code" = 3 ] && [ "$refused" -gt 0 ] || fail "UTF-8 should refuse some rows (exit $code)"
echo "refused: $refused rows"

echo "== again in $encoding: only what differs is written"
oslo import "$catalogue" --type item --id-from 'item code' --encoding "$encoding"
code=$(code_of oslo import "$catalogue" --type item --id-from 'item code' --encoding "$encoding")
cat "$work/out"
[ "$code" = 0 ] && grep -q ' 0 created, 0 updated, ' "$work/out" || fail "the second run wrote"

echo "== clone"
bern clone "$work/oslo"
oslo search item --limit 5 --json | sed -E 's/.*"type":"item","id":("([^"\\]|\\.)*").*/\1/' \
  >"$work/ids"
mapfile -t ids < <(sed -E 's/^"//; s/"$//; s/\\(["\\])/\1/g' "$work/ids")
a=item/${ids[0]} b=item/${ids[1]} c=item/${ids[2]} d=item/${ids[3]} e=item/${ids[4]}

echo "== edits apart"
oslo update "$a" 'item description=Tent, family' stock+=40 tags+=shelter tags+=heavy
bern update "$a" 'item description=Tent, winter' stock-=15 tags+=winter
oslo update "$b" 'weight kg=12.5' # different properties merge
bern update "$b" 'in EIC=yes'
oslo update "$c" 'volume litre=99' # the same value is no conflict
bern update "$c" 'volume litre=99'
oslo delete "$d" # a delete beside an update loses neither
bern update "$d" 'weight kg=7'
oslo delete "$e" # a delete beside a delete is agreement
bern delete "$e"

echo "== pull both ways"
bern pull
oslo pull "$work/bern"
bern pull
conflicts oslo >"$work/oslo.conflicts"
conflicts bern >"$work/bern.conflicts"
same "conflicts" "$work/oslo.conflicts" "$work/bern.conflicts"
[ "$(wc -l <"$work/oslo.conflicts")" = 2 ] || fail "there should be two records in conflict"
listed oslo conflicts
records oslo >"$work/oslo.records"
records bern >"$work/bern.records"
same "records before it is settled" "$work/oslo.records" "$work/bern.records"
grep -q '"stock":25,"tags":\["heavy","shelter","winter"\]' "$work/bern.records" ||
  fail "the counter should be 25, the set hold three"

echo "== bern settles, oslo pulls"
bern resolve "$a" 'item description=Tent, family, winter'
bern resolve "$d" --keep
oslo pull "$work/bern"
bern pull
[ "$(code_of oslo conflicts)$(code_of bern conflicts)" = 00 ] || fail "something is open still"
oslo show "$a"

echo "== all equal"
records oslo >"$work/oslo.records"
records bern >"$work/bern.records"
same "records" "$work/oslo.records" "$work/bern.records"
oslo info --state --json >"$work/oslo.info"
bern info --state --json >"$work/bern.info"
for what in frontier state; do
  there=$(field $what <"$work/bern.info")
  [ "$(field $what <"$work/oslo.info")" = "$there" ] || fail "the $what digests differ"
  echo "$what $there"
done
echo "all equal: $(wc -l <"$work/oslo.records") records"

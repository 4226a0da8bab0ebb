#!/usr/bin/env bash
# Two laptops keep one catalogue over the network: import, serve, share, clone by the link, edit on
# both sides, sync both ways, settle. Then a node is killed while a larger space is cloned from it,
# and the clone, run again, goes on. Ends with "all equal", or tells what differs and exits with 1.
#   examples/two-laptops.sh CATALOGUE.csv [ENCODING]      (the encoding else is cp1252)
# The catalogue has the columns: item code, item description, length cm, height cm, width cm,
# volume litre, weight kg, in EIC, and five items at least. SKEIN names another ./skein.
set -euo pipefail

here=$(cd -P "$(dirname "$0")/.." && pwd)
skein=${SKEIN:-$here/skein}
rows=60000 # of the larger space
[ $# -ge 1 ] || { echo "two-laptops: name the catalogue: $0 CATALOGUE.csv" >&2; exit 2; }
catalogue=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
encoding=${2:-cp1252}
work=$(mktemp -d)
node=
clone=
# A process that has ended meanwhile cannot be killed, and the folder must go even so.
trap 'for p in $node $clone; do kill -9 "$p" 2>/dev/null || true; done; rm -rf "$work"' EXIT
cd "$work" # no folder here is tied to a space

ada() { SKEIN_HOME=$work/ada SKEIN_AUTHOR=ada "$skein" "$@"; }
ben() { SKEIN_HOME=$work/ben SKEIN_AUTHOR=ben "$skein" "$@"; }
cleo() { SKEIN_HOME=$work/cleo SKEIN_AUTHOR=cleo "$skein" "$@"; }
dora() { SKEIN_HOME=$work/dora SKEIN_AUTHOR=dora "$skein" "$@"; }
fail() { echo "two-laptops: $*" >&2; exit 1; }
code_of() { local code=0; "$@" >"$work/out" 2>"$work/err" || code=$?; echo "$code"; }
# What must be the same on both sides: all but the local number and order.
records() {
  "$1" -s relief search item --json | sed -E 's/^\{"local":[0-9]+,"order":[0-9]+,/{/' |
    LC_ALL=C sort
}
# Lists conflicts: 4 says that some are open, anything but 0 and 4 is a failure.
listed() { local code=0; "$@" || code=$?; [ "$code" = 0 ] || [ "$code" = 4 ]; }
conflicts() { listed "$1" -s relief conflicts --json | sed -E 's/^\{"local":[0-9]+,/{/'; }
value() { sed -E "s/.*\"$1\":\"?([^\",}]*).*/\1/"; } # of a field in one line of JSON
field() { "$1" -s "$2" info --json | value "$3"; }
same() { # what, a file from each side
  cmp -s "$2" "$3" || { diff "$2" "$3" | head -5 >&2; fail "$1 differ"; }
}
equal() { # a space, who else than ada has it: the digests of its frontier and of all it shows
  ada -s "$1" info --state --json >"$work/ada.info"
  "$2" -s "$1" info --state --json >"$work/other.info"
  for what in frontier state; do
    local here there
    here=$(value "$what" <"$work/ada.info")
    there=$(value "$what" <"$work/other.info")
    [ "$here" = "$there" ] || fail "the $what digests differ: $here, $there"
    echo "$what $here"
  done
}
serve() { # starts ada's node, at the port given or any that is free
  rm -f "$work/said"
  mkfifo "$work/said" # a reader waits for the line that the node says when it listens
  SKEIN_HOME=$work/ada SKEIN_AUTHOR=ada "$skein" serve --tls --port "$1" --json \
    >"$work/said" 2>"$work/node.err" &
  node=$!
  local line
  read -r line <"$work/said" || fail "the node did not start: $(cat "$work/node.err")"
  sed -E 's/.*"addresses":\["([^"]*)".*/\1/' <<<"$line"
}
end_node() { # by a signal, which must be what it ends by
  local code=0
  kill "-$1" "$node"
  wait "$node" 2>/dev/null || code=$?
  node=
  [ "$code" = $((128 + $1)) ] || fail "the node ended with $code after signal $1"
}
share() { ada -s "$1" share --json | value link; }
size() { cat "$work"/cleo/spaces/*/log.db* 2>/dev/null | wc -c; } # what cleo's store takes
held() { cleo -s load info --json | value changesets; }

echo "== ada imports and serves"
ada init -s relief
[ "$(code_of ada -s relief import "$catalogue" --type item --id-from 'item code' \
  --encoding "$encoding")" = 0 ] || fail "the import: $(cat "$work/err")"
cat "$work/out"
serve 0 >"$work/address"
address=$(cat "$work/address")
echo "serving at $address"

echo "== one link, one pasted command"
link=$(share relief)
ben clone "$link"
[ "$(field ada relief frontier)" = "$(field ben relief frontier)" ] || fail "the clone lacks some"
code=$(code_of dora clone "$link")
cat "$work/err"
[ "$code" = 1 ] && grep -q '^skein: .*invitation' "$work/err" || fail "a link let two in ($code)"

echo "== edits apart"
ada -s relief search item --limit 5 --json |
  sed -E 's/.*"type":"item","id":("([^"\\]|\\.)*").*/\1/' >"$work/ids"
mapfile -t ids < <(sed -E 's/^"//; s/"$//; s/\\(["\\])/\1/g' "$work/ids")
a=item/${ids[0]} b=item/${ids[1]} c=item/${ids[2]} d=item/${ids[3]}
ada -s relief update "$a" 'item description=Tent, family' stock+=40 tags+=shelter
ben update "$a" 'item description=Tent, winter' stock-=15 tags+=winter
ada -s relief update "$b" 'weight kg=12.5' # different properties merge
ben update "$b" 'in EIC=yes'
ada -s relief update "$c" 'volume litre=99' # the same value is no conflict
ben update "$c" 'volume litre=99'
ada -s relief delete "$d" # a delete beside an update loses neither
ben update "$d" 'weight kg=7'

echo "== sync, both ways at once"
ben sync
conflicts ada >"$work/ada.conflicts"
conflicts ben >"$work/ben.conflicts"
same "conflicts, or their provisional winners," "$work/ada.conflicts" "$work/ben.conflicts"
[ "$(wc -l <"$work/ada.conflicts")" = 2 ] || fail "there should be two records in conflict"
listed ada -s relief conflicts
records ada >"$work/ada.records"
records ben >"$work/ben.records"
same "records before it is settled" "$work/ada.records" "$work/ben.records"
grep -q '"stock":25,"tags":\["shelter","winter"\]' "$work/ben.records" ||
  fail "the counter should be 25, the set hold two"

echo "== ben settles, ada heals"
ben resolve "$a" 'item description=Tent, family, winter'
ben resolve "$d" --keep
ben sync
[ "$(code_of ada -s relief conflicts)$(code_of ben conflicts)" = 00 ] || fail "some are open still"
records ada >"$work/ada.records"
records ben >"$work/ben.records"
same "records" "$work/ada.records" "$work/ben.records"
equal relief ben
ben status

echo "== a larger space; the node is killed in the middle of a clone"
awk -v rows=$rows 'BEGIN {
  print "code,name,place,stock"
  for (i = 1; i <= rows; i++)
    printf "L%06d,load number %d of a long list,shelf %d row %d,%d\n", i, i, i % 97, i % 31, i % 500
}' >load.csv
ada init -s load
ada -s load import load.csv --type load --id-from code
all=$(field ada load changesets)
link=$(share load)
SKEIN_HOME=$work/cleo SKEIN_AUTHOR=cleo "$skein" clone "$link" --json \
  >"$work/clone.out" 2>"$work/clone.err" &
clone=$!
until [ "$(size)" -gt 1000000 ]; do
  kill -0 "$clone" 2>/dev/null || fail "the clone ended by itself: $(cat "$work/clone.err")"
  sleep 0.01 # nothing but its files tells how far a clone has come
done
end_node 9
code=0
wait "$clone" || code=$?
clone=
cat "$work/clone.err"
[ "$code" = 1 ] && grep -q '^skein: ' "$work/clone.err" || fail "a broken clone ends with 1 ($code)"
before=$(held)
echo "cut off: $before of $all changesets are here"
[ "$before" -gt 0 ] && [ "$before" -lt "$all" ] || fail "some should be here, and not all"

echo "== the same command, as soon as the node is back"
serve "${address##*:}" >"$work/address"
cleo clone "$link" --json >"$work/clone.out"
came=$(value came <"$work/clone.out")
echo "$came came, $(held) are here"
[ "$came" -lt "$all" ] && [ $((before + came)) = "$all" ] || fail "the clone started over"

echo "== all equal"
equal load cleo
end_node 15
echo "all equal: $(wc -l <"$work/ada.records") and $rows records"

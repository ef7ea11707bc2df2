#!/usr/bin/env bash
# One seed, one outcome: runs the library of scenarios on every installed JDK, under other collectors and without the
# compiler, and compares trace hashes. Prints a table; exits 1 where a run fails or a hash differs.
#
#   build/determinism.sh [SCENARIO...]     default: scenarios/library/*.yaml
#   DETERMINISM_SEED=7                     another seed than the files' own
#   DETERMINISM_JOBS=1                     runs at a time; default: one for each core
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source build/jdks.sh

if [ "$#" -gt 0 ]; then scenarios=("$@"); else scenarios=(scenarios/library/*.yaml); fi
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# One run: writes "HASH SECONDS" or "failed" to its cell. Called through xargs, hence exported.
run_cell() {
    local cell="$1" home="$2" options="$3" file="$4" start status=0 hash
    local seed=()
    [ -n "${DETERMINISM_SEED:-}" ] && seed=(--seed "$DETERMINISM_SEED")
    start=$SECONDS
    JAVA_HOME="$home" DARKAGES_JAVA_OPTS="$options" ./darkages run "$file" --json --quiet "${seed[@]}" \
        --out "$cell.out" >"$cell.json" 2>"$cell.err" </dev/null || status=$?
    hash="$(sed -n 's/.*"traceHash" *: *"\([0-9a-f]\{16\}\)".*/\1/p' "$cell.json" | head -n 1)"
    if [ "$status" -eq 0 ] && [ -n "$hash" ]; then
        echo "$hash $((SECONDS - start))" >"$cell"
    else
        echo "failed" >"$cell"
        echo "$file with '$options' on $home: exit $status, trace hash '${hash}'" >>"$cell.err"
    fi
    rm -rf "$cell.out"
}
export -f run_cell

# Ways to run: label, home, options, and the scenarios they apply to (all, or one by name).
ways=()
mapfile -t jdks < <(installed_jdks)
for line in "${jdks[@]}"; do
    ways+=("jdk${line%% *}-g1|${line#* }|-XX:+UseG1GC|all")
done
first="${jdks[0]#* }"
major="${jdks[0]%% *}"
ways+=("jdk$major-serial|$first|-XX:+UseSerialGC|all")
ways+=("jdk$major-parallel|$first|-XX:+UseParallelGC|all")
ways+=("jdk$major-xint|$first|-Xint|duel")
if [ "${#jdks[@]}" -lt 2 ]; then
    echo "Only JDK $major is installed: nothing is compared across JDKs. Install JDK 17 and 25 to do so."
fi

# Builds what is missing once, before runs start side by side.
./darkages schema >/dev/null

for way in "${ways[@]}"; do
    IFS='|' read -r label home options only <<<"$way"
    for file in "${scenarios[@]}"; do
        name="$(basename "$file" .yaml)"
        [ "$only" = all ] || [ "$only" = "$name" ] || continue
        printf '%s\0' "$work/$name.$label" "$home" "$options" "$file"
    done
done | xargs -0 -n 4 -P "${DETERMINISM_JOBS:-$(nproc)}" bash -c 'run_cell "$@"' run_cell

bad=0
runs=0
printf '%-16s %-14s %-16s %s\n' scenario way trace-hash seconds
for file in "${scenarios[@]}"; do
    name="$(basename "$file" .yaml)"
    expected=""
    for way in "${ways[@]}"; do
        label="${way%%|*}"
        cell="$work/$name.$label"
        [ -f "$cell" ] || continue
        read -r hash seconds <"$cell" || true
        note=""
        if [ "$hash" = failed ]; then
            note="FAILED"
            bad=$((bad + 1))
            cat "$cell.err" >&2
        elif [ -z "$expected" ]; then
            expected="$hash"
        elif [ "$hash" != "$expected" ]; then
            note="DIFFERS"
            bad=$((bad + 1))
        fi
        runs=$((runs + 1))
        printf '%-16s %-14s %-16s %7s  %s\n' "$name" "$label" "$hash" "${seconds:-}" "$note"
    done
done
echo "determinism: $((runs - bad)) of $runs runs agree"
[ "$runs" -gt 0 ] && [ "$bad" -eq 0 ]

#!/usr/bin/env bash
# One seed, one outcome: runs the library of scenarios with a twin in a process of its own, then on every other
# installed JDK, under other collectors, on two threads and without the compiler, and compares trace hashes. Prints a
# table; exits 1 where a run fails, a twin differs or a hash differs.
#
#   build/determinism.sh [SCENARIO...]     default: scenarios/library/*.yaml
#   DETERMINISM_SEED=7                     another seed than the files' own
#   DETERMINISM_JOBS=1                     runs at a time; default: one for each core
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source build/jdks.sh

# Worlds of 1,500 players and more take a minute and more each. Under other collectors, where what differs would differ for
# any world of several zones, the others stand for them: these are left out. Whoever names scenarios gets everything.
long="frontier load-spike"
if [ "$#" -gt 0 ]; then scenarios=("$@") long=""; else scenarios=(scenarios/library/*.yaml); fi
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# One run: writes "HASH SECONDS NOTE" to its cell. Called through xargs, hence exported.
run_cell() {
    local cell="$1" home="$2" options="$3" file="$4" start status=0 hash note="" extra
    local arguments=(--json --quiet --out "$cell.out")
    read -r -a extra <<<"$5"
    arguments+=(${extra[@]+"${extra[@]}"})
    [ -n "${DETERMINISM_SEED:-}" ] && arguments+=(--seed "$DETERMINISM_SEED")
    start=$SECONDS
    JAVA_HOME="$home" DARKAGES_JAVA_OPTS="$options" ./darkages run "$file" "${arguments[@]}" \
        >"$cell.json" 2>"$cell.err" </dev/null || status=$?
    hash="$(sed -n 's/.*"traceHash" *: *"\([0-9a-f]\{16\}\)".*/\1/p' "$cell.json" | head -n 1)"
    if [ "$status" -gt 1 ] || [ -z "$hash" ]; then
        note="CRASHED"
    elif grep -q ': twin ' "$cell.err"; then
        note="TWIN-DIFFERS"
    elif [ "$status" -eq 1 ]; then
        note="CHECK-FAILED"
    fi
    [ -z "$note" ] || echo "$file with '$options' on $home: exit $status, $note" >>"$cell.err"
    echo "${hash:-none} $((SECONDS - start)) $note" >"$cell"
    rm -rf "$cell.out"
}
export -f run_cell

# Ways to run: label, home, options, the scenarios they apply to (all, some by name, or all but those after "but"),
# further arguments, and the cipher: hashes are compared among runs with the same one.
ways=()
mapfile -t jdks < <(installed_jdks)
first="${jdks[0]#* }"
major="${jdks[0]%% *}"
ways+=("jdk$major-g1-twin|$first|-XX:+UseG1GC|all|--twin|simulated")
for line in "${jdks[@]:1}"; do
    ways+=("jdk${line%% *}-g1|${line#* }|-XX:+UseG1GC|all||simulated")
done
ways+=("jdk$major-serial|$first|-XX:+UseSerialGC|but $long||simulated")
ways+=("jdk$major-parallel|$first|-XX:+UseParallelGC|but $long||simulated")
ways+=("jdk$major-threads-2|$first|-XX:+UseG1GC|brawl frontier zone-failure|--threads 2|simulated")
ways+=("jdk$major-xint|$first|-Xint|duel||simulated")
for cipher in aes-256-gcm none; do
    for line in "${jdks[@]}"; do
        ways+=("jdk${line%% *}-$cipher|${line#* }||duel lossy|--cipher $cipher|$cipher")
    done
done
if [ "${#jdks[@]}" -lt 2 ]; then
    echo "Only JDK $major is installed: nothing is compared across JDKs. Install JDK 17 and 25 to do so."
fi

# Whether a way applies to a scenario.
applies() {
    case "$1" in
        all) return 0 ;;
        "but "*) [[ " $1 " != *" $2 "* ]] ;;
        *) [[ " $1 " = *" $2 "* ]] ;;
    esac
}

# Builds what is missing once, before runs start side by side.
./darkages schema >/dev/null

for way in "${ways[@]}"; do
    IFS='|' read -r label home options only extra cipher <<<"$way"
    for file in "${scenarios[@]}"; do
        name="$(basename "$file" .yaml)"
        applies "$only" "$name" || continue
        printf '%s\0' "$work/$name.$label" "$home" "$options" "$file" "$extra"
    done
done | xargs -0 -n 5 -P "${DETERMINISM_JOBS:-$(nproc)}" bash -c 'run_cell "$@"' run_cell

bad=0
runs=0
printf '%-16s %-18s %-16s %s\n' scenario way trace-hash seconds
for file in "${scenarios[@]}"; do
    name="$(basename "$file" .yaml)"
    unset expected
    declare -A expected
    for way in "${ways[@]}"; do
        label="${way%%|*}"
        cipher="${way##*|}"
        cell="$work/$name.$label"
        [ -f "$cell" ] || continue
        read -r hash seconds note <"$cell" || true
        if [ "$hash" != none ]; then
            expected[$cipher]="${expected[$cipher]:-$hash}"
            [ "$hash" = "${expected[$cipher]}" ] || note="DIFFERS $note"
        fi
        if [ -n "$note" ]; then
            bad=$((bad + 1))
            cat "$cell.err" >&2
        fi
        runs=$((runs + 1))
        printf '%-16s %-18s %-16s %7s  %s\n' "$name" "$label" "$hash" "${seconds:-}" "$note"
    done
done
echo "determinism: $((runs - bad)) of $runs runs agree and passed"
[ "$runs" -gt 0 ] && [ "$bad" -eq 0 ]

# What the scripts beside this folder share. Sourced; needs $home (the folder above bin).
# Sets $work, a new folder that is removed at the end, and lets runs of the tool go there.

work=$(mktemp -d) || exit 254
child=
ended() {
    if [ -n "$child" ]; then kill "$child" 2>/dev/null; wait "$child" 2>/dev/null; fi
    stop_bare 2>/dev/null
    rm -rf "$work"
}
# Redefined by the script that starts servers by hand.
stop_bare() { :; }
trap ended EXIT
trap 'exit 130' INT TERM
NATS_COMPAT_HOME=$work
export NATS_COMPAT_HOME

# newest_run: the folder of the last run.
newest_run() {
    for folder in "$work"/runs/*/; do newest=$folder; done
    [ -f "$newest/run.json" ] || { echo "no run folder in $work/runs" >&2; exit 255; }
    echo "${newest%/}"
}

# top_level KEY FILE: a value at the top of a document of the run folder.
top_level() {
    sed -n "s/^  \"$1\" : \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" "$2" | head -n 1
}

# seconds DURATION: PT2M43.5S as 163.5.
seconds() {
    echo "$1" | awk '{
        rest = substr($1, 3); total = 0
        while (match(rest, /[0-9.]+[HMS]/)) {
            part = substr(rest, RSTART, RLENGTH - 1); unit = substr(rest, RSTART + RLENGTH - 1, 1)
            total += part * (unit == "H" ? 3600 : unit == "M" ? 60 : 1)
            rest = substr(rest, RSTART + RLENGTH)
        }
        printf "%.3f\n", total
    }'
}

# median FILE: of numbers, one a line.
median() {
    sort -n "$1" | awk '{ v[NR] = $1 } END { if (NR) printf "%.0f", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

# verdicts RUN: "19 pass, 1 suspect".
verdicts() {
    sed -n 's/.*"verdict" : "\([a-z-]*\)".*/\1/p' "$1/matrix.json" | sort | uniq -c |
        awk '{ printf "%s%d %s", (NR > 1 ? ", " : ""), $1, $2 }'
}

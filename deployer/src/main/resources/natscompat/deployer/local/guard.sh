# Guard of one cluster. Standard input is a pipe that only the tool holds: it brings one line "PID START" for each server
# and ends when the tool ends, however that happens. Then every server that is still the same process is killed.
trap '' INT TERM HUP QUIT PIPE USR1 USR2 TSTP
echo ready

start_of() {
    if [ -r /proc/self/stat ]; then
        line=
        { read -r line < "/proc/$1/stat"; } 2>/dev/null
        # The command name stands in brackets and may hold anything: count from the last bracket on (field 22).
        line=${line##*) }
        set -- $line
        echo "${20:-}"
    else
        set -- $(ps -o lstart= -p "$1")
        echo "$*" | tr ' ' '_'
    fi
}

servers=
while read -r pid start; do
    servers="$servers $pid/$start"
done
for server in $servers; do
    pid=${server%%/*}
    if [ "$(start_of "$pid")" = "${server#*/}" ]; then
        kill -KILL "$pid"
    fi
done

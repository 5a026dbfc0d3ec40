# A registry and a repository for the figures of build-and-publish. Sourced after run.sh; needs $home and $work.
# Sets $registry (docker-registry on a loopback address, until the script ends) and $repo (NATS_SERVER_REPO).

repo=${NATS_SERVER_REPO-}
[ -n "$repo" ] && [ -d "$repo" ] || { echo "NATS_SERVER_REPO must name a clone of nats-server" >&2; exit 254; }
command -v docker-registry >/dev/null || { echo "docker-registry is missing (Debian: apt-get install docker-registry)" >&2; exit 254; }

port=${PORT:-5799}
registry=127.0.0.1:$port
cat >"$work/registry.yml" <<EOF
version: 0.1
log: {level: info}
storage: {filesystem: {rootdirectory: $work/registry}}
http: {addr: "$registry"}
EOF
docker-registry serve "$work/registry.yml" >"$work/registry.log" 2>&1 &
child=$!
tries=0
until grep -q "listening on" "$work/registry.log" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { cat "$work/registry.log" >&2; exit 254; }
    sleep 0.1
done

# centis COMMAND...: runs it and sets $took, hundredths of a second.
centis() {
    began=$(date +%s%N)
    "$@" >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 255; }
    ended=$(date +%s%N)
    took=$(((ended - began) / 10000000))
}

# as_seconds CENTIS
as_seconds() { awk -v c="$1" 'BEGIN { printf "%.2f", c / 100 }'; }

# Becomes a server once the tool has told the guard of this process: a tool that dies before that closes the pipe, and
# nothing is started. The first argument is how much memory it may take, in KiB; where that cannot be said, as on systems
# without this limit or with a lower one already, it starts all the same.
read -r word && [ "$word" = go ] || exit 75
ulimit -d "$1" 2>/dev/null
shift
exec "$@" </dev/null

# Errors of the launcher, in the one shape of DESIGN.md. Sourced; needs nothing.

# fail CODE IDENTITY TRIED WHY NEXT: says it on stderr, to TeamCity as well where that listens, and ends.
fail() {
    case $1 in 254) whose=environment ;; *) whose="our own bug" ;; esac
    printf 'error (%s)\n  tried  %s\n  failed %s\n  next   %s\n' "$whose" "$3" "$4" "$5" >&2
    if [ -n "${TEAMCITY_VERSION-}" ] || [ "${launcher_ci-}" = teamcity ]; then
        printf "##teamcity[buildProblem identity='infrastructure:%s' description='%s']\n" "$2" "could not $2"
    fi
    exit "$1"
}

# resolve FILE: sets resolved to what FILE is after following its links.
resolve() {
    resolved=$1
    while [ -L "$resolved" ]; do
        link=$(readlink "$resolved") || return 1
        case $link in
        /*) resolved=$link ;;
        *) resolved=${resolved%/*}/$link ;;
        esac
    done
}

# Errors of the launcher, in the one shape of DESIGN.md. Sourced; needs nothing.

# fail CODE IDENTITY TRIED WHY NEXT: says it on stderr, to TeamCity as well where that listens, and ends.
fail() {
    case $1 in 254) whose=environment ;; *) whose="our own bug" ;; esac
    {
        echo "error ($whose)"
        part tried "$3"
        part failed "$4"
        part next "$5"
    } >&2
    if [ -n "${TEAMCITY_VERSION-}" ] || [ "${launcher_ci-}" = teamcity ]; then
        printf "##teamcity[buildProblem identity='infrastructure:%s' description='%s']\n" "$2" "could not $2"
    fi
    exit "$1"
}

# part NAME TEXT: a part of an error, in lines that fit on the screen where there is fold.
part() {
    columns=${COLUMNS:-0}
    if [ "$columns" = 0 ] && size=$(stty size <&2 2>/dev/null); then columns=${size##* }; fi
    [ "$columns" -ge 40 ] 2>/dev/null || columns=120
    if command -v fold >/dev/null && command -v sed >/dev/null; then
        printf '%s\n' "$2" | fold -s -w $((columns - 10)) | sed -e '1!s/^ */         /' -e "1s/^/$(printf '  %-7s' "$1")/"
    else
        printf '  %-7s%s\n' "$1" "$2"
    fi
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

# Errors of the launcher, in the one shape of DESIGN.md. Sourced; needs nothing.

# hear ARGUMENTS: sets say_to (json, teamcity or nobody), by the tool's own rule: JSON first, then what was typed.
hear() {
    case " $* " in
    *" --json "*) say_to=json ;;
    *" --ci teamcity "* | *" --ci=teamcity "*) say_to=teamcity ;;
    *" --ci "* | *" --ci="*) say_to=nobody ;;
    *) if [ -n "${TEAMCITY_VERSION-}" ]; then say_to=teamcity; else say_to=nobody; fi ;;
    esac
}

# fail CODE IDENTITY TRIED WHY NEXT: says it on stderr, on stdout to machines that listen, and ends.
fail() {
    case $1 in 254) whose=environment category=ENVIRONMENT ;; *) whose="our own bug" category=BUG ;; esac
    {
        echo "error ($whose)"
        part tried "$3"
        part failed "$4"
        part next "$5"
    } >&2
    [ -n "${say_to-}" ] || hear
    case $say_to in
    teamcity)
        printf "##teamcity[buildProblem identity='infrastructure:%s' description='could not %s']\n" \
            "$2" "$(one_line "$3: $4" "s/[]|'[]/|&/g" '|n')"
        ;;
    json)
        printf '{"exit":%s,"failure":{"category":"%s","tried":"%s","why":"%s","next":"%s"}}\n' "$1" "$category" \
            "$(json "$3")" "$(json "$4")" "$(json "$5")"
        ;;
    esac
    exit "$1"
}

json() { one_line "$1" 's/[\\"]/\\&/g' '\\n'; }

# one_line TEXT ESCAPES END: TEXT with a sed script applied, its line ends as END; as it is where there is no sed.
one_line() {
    if command -v sed >/dev/null && command -v tr >/dev/null; then
        printf '%s\n' "$1" | tr '\t\r' '  ' | sed -e "$2" -e "\$!s/\$/$3/" | tr -d '\n'
    else
        printf '%s' "$1"
    fi
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

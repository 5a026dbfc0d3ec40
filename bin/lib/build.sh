# Builds the tool when its sources changed. Sourced after say.sh and jdk.sh; needs home, jdk, jdk_version.
#
#   .build/current          the name of the folder that is whole and newest
#   .build/app-N/           lib/ (all jars), classpath, sources (what it was built from), users/ (a file a process), log
#   .build/part-N/          a build under way
#   .build/lock/pid         who builds
# Two builds at once would only be a waste: each has a folder of its own, and `current` is replaced as a whole.

builds=$home/.build

# list_sources STAMP: every source, one a line; those newer than STAMP in another form, so that the list differs.
list_sources() {
    find "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main "$home/.mvn" "$home"/templates -type f \
        \( -newer "$1" -exec echo changed {} \; -o -print \) 2>/dev/null
}

# up_to_date: whether the newest build is of these sources; sets app.
up_to_date() {
    app=
    [ -r "$builds/current" ] && IFS= read -r app_name <"$builds/current" || return 1
    app=$builds/$app_name
    [ -r "$app/classpath" ] && list_sources "$app/sources" | cmp -s - "$app/sources"
}

ensure_built() {
    up_to_date && return
    need_maven
    mkdir -p "$builds" 2>/dev/null && [ -w "$builds" ] || fail 254 build "build the tool in $builds" \
        "the folder cannot be written" "Make it writable, or clone the project to a place of your own."
    trap 'rm -rf "$builds/lock" "${part:-$builds/none}"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    take_lock
    up_to_date || build
    rm -rf "$builds/lock"
    trap - EXIT INT TERM HUP
}

# Waits while another process builds; takes over the lock of a dead one.
take_lock() {
    waited=0
    until mkdir "$builds/lock" 2>/dev/null; do
        owner=
        if [ -r "$builds/lock/pid" ]; then IFS= read -r owner <"$builds/lock/pid" || owner=; fi
        if stale_lock; then
            rm -rf "$builds/lock"
            continue
        fi
        [ $waited -ne 1 ] || echo "nats-compat: process ${owner:-unknown} builds the tool; waiting for it" >&2
        sleep 1
        waited=$((waited + 1))
    done
    echo $$ >"$builds/lock/pid"
}

# Its owner is dead, or did not even write its number in 10 s, or has been at it for ten minutes.
stale_lock() {
    [ $waited -lt 600 ] || return 0
    if [ -n "$owner" ]; then
        ! kill -0 "$owner" 2>/dev/null
    else
        [ $waited -ge 10 ]
    fi
}

build() {
    number=$$-$(date +%Y%m%d%H%M%S)
    part=$builds/part-$number
    mkdir "$part"
    if [ -r "$builds/current" ]; then how_long="the sources changed; about 15 s"
    else how_long="first time; about 20 s, and downloads of up to 120 MB where Maven has fetched nothing yet"; fi
    echo "nats-compat: building the tool with JDK $jdk_version ($how_long) ..." >&2
    : >"$part/stamp"
    list_sources "$part/stamp" >"$part/list"
    (cd "$home" && quick_maven -q -B -T2 -Dlax -Plaunch "-Dlaunch.directory=$part" -Dmaven.test.skip package) \
        >"$part/log" 2>&1 </dev/null || build_failed
    collect_jars
    touch -r "$part/stamp" "$part/list"
    mv "$part/list" "$part/sources"
    mkdir "$part/users"
    for module in "$part"/*/; do
        case $module in */lib/ | */users/) ;; *) rm -rf "$module" ;; esac
    done
    app=$builds/app-$number
    # Only now is it whole.
    mv "$part" "$app"
    printf '%s\n' "$app_classpath" >"$app/classpath"
    remember_classes
    echo "app-$number" >"$builds/current.$$"
    mv "$builds/current.$$" "$builds/current"
    remove_old_builds
}

# All jars into one folder, as hard links where that works: a running process keeps them whatever Maven does later.
# Sets app_classpath: the command line's own jar first, picocli second.
collect_jars() {
    mkdir "$part/lib"
    rest=
    first=
    second=
    IFS= read -r jars <"$part/class-path"
    old_ifs=$IFS
    IFS=:
    set -f
    for jar in $part/cli/cli.jar $jars; do
        name=${jar##*/}
        ln "$jar" "$part/lib/$name" 2>/dev/null || cp -p "$jar" "$part/lib/$name"
        case $name in
        cli.jar) first=$builds/app-$number/lib/$name ;;
        picocli*) second=:$builds/app-$number/lib/$name ;;
        *) rest=$rest:$builds/app-$number/lib/$name ;;
        esac
    done
    set +f
    IFS=$old_ifs
    app_classpath=$first$second$rest
}

# An archive of loaded classes (AppCDS) for short commands, beside the jars whose times it is bound to. Only a help:
# an archive that does not fit is ignored by -Xshare:auto.
remember_classes() {
    "$jdk/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable "-XX:ArchiveClassesAtExit=$app/part.jsa" \
        -cp "$app_classpath" "-Dnats-compat.home=$home" natscompat.cli.Main help qualify >/dev/null 2>&1 </dev/null &&
        mv "$app/part.jsa" "$app/classes-$jdk_version.jsa" 2>/dev/null || rm -f "$app/part.jsa"
}

build_failed() {
    mv "$part/log" "$builds/failed.log"
    # Maven says everything again, and more, once it names the goal that failed.
    lines=$(sed -n '/Failed to execute goal/q; /^\[ERROR\]/p' "$builds/failed.log" | head -20)
    [ -n "$lines" ] || lines=$(grep '^\[ERROR\]' "$builds/failed.log" | head -20)
    [ -n "$lines" ] || lines=$(tail -20 "$builds/failed.log")
    case $lines in
    *"Could not resolve"* | *"Could not transfer"* | *"could not be resolved"*)
        fail 254 build "fetch the libraries that the tool is built with" "Maven says:
$lines" "See that Maven reaches its repositories (proxy, ~/.m2/settings.xml), then try again. All of it: $builds/failed.log"
        ;;
    *)
        fail 255 build "build the tool from $home" "Maven says:
$lines" "Undo what was changed last in the sources, or report it. All of it: $builds/failed.log"
        ;;
    esac
}

# Keeps the newest build, the one before it (a short command may just be starting from it) and all that are in use.
remove_old_builds() {
    for old in "$builds"/app-* "$builds"/part-*; do
        case $old in
        "$app" | "$builds/${app_name:-none}" | *'*') continue ;;
        esac
        in_use "$old" || rm -rf "$old"
    done
}

in_use() {
    for user in "$1"/users/*; do
        if kill -0 "${user##*/}" 2>/dev/null; then return 0; fi
    done
    return 1
}

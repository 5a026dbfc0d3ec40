# Builds the tool when its sources changed. Sourced after say.sh and jdk.sh; needs home, jdk, jdk_version.
#
#   .build/current          the name of the folder that is whole and newest
#   .build/app-N/           lib/ (all jars), classpath, sources (what it was built from), users/ (a file a process), log
#   .build/part-N/          a build under way
#   .build/lock/pid         who builds
# Two builds at once are only a waste, and can happen where a stale lock is taken over: each has a folder of its own, which
# nobody removes while its builder lives, and `current` is replaced as a whole.

builds=$home/.build

# For commands that are over in a second: C1 only, no code made for reflection, nothing looked for in all jars.
short_options="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djdk.reflect.useNativeAccessorOnly=true \
-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider -Dslf4j.internal.verbosity=WARN"

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
    [ -s "$app/classpath" ] && [ -r "$app/lib/cli.jar" ] && list_sources "$app/sources" | cmp -s - "$app/sources"
}

ensure_built() {
    up_to_date && return
    need_maven
    mkdir -p "$builds" 2>/dev/null && [ -w "$builds" ] || fail 254 build "build the tool in $builds" \
        "the folder cannot be written" "Make it writable, or clone the project to a place of your own."
    # Who only waits has nothing to tidy up: the lock is somebody else's.
    lock_mine=
    part=
    trap 'release_lock; [ -z "$part" ] || rm -rf "$part"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    take_lock
    up_to_date || build
    release_lock
    trap - EXIT INT TERM HUP
}

# read_owner LOCK: sets owner to who has it; empty where that is not written there.
read_owner() {
    owner=
    if [ -r "$1/pid" ]; then IFS= read -r owner <"$1/pid" || owner=; fi
}

# Gives it back, unless somebody who waited too long has taken it over.
release_lock() {
    [ -n "$lock_mine" ] || return 0
    read_owner "$builds/lock"
    case $owner in $$ | '') rm -rf "$builds/lock" ;; esac
    lock_mine=
}

# Waits while another process builds; takes over the lock of a dead one.
take_lock() {
    waited=0
    until mkdir "$builds/lock" 2>/dev/null; do
        read_owner "$builds/lock"
        if stale_lock; then
            # Of all who see it one gets it: a name can be moved once.
            if mv "$builds/lock" "$builds/lock.$$" 2>/dev/null; then rm -rf "$builds/lock.$$"; fi
            waited=0
            continue
        fi
        [ $waited -ne 1 ] || echo "nats-compat: process ${owner:-unknown} builds the tool; waiting for it" >&2
        sleep 1
        waited=$((waited + 1))
    done
    lock_mine=yes
    { echo $$ >"$builds/lock/pid"; } 2>/dev/null || no_room
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
    mkdir "$part" || no_room
    if [ -r "$builds/current" ]; then how_long="the sources changed; about 15 s"
    else how_long="first time; about 20 s, and downloads of up to 120 MB where Maven has fetched nothing yet"; fi
    echo "nats-compat: building the tool with JDK $jdk_version ($how_long) ..." >&2
    echo >"$part/stamp"
    list_sources "$part/stamp" >"$part/list"
    [ -s "$part/list" ] || no_room
    (cd "$home" && quick_maven -q -B -T2 -Dlax -Plaunch "-Dlaunch.directory=$part" -Dmaven.test.skip package) \
        >"$part/log" 2>&1 </dev/null || build_failed
    collect_jars
    touch -r "$part/stamp" "$part/list" && mv "$part/list" "$part/sources" && mkdir "$part/users" || no_room
    printf '%s\n' "$app_classpath" >"$part/classpath" || no_room
    for module in "$part"/*/; do
        case $module in */lib/ | */users/) ;; *) rm -rf "$module" ;; esac
    done
    app=$builds/app-$number
    # Only now is it whole.
    mv "$part" "$app" || no_room
    remember_classes 2>/dev/null
    echo "app-$number" >"$builds/current.$$" && mv "$builds/current.$$" "$builds/current" || no_room
    remove_old_builds
}

# All jars into one folder, as hard links where that works: a running process keeps them whatever Maven does later.
# Sets app_classpath: the command line's own jar first, picocli second.
collect_jars() {
    mkdir "$part/lib" || no_room
    rest=
    first=
    second=
    IFS= read -r jars <"$part/class-path"
    old_ifs=$IFS
    IFS=:
    set -f
    for jar in $part/cli/cli.jar $jars; do
        name=${jar##*/}
        case $name in
        org.eclipse.jgit-[0-9]*) without_signature "$jar" "$part/lib/$name" ;;
        *) ln "$jar" "$part/lib/$name" 2>/dev/null || cp -p "$jar" "$part/lib/$name" || no_room ;;
        esac
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

# without_signature JAR COPY: classes of a signed jar cannot be archived, and checking them takes a third of a second.
without_signature() {
    mkdir "$part/unsigned" &&
        (cd "$part/unsigned" && "$jdk/bin/jar" --extract --file "$1" && rm -f META-INF/*.SF META-INF/*.RSA META-INF/MANIFEST.MF &&
            "$jdk/bin/jar" --create --file "$2" --no-manifest --date=2000-01-01T00:00:00Z .) ||
        cp -p "$1" "$2" || no_room
    rm -rf "$part/unsigned"
}

# An archive of loaded classes (AppCDS) for short commands, beside the jars whose times it is bound to. Only a help:
# an archive that does not fit is ignored by -Xshare:auto.
remember_classes() {
    rehearsal=$app/rehearsal
    mkdir -p "$rehearsal/built" && cp "$home/bin/lib/rehearsal.jsonl" "$rehearsal/built/ledger.jsonl"
    rehearse help qualify &
    # There is no nats-server in our own repository; it is opened, and something is found in it, and that is what counts.
    rehearse build-and-publish node HEAD --repo "$home" --registry localhost:5000/nats
    wait $!
    # Classes as old as picocli's can only be archived when nothing of them was resolved; numbers hold for one list only.
    sed -e '/^@cp picocli/d' -e 's/ id: [0-9]*$//' "$rehearsal"/*.list | awk '!seen[$0]++' >"$rehearsal/classes"
    "$jdk/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable -cp "$app_classpath" -Xshare:dump \
        "-XX:SharedClassListFile=$rehearsal/classes" "-XX:SharedArchiveFile=$rehearsal/archive" >/dev/null 2>&1 </dev/null &&
        mv "$rehearsal/archive" "$app/classes-$jdk_version.jsa"
    rm -rf "$rehearsal"
}

# rehearse ARGUMENTS: a short command, on its own stage, for the classes that it loads.
rehearse() {
    TMPDIR=$rehearsal NATS_COMPAT_CACHE=$rehearsal/cache "$jdk/bin/java" $short_options -Xlog:disable \
        "-XX:DumpLoadedClassList=$rehearsal/$1.list" -cp "$app_classpath" "-Dnats-compat.home=$rehearsal" \
        -Dpicocli.disable.closures=true natscompat.cli.Main "$@" >/dev/null 2>&1 </dev/null || :
}

# no_room WHAT: what is made cannot be written; WHAT says why where somebody did.
no_room() {
    free=$(df -Pk "$builds" 2>/dev/null | awk 'NR == 2 { print "; " int($4 / 1024) " MiB are free there" }')
    fail 254 build "build the tool in $builds" "${1:-it cannot be written}$free" \
        "Make room there and in ~/.m2 (a first build needs about 300 MB), and see that both can be written."
}

# Whether anything can be written at all: on a full disk not even Maven's words can.
writable() {
    printf '%8192s' '' 2>/dev/null >"$builds/probe.$$"
    written=$?
    rm -f "$builds/probe.$$"
    return $written
}

build_failed() {
    mv "$part/log" "$builds/failed.log" && writable || no_room
    # Maven says everything again, and more, once it names the goal that failed.
    lines=$(sed -n '/Failed to execute goal/q; /^\[ERROR\]/p' "$builds/failed.log" | head -20)
    [ -n "$lines" ] || lines=$(grep '^\[ERROR\]' "$builds/failed.log" | head -20)
    [ -n "$lines" ] || lines=$(tail -20 "$builds/failed.log")
    case $lines in
    *"No space left"* | *"Disk quota exceeded"* | *"Read-only file system"* | *"Could not create local repository"*)
        no_room "Maven says:
$lines
All of it: $builds/failed.log"
        ;;
    *"requires Maven"*)
        fail 254 maven "build the tool with $(command -v mvn)" "Maven says:
$lines" "Install a newer Maven with your package manager or from maven.apache.org, and put its bin folder on the PATH."
        ;;
    *"Could not resolve"* | *"Could not transfer"* | *"could not be resolved"*)
        fail 254 build "fetch the libraries that the tool is built with" "Maven says:
$lines" "See that Maven reaches its repositories (proxy, ~/.m2/settings.xml), then try again. All of it: $builds/failed.log"
        ;;
    *)
        refuse_old_maven
        fail 255 build "build the tool from $home" "Maven says:
$lines" "Undo what was changed last in the sources, or report it. All of it: $builds/failed.log"
        ;;
    esac
}

# Keeps the newest build, the one before it (a short command may just be starting from it) and all that are in use or
# under way.
remove_old_builds() {
    for old in "$builds"/app-* "$builds"/part-*; do
        case $old in
        "$app" | "$builds/${app_name:-none}" | *'*') continue ;;
        esac
        in_use "$old" || rm -rf "$old"
    done
}

# in_use FOLDER: whether who builds it lives, or anybody who runs from it.
in_use() {
    builder=${1##*/}
    builder=${builder#*-}
    for user in "${builder%%-*}" "$1"/users/*; do
        if kill -0 "${user##*/}" 2>/dev/null; then return 0; fi
    done
    return 1
}

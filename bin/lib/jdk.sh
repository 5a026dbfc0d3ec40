# Finds a JDK that can build and run the tool, by the `release` file in each JDK's folder: no JVM is started.
# Sourced after say.sh. Call find_jdk; it sets jdk (a folder) and jdk_version, or ends with exit code 254.

jdk_least=25
jdk_seen=

# read_release FOLDER: sets release_version (25.0.3) and release_major; fails where no JVM is.
read_release() {
    [ -r "$1/release" ] && [ -x "$1/bin/java" ] || return 1
    release_version=
    while IFS= read -r release_line || [ -n "$release_line" ]; do
        case $release_line in
        JAVA_VERSION=*)
            release_version=${release_line#JAVA_VERSION=}
            release_version=${release_version#\"}
            release_version=${release_version%%\"*}
            break
            ;;
        esac
    done <"$1/release"
    release_major=${release_version#1.}
    release_major=${release_major%%[!0-9]*}
    [ -n "$release_major" ]
}

# try_jdk WHERE FOLDER: succeeds when FOLDER holds a JDK that is new enough; else notes what it is.
try_jdk() {
    if ! read_release "$2"; then
        [ "$1" = known ] || note_jdk "$1" "$2" "no JDK there"
        return 1
    fi
    if [ "$release_major" -lt "$jdk_least" ]; then
        note_jdk "$1" "$2" "$release_version, too old"
        return 1
    fi
    if [ ! -x "$2/bin/javac" ]; then
        note_jdk "$1" "$2" "$release_version, has no javac"
        return 1
    fi
}

note_jdk() {
    case $1 in
    known) jdk_seen="$jdk_seen
    $2: $3" ;;
    *) jdk_seen="$jdk_seen
    $2 (from $1): $3" ;;
    esac
}

take_jdk() {
    jdk=$1
    jdk_version=$release_version
}

# jdk_on_path COMMAND: sets on_path to the folder of the JDK that COMMAND on the PATH belongs to.
jdk_on_path() {
    on_path=$(command -v "$1") || return 1
    case $on_path in /*) ;; *) return 1 ;; esac
    resolve "$on_path" || return 1
    on_path=$(CDPATH='' cd -P -- "${resolved%/*}/.." 2>/dev/null && pwd -P)
}

# The lowest version that will do, of all the places where JDKs are usually installed.
jdk_in_known_folders() {
    jdk=
    best=
    for folder in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/local/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
        "${SDKMAN_DIR:-${HOME-}/.sdkman}"/candidates/java/* "${HOME-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
        [ -r "$folder/release" ] && [ ! -L "$folder" ] || continue
        if try_jdk known "$folder" && { [ -z "$best" ] || [ "$release_major" -lt "$best" ]; }; then
            best=$release_major
            take_jdk "$folder"
        fi
    done
    [ -n "$jdk" ]
}

find_jdk() {
    if [ -n "${NATS_COMPAT_JAVA-}" ]; then
        named=${NATS_COMPAT_JAVA%/bin/java}
        try_jdk NATS_COMPAT_JAVA "$named" || no_jdk "NATS_COMPAT_JAVA names something else:$jdk_seen"
        take_jdk "$named"
        return
    fi
    if [ -n "${JAVA_HOME-}" ] && try_jdk JAVA_HOME "$JAVA_HOME"; then
        take_jdk "$JAVA_HOME"
        return
    fi
    for command in javac java; do
        if jdk_on_path "$command" && try_jdk PATH "$on_path"; then
            take_jdk "$on_path"
            return
        fi
    done
    jdk_in_known_folders && return
    no_jdk "NATS_COMPAT_JAVA is not set, and neither JAVA_HOME (${JAVA_HOME:-not set}), the PATH nor the usual folders \
(/usr/lib/jvm, ~/.sdkman, ~/.jdks, macOS bundles, Homebrew) have one. There is:${jdk_seen:- no JDK at all}"
}

no_jdk() {
    fail 254 jdk "find a JDK $jdk_least or newer with javac" "$1" \
        "Install Temurin $jdk_least (https://adoptium.net) and, unless it is in a usual folder, set NATS_COMPAT_JAVA=/path/to/its/folder."
}

# need_maven: ends with 254 when there is no Maven.
need_maven() {
    command -v mvn >/dev/null 2>&1 || fail 254 maven "find Maven (mvn) on the PATH" "there is none in $PATH" \
        "Install Maven 3.8 or newer with your package manager or from maven.apache.org, and put its bin folder on the PATH."
}

# refuse_old_maven: ends with 254 when Maven is older than 3.8. Asked only when it failed: it takes a JVM to say so.
refuse_old_maven() {
    maven_version=$(quick_maven -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
    case $maven_version in
    [0-2].* | 3.[0-7] | 3.[0-7].*) fail 254 maven "build the tool with $(command -v mvn)" "it is Maven $maven_version, too old" \
        "Install Maven 3.8 or newer with your package manager or from maven.apache.org, and put its bin folder on the PATH." ;;
    esac
}

# quick_maven ARGUMENTS: Maven on that JDK, tuned for a short life: C1 and Serial unless MAVEN_OPTS names a collector.
quick_maven() {
    case ${MAVEN_OPTS-} in
    *-XX:+Use*GC*) maven_options="-XX:TieredStopAtLevel=1 $MAVEN_OPTS" ;;
    *) maven_options="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 ${MAVEN_OPTS-}" ;;
    esac
    JAVA_HOME=$jdk MAVEN_OPTS=$maven_options mvn "$@"
}

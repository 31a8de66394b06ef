# Sourced by the launcher: finds a JDK without starting one.

# is_jdk DIR MIN MAX [javac] — a Java from MIN to MAX with the Vector API, and with a compiler if asked for.
is_jdk() {
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    [ -z "$4" ] || [ -x "$1/bin/javac" ] || return 1
    jdk_version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release")
    [ "${jdk_version:-0}" -ge "$2" ] && [ "$jdk_version" -le "$3" ] || return 1
    grep -q '^MODULES=.*jdk\.incubator\.vector' "$1/release" || [ -f "$1/jmods/jdk.incubator.vector.jmod" ]
}

# physical FILE — the file behind any chain of symbolic links.
physical() {
    link=$1
    while [ -L "$link" ]; do
        to=$(readlink "$link")
        case $to in
            /*) link=$to ;;
            *) link=$(dirname "$link")/$to ;;
        esac
    done
    printf '%s\n' "$(CDPATH='' cd -P "$(dirname "$link")" && pwd)/$(basename "$link")"
}

# jdk_candidates — one directory a line, the wanted ones first.
jdk_candidates() {
    for dir in "$LANEWISE_JAVA_HOME" "$JAVA_HOME" "$JAVA_HOME_25_X64" "$JAVA_HOME_25_ARM64" "$JAVA25_HOME" "$JDK25_HOME"; do
        [ -z "$dir" ] || printf '%s\n' "$dir"
    done
    on_path=$(command -v java 2>/dev/null) && dirname "$(dirname "$(physical "$on_path")")"
    for dir in /usr/lib/jvm/*25* /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* /usr/local/*jdk* \
            "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jabba/jdk/* "$HOME"/.gradle/jdks/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/* \
            /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
            /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        [ ! -d "$dir" ] || printf '%s\n' "$dir"
    done
}

# find_jdk MIN MAX [javac] — prints the first that will do; fails if there is none.
find_jdk() {
    jdk_candidates | while IFS= read -r candidate; do
        if is_jdk "$candidate" "$@"; then
            printf '%s\n' "$candidate"
            break
        fi
    done | grep .
}

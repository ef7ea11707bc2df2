# Sourced: finds the JDKs of this machine.

# The home of the JDK that Maven and ./darkages would use.
current_jdk() {
    if [ -n "${JAVA_HOME:-}" ]; then
        echo "$JAVA_HOME"
    else
        dirname "$(dirname "$(readlink -f "$(command -v javac)")")"
    fi
}

# The major version of the JDK in folder $1, or nothing where there is none.
jdk_major() {
    [ -x "$1/bin/javac" ] || return 0
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

# One line "MAJOR HOME" for each major version from 17 on: the current JDK first, then what is installed in the usual
# places or named by JAVA_HOME_17_X64 and its like.
installed_jdks() {
    local home major seen=" "
    {
        current_jdk
        compgen -v JAVA_HOME_ | while read -r name; do echo "${!name}"; done || true
        ls -d /usr/lib/jvm/*/ "$HOME"/.sdkman/candidates/java/*/ 2>/dev/null | sed 's:/*$::' || true
    } | while read -r home; do
        major="$(jdk_major "$home")"
        if [ -n "$major" ] && [ "$major" -ge 17 ] && [ "${seen/ $major /}" = "$seen" ]; then
            seen="$seen$major "
            echo "$major $home"
        fi
    done
}

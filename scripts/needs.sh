# What ./skein and ./check need, and how to get it. Sourced by both; needs only bash itself.
# Sets JAVA_HOME to a JDK 25. Whoever lacks something gets one line that installs it, and exit 2.

lack() { # the thing, the command that installs it
  echo "$program: $1 is missing; install it with: $2" >&2
  exit 2
}

as_root() { [ "$EUID" = 0 ] || printf 'sudo '; }

# The line that installs a package of the system; $1 for apt, $2 for dnf, $3 for brew.
package_line() {
  if type apt-get >/dev/null 2>&1; then
    echo "$(as_root)apt-get install -y $1"
  elif type dnf >/dev/null 2>&1; then
    echo "$(as_root)dnf install -y $2"
  else
    echo "brew install $3"
  fi
}

# The name of a JDK 25 package that apt knows, or nothing. One call: each takes half a second.
apt_jdk() {
  local line
  type apt-cache >/dev/null 2>&1 || return 0
  while read -r line; do
    case $line in "Package: "*) echo "${line#Package: }" && return ;; esac
  done < <(apt-cache show openjdk-25-jdk-headless temurin-25-jdk 2>/dev/null || true)
}

jdk_line() {
  local name arch=x64
  name=$(apt_jdk)
  if [ -n "$name" ]; then
    echo "$(as_root)apt-get install -y $name"
    return
  fi
  case $OSTYPE in darwin*) echo "brew install --cask temurin@25" && return ;; esac
  case $HOSTTYPE in aarch64 | arm64) arch=aarch64 ;; esac
  local url="https://api.adoptium.net/v3/binary/latest/25/ga/linux/$arch/jdk/hotspot/normal/eclipse"
  echo "curl -fsSL $url | $(as_root)tar xz -C /opt"
}

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  local line
  while read -r line; do
    case $line in 'JAVA_VERSION="25"' | 'JAVA_VERSION="25.'*) return 0 ;; esac
  done <"$1/release"
  return 1
}

# The home of the java on the PATH: follows its symbolic links.
java_on_path() {
  local java
  java=$(type -P java) || return 0
  while [ -L "$java" ]; do
    local folder=${java%/*} target
    target=$(readlink "$java") || return 0
    case $target in /*) java=$target ;; *) java=$folder/$target ;; esac
  done
  java=${java%/*}
  echo "${java%/bin}"
}

# SKEIN_JDKS, a folder of JDKs, takes the place of the usual folders.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" "$(java_on_path)"; do
    if [ -n "$home" ] && is_jdk_25 "$home"; then
      echo "$home"
      return
    fi
  done
  local usual=(/usr/lib/jvm/* /opt/* "${HOME:-/root}"/.sdkman/candidates/java/*
    /Library/Java/JavaVirtualMachines/*/Contents/Home)
  if [ -n "${SKEIN_JDKS:-}" ]; then usual=("$SKEIN_JDKS"/*); fi
  for home in "${usual[@]}"; do
    if is_jdk_25 "$home"; then
      echo "$home"
      return
    fi
  done
}

need_jdk() {
  local home
  home=$(find_jdk)
  [ -n "$home" ] || lack "a JDK 25 (in JAVA_HOME, PATH or the usual folders)" "$(jdk_line)"
  export JAVA_HOME=$home
}

need_commands() {
  local name
  for name in "$@"; do
    type -P "$name" >/dev/null && continue
    case $name in
      strace) lack strace "$(package_line strace strace strace)" ;;
      flock) lack flock "$(package_line util-linux util-linux-core flock)" ;;
      diff | cmp) lack "$name" "$(package_line diffutils diffutils diffutils)" ;;
      find) lack find "$(package_line findutils findutils findutils)" ;;
      awk | sed | grep) lack "$name" "$(package_line "$name" "$name" "$name")" ;;
      *) lack "$name" "$(package_line coreutils coreutils coreutils)" ;;
    esac
  done
}

# What the page is built and tested with. Chromium goes by several names.
node_line() { package_line "nodejs npm" "nodejs npm" node; }

find_chromium() {
  local name
  if [ -n "${SKEIN_CHROMIUM:-}" ]; then
    echo "$SKEIN_CHROMIUM"
    return
  fi
  for name in chromium chromium-browser google-chrome-stable google-chrome; do
    type -P "$name" && return
  done
  local mac="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
  if [ -x "$mac" ]; then echo "$mac"; fi
}

need_node() {
  local found
  type -P node >/dev/null || lack "Node.js 20 or newer" "$(node_line)"
  type -P npm >/dev/null || lack npm "$(node_line)"
  found=$(node --version 2>/dev/null </dev/null || true)
  case $found in
    v[2-9][0-9].* | v[1-9][0-9][0-9].*) ;;
    *) lack "Node.js 20 or newer (found: ${found:-none that runs})" "$(as_root)npx --yes n 22" ;;
  esac
}

need_chromium() {
  SKEIN_CHROMIUM=$(find_chromium)
  [ -n "$SKEIN_CHROMIUM" ] ||
    lack Chromium "$(package_line chromium chromium '--cask chromium')"
  export SKEIN_CHROMIUM
}

maven_line() { package_line maven maven maven; }

need_maven() { # after need_jdk: mvn itself runs on it
  local line
  type -P mvn >/dev/null || lack "Maven 3.8 or newer" "$(maven_line)"
  line=$(mvn --version 2>/dev/null </dev/null | grep -o 'Apache Maven [0-9.]*' || true)
  case ${line#Apache Maven } in
    3.8.* | 3.9.* | 3.[1-9][0-9]* | [4-9].*) ;;
    *) lack "Maven 3.8 or newer (found: ${line:-none that runs})" "$(maven_line)" ;;
  esac
}

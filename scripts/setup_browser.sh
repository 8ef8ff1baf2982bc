#!/bin/sh
# Installs chromium and fonts-noto-cjk for the browser tests, by apt, only when missing.
# Where that can't be, says so and goes on: those tests then skip (under CI=true they fail).
set -u
have_font() { [ -n "$(ls /usr/share/fonts/opentype/noto/NotoSansCJK* 2>/dev/null)" ]; }
have_all() { command -v chromium >/dev/null 2>&1 && have_font; }

give_up() {
  echo "browser tests: $1; install chromium and fonts-noto-cjk yourself to run them. Going on without." >&2
  exit 0
}

have_all && exit 0
command -v apt-get >/dev/null 2>&1 || give_up "no chromium, and no apt-get here"
if [ "$(id -u)" = 0 ]; then
  as_root=""
elif sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  give_up "no chromium, and no right to install it"
fi

# The lock is on this file; between two clones apt's own lock decides.
(
  flock -w 600 9 || give_up "another set-up doesn't end"
  have_all && exit 0
  echo "browser tests: installing chromium and fonts-noto-cjk by apt"
  export DEBIAN_FRONTEND=noninteractive
  $as_root apt-get -qq -o DPkg::Lock::Timeout=300 update || echo "browser tests: apt-get update failed, trying with what is known" >&2
  $as_root apt-get -qq -y -o DPkg::Lock::Timeout=300 install --no-install-recommends chromium fonts-noto-cjk >/dev/null ||
    give_up "apt-get could not install them"
) 9<"$0"

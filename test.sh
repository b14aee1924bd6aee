#!/usr/bin/env bash
# Builds MedDist, checks its format and runs every test. The last line is "N passed, N failed, N skipped".
#   ./test.sh          everything
#   ./test.sh --fast   without the format check and without the browser tests, for daily work
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")"
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# Every process here is short-lived: instrumenting code so as to compile it better later costs a third of their time and pays nothing back.
export DOTNET_TieredPGO=0

fast=false
for argument in "$@"; do
  case $argument in
    --fast) fast=true ;;
    *) echo "Usage: ./test.sh [--fast]" >&2; exit 2 ;;
  esac
done

phases=()
phase=preparation
phase_began=$SECONDS

# Ends the running phase and begins the next one.
begin() {
  phases+=("$(printf '%5d s  %s' $((SECONDS - phase_began)) "$phase")")
  phase=$1
  phase_began=$SECONDS
  printf '\n== %s\n' "$phase"
}

# Prints the elapsed times and the last line, which has to stay the last.
finish() {
  begin summary
  printf '%s\n' "${phases[@]}" "$(printf '%5d s  in all' "$SECONDS")"
  echo "$1 passed, $2 failed, $3 skipped"
  if (($2 > 0)); then exit 1; fi
  exit 0
}

stop() {
  printf '\n%s\n' "$1" >&2
  finish 0 1 0
}

can_install() { ((EUID == 0)) && command -v apt-get >/dev/null; }

install() {
  echo "Installing $*"
  DEBIAN_FRONTEND=noninteractive apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

install_missing() {
  local missing=()
  # The browser tests use Chromium without its window, and the whole one where only that is there: the same, but a third slower.
  if ! $fast && [[ -z ${CHROMIUM:-} && ! -x /usr/bin/chromium-headless-shell ]]; then
    if [[ ! -x /usr/bin/chromium ]]; then
      missing+=(chromium-headless-shell)
    elif can_install && ! install chromium-headless-shell; then
      echo "chromium-headless-shell could not be installed: the tests go on with chromium."
    fi
  fi
  if ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then missing+=(postgresql); fi
  if ! command -v pdftotext >/dev/null; then missing+=(poppler-utils); fi
  if [[ ! -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ]]; then missing+=(fonts-dejavu-core); fi
  if ! command -v soffice >/dev/null; then missing+=(libreoffice-calc-nogui); fi
  if ((${#missing[@]} == 0)); then return; fi
  if ! can_install; then
    stop "The tests need packages that are not installed: install ${missing[*]}, or run ./test.sh as root on Debian, which installs them."
  fi
  if ! install "${missing[@]}"; then
    stop "apt-get could not install ${missing[*]}; its messages are above."
  fi
}

# One number of the <Counters … /> element of a test report; 0 if there is none.
counter() {
  local found
  found=$(grep -m 1 -o '<Counters [^>]*>' "$1" 2>/dev/null | sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p") || true
  echo "${found:-0}"
}

if ! command -v dotnet >/dev/null; then
  stop "The .NET SDK is not installed: install the version that global.json names."
fi
install_missing

begin restore
if ! { dotnet tool restore && dotnet restore; }; then stop "The restore failed; the messages are above."; fi

begin build
if ! dotnet build -c Debug --no-restore; then stop "The build failed; the errors are above (warnings count as errors)."; fi

rm -rf TestResults
mkdir TestResults

# The format check takes one core for most of a minute: it runs beside the first tests, which leave a core free while they wait for a database, and is judged after them.
format=
if ! $fast; then
  dotnet format --verify-no-changes --no-restore >TestResults/format.log 2>&1 &
  format=$!
fi

check_format() {
  if [[ -z $format ]]; then return; fi
  begin format
  if ! wait "$format"; then
    cat TestResults/format.log
    stop "The format differs from .editorconfig: run 'dotnet format' and look at the changes."
  fi
  rm TestResults/format.log
  format=
}

passed=0 failed=0 skipped=0
for project in *.Tests/*.Tests.csproj; do
  name=$(basename "$project" .csproj)
  report=TestResults/$name.trx
  arguments=("$project" -c Debug --no-build --results-directory TestResults
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=normal"
    --blame-hang-timeout 10m --blame-hang-dump-type none)
  if $fast; then arguments+=(--filter 'Category!=Browser'); fi

  begin "$name"
  code=0
  # The runner's own echo of each failure goes; the report of the failure itself stays.
  dotnet test "${arguments[@]}" | sed -u '/^\[xUnit\.net /d' || code=$?

  total=$(counter "$report" total)
  executed=$(counter "$report" executed)
  successful=$(counter "$report" passed)
  broken=$((executed - successful))
  if ((broken == 0 && code != 0)); then
    echo "$name ended with $code although no test failed: the run was cut short." >&2
    broken=1
  elif ((executed == 0)) && ! $fast; then
    echo "$name ran no test." >&2
    broken=1
  fi
  passed=$((passed + successful))
  failed=$((failed + broken))
  skipped=$((skipped + total - executed))
  check_format
done

# the runner leaves an empty folder per run
find TestResults -type d -empty -delete
if ((passed + failed == 0)); then stop "No test ran."; fi
finish "$passed" "$failed" "$skipped"

#!/usr/bin/env bash
# Runs every test on what `./dev test` has built; the last line is `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$0")/../.."
release=$PWD/build/release dev=$PWD/build/dev tsan=$PWD/build/tsan
logs=build/test-logs
mkdir -p "$logs"
export ASAN_OPTIONS=${ASAN_OPTIONS-detect_stack_use_after_return=0}
export UBSAN_OPTIONS=${UBSAN_OPTIONS-print_stacktrace=1}
export TSAN_OPTIONS=${TSAN_OPTIONS-history_size=4}
passed=0 failed=0 broken=()

# step NAME COMMAND...: runs a command and adds up what its last lines claim. A command
# that claims nothing counts as one test.
step() {
  local name=$1 log began=$SECONDS status good bad summary
  log=$logs/${name// /-}.log
  shift
  printf '%-28s' "$name"
  "$@" >"$log" 2>&1
  status=$?
  summary=$(sed -nE '
    s/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p
    s/^All tests passed \(.* in ([0-9]+) test cases?\)$/\1 0/p
    s/^test cases: .*\| +([0-9]+) passed \| +([0-9]+) failed.*$/\1 \2/p
    s/^test cases: +[0-9]+ \| +([0-9]+) failed$/0 \1/p' "$log" | tail -n 1)
  read -r good bad <<<"${summary:-$((status == 0)) $((status != 0))}"
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1  # It crashed after its last claim.
  passed=$((passed + good)) failed=$((failed + bad))
  printf '%5d passed, %d failed  (%d s)\n' "$good" "$bad" $((SECONDS - began))
  if [ "$bad" -gt 0 ]; then
    broken+=("$name")
    sed 's/^/    /' "$log" | tail -n 150
  fi
}

scripts() { python3 tests/tools/script_runner.py --binary "$@"; }
requests() { python3 tests/tools/http_runner.py --binary "$@"; }

step "include arrows" python3 tests/tools/check_includes.py
for room in interp state http; do
  step "link $room alone" "$release/${room}_alone"
done
for room in interp state http actors; do
  step "unit $room" "$dev/unit_$room"
done
step "unit allocation" env ASAN_OPTIONS="$ASAN_OPTIONS:alloc_dealloc_mismatch=0" \
  "$dev/unit_allocation"
step "embedding" "$release/embed_example"
step "scripts" scripts "$release/scriptling" tests/scripts examples
step "scripts python" scripts "$release/scriptling" --python tests/scripts/language \
  tests/scripts/library tests/scripts/programs
step "random programs" python3 tests/tools/differential.py --binary "$release/interp_alone" \
  --seeds 1-2000 --seconds 60 --ways plain,step --least 100
step "random containers" python3 tests/tools/differential.py \
  --binary "$dev/interp_alone" --kind containers --seeds 700001-703000 \
  --seconds 60 --ways collect101 --least 100
step "deep structures" python3 tests/tools/deep_structures.py list "two lists in turn" \
  dict deque "dict view" OrderedDict
step "random graphs" python3 tests/tools/crossing.py --binary "$dev/scriptling" \
  --seeds 1-100000 --seconds 15 --ways plain,collect --batch 10 --scale 6
step "long programs, hostile" python3 tests/tools/hostile_runner.py --seconds 90
step "growth" python3 tests/tools/growth.py --short
step "scripts asan" scripts "$dev/scriptling" --scale 6 --ways slice tests/scripts
step "http" requests "$release/scriptling" tests/http
step "http asan" requests "$dev/scriptling" --scale 6 tests/http
step "unit actors tsan" "$tsan/unit_actors"
step "scripts tsan" scripts "$tsan/scriptling" --scale 10 --ways threads4 tests/scripts/runtime
step "http tsan" requests "$tsan/scriptling" --scale 10 tests/http
# Programs that say nothing about races, and why.
declare -A not_under_tsan=(
  [install]="it builds a host against what the release installs"
  [sleeper_memory]="it weighs memory, and ThreadSanitizer keeps some of its own"
  [ended_calls_memory]="it weighs memory, too"
  [dropped_results]="it weighs memory, too"
  [greedy_requests]="it weighs memory, too"
  [http_faults]="it weighs connections, and its clients have clocks"
)
for program in tests/e2e/*_test.py; do
  name=$(basename "$program" _test.py)
  step "e2e $name" env SCRIPTLING="$release/scriptling" python3 "$program"
  [ -z "${not_under_tsan[$name]-}" ] || continue
  step "e2e $name tsan" env SCRIPTLING="$tsan/scriptling" python3 "$program"
done

# A twelfth of what can be repeated, another one each day; all of it on demand.
part=$((10#$(date +%j) % 12 + 1))
step "flat, part $part of 12" python3 tests/tools/flat.py --part "$part/12" --seconds 5 \
  tests/scripts/runtime tests/http
for site in api webhooks chat cron mapreduce; do
  step "soak $site" python3 tests/soak/soak.py --site "$site" --seconds 10
done

for name in "${!not_under_tsan[@]}"; do
  echo "not under ThreadSanitizer: e2e $name: ${not_under_tsan[$name]}"
done
[ ${#broken[@]} -eq 0 ] || printf 'failed: %s\n' "${broken[@]}"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

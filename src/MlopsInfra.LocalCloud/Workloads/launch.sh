# Starts a program in a process group of its own and ends with its exit code. Standard input is the host's hand: when it closes,
# because the host lets go or is gone, the whole group is told to end, and killed after the seconds that are the first argument.
trap '' INT
# What it writes lies in the store, which is its owner's alone.
umask 077
grace=$1
shift
exec 3<&0 4>&2 </dev/null 2>/dev/null
# Not everywhere has setsid; where it is missing, as on macOS, the shell itself makes the group.
if command -v setsid >/dev/null; then
  setsid "$@" 3<&- 2>&4 4>&- &
else
  set -m
  "$@" 3<&- 2>&4 4>&- &
fi
child=$!
{
  cat
  kill -s TERM -- "-$child"
  sleep "$grace"
  kill -s KILL -- "-$child"
} <&3 >/dev/null 4>&- &
watcher=$!
exec 3<&- 4>&-
wait "$child"
code=$?
# What it left behind in its group ends with it.
kill -s KILL -- "-$child"
kill -s KILL "$watcher"
exit "$code"

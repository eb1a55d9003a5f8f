"""Logs in a process that then forks three times, as servers do that load before they fork, while storage is closed: FOLDER."""
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, os.getcwd())
exec(Path(__file__).with_name("stands_for_storage.py").read_text())
from scoring_service import release, request_time  # noqa: E402

folder, moment = Path(sys.argv[1]), request_time.RequestTime({})
environment = {"PREDICTIONS_URL": str(folder), "SCORING_SPILL_FOLDER": str(folder / "spill"), "HOSTNAME": "one"}
log = request_log.RequestLog(release.Release(environment), environment)  # noqa: F821


def score(name, count):
    for number in range(count):
        log.add(f"{name}-{number}", moment.of({}), 200, [{}], [{"probability": 0.5}])


score("disk", 20)
time.sleep(1.2)
# These are still in memory when it forks.
score("memory", 20)
children = []
for each in range(3):
    child = os.fork()
    if not child:
        score(f"child{each}", 30)
        sys.exit()
    children.append(child)
for child in children:
    os.waitpid(child, 0)
(folder / "open").touch()
time.sleep(1.2)

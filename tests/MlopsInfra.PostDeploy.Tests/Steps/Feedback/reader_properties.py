"""Properties of what reads the logs, over every cut of files that are made up anew with each seed: reader_properties.py SEEDS.

Whatever a file is cut at, no line is lost but the one that is cut, and that one is counted; and what is appended to it is read.
"""

import json
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from collected import lines


def text(draw: random.Random) -> str:
    return "".join(draw.choice('aZ9 "\\{}[]:,ü€\U0001f600\n') for _ in range(draw.randrange(6)))


def value(draw: random.Random):
    return draw.choice([None, True, draw.uniform(-1e6, 1e6), draw.randrange(1000), text(draw), {"requestId": text(draw)}])


def line(draw: random.Random) -> bytes:
    content = {"time": "2026-03-07T05:00:00Z", "requestId": text(draw) or "r",
               "data": [{text(draw): value(draw) for _ in range(draw.randrange(3))} for _ in range(draw.randrange(1, 3))]}
    ascii_only = draw.random() < 0.5
    return json.dumps(content, ensure_ascii=ascii_only, separators=draw.choice([(",", ":"), (", ", ": ")])).encode()


def read(file: Path, content: bytes) -> tuple[list[dict], int, int]:
    file.write_bytes(content)
    counts, rejected = Counter(), []
    found = [each.content for each in lines.read(file, counts, rejected.append)]
    return found, counts["truncated"], len(rejected)


def check(seed: int, folder: Path) -> int:
    draw = random.Random(seed)
    whole = [line(draw) for _ in range(draw.randrange(1, 4))]
    objects = [json.loads(each) for each in whole]
    content = b"".join(each + b"\n" for each in whole)
    for cut in range(len(content) + 1):
        found, truncated, rejected = read(folder / "log", content[:cut])
        part = content[:cut].rpartition(b"\n")[2]
        complete = content[:cut].count(b"\n") + (part in whole[content[:cut].count(b"\n"):][:1])
        assert found == objects[:complete], (seed, cut)
        # Of a line without any content nothing can be counted.
        assert truncated == rejected == int(bool(part) and complete == content[:cut].count(b"\n")), (seed, cut)
        # A process that starts again appends to what was cut off.
        later = line(draw)
        found, truncated, _ = read(folder / "log", content[:cut] + later + b"\n")
        assert found[-1] == json.loads(later) and found[:-1] == objects[:complete], (seed, cut)
        assert truncated == int(bool(part) and complete == content[:cut].count(b"\n")), (seed, cut)
    return len(content) + 1


with tempfile.TemporaryDirectory() as temporary:
    print(f"{sum(check(seed, Path(temporary)) for seed in range(int(sys.argv[1])))} cuts")

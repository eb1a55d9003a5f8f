"""A bounded folder on disk for lines that storage does not take now, which the next process finds where this one ends."""

import fcntl
import os
import tempfile
from pathlib import Path
from typing import NamedTuple

MEGABYTE = 1024 * 1024
# What is in one file at most, in bytes, where no single line is longer.
SEGMENT = MEGABYTE


class Segment(NamedTuple):
    """A file, with its size, the hour of its first line, and whether this process has written it."""

    path: Path
    lines: int
    bytes: int
    hour: str
    is_own: bool


class Spill:
    """Keeps lines of one log in files of up to about a megabyte, in their order.

    A file belongs to the process that holds the lock beside it. Where that has ended, another process takes it over.

    folder: made if it is missing, for this user only.
    log: tells the files of a log from those of others, as a hash of its address.
    capacity: bytes of all files in the folder, whoever they belong to.
    """

    def __init__(self, folder: Path, log: str, capacity: int):
        self.folder, self._log, self._capacity = folder, log, capacity
        self._locks: list = []
        self.renew()

    @property
    def lines(self) -> int:
        """How many lines are on disk."""
        return sum(segment.lines for segment in self._segments)

    def renew(self) -> None:
        """Begins anew: at first, and after a fork. The locks are then the parent's, who has them open too."""
        for descriptor, _ in self._locks:
            os.close(descriptor)
        self._owner, self._number, self._own_lock = "", 0, False
        # The oldest first; and locks as descriptor and path.
        self._segments: list = []
        self._locks = []

    def write(self, items: list, always: bool = False) -> list:
        """Adds lines after all others. Returns the lines that are lost as there was no room for all: the oldest.

        always: adds them where there is no room, too.

        Raises OSError where the disk takes none; then none of these are on it.
        """
        self._lock()
        kept, size = list(items), sum(len(key) + 1 + len(content) for key, content in items)
        lost, free = [], self._capacity - self._used()
        while free < size and not always and (self._segments or kept):
            if self._segments:
                read, cut = self.oldest()
                free += self._segments[0].bytes
                lost += read + cut
                self.remove_oldest()
            else:
                lost.append(kept.pop(0))
                size -= len(lost[-1][0]) + 1 + len(lost[-1][1])
        if not kept:
            return lost
        block = b"".join(key.encode() + b" " + content for key, content in kept)
        # With the last file goes the lock.
        self._lock()
        last = self._segments[-1] if self._segments else None
        if last is not None and last.is_own and last.bytes + len(block) <= SEGMENT:
            _append(last.path, last.bytes, block)
            self._segments[-1] = last._replace(lines=last.lines + len(kept), bytes=last.bytes + len(block))
            return lost
        self._number += 1
        path = self.folder / f"{self._log}-{self._owner}-{self._number:08}.jsonl"
        _append(path, 0, block)
        self._segments.append(Segment(path, len(kept), len(block), kept[0][0], is_own=True))
        return lost

    def seal(self) -> None:
        """Lets the next lines go to a file of their own."""
        if self._segments:
            self._segments[-1] = self._segments[-1]._replace(is_own=False)

    def oldest(self):
        """The lines of the oldest file, and those that are cut off or gone; None for no file."""
        if not self._segments:
            return None
        segment = self._segments[0]
        try:
            parts = [line.partition(b" ") for line in segment.path.read_bytes().splitlines(keepends=True)]
        except OSError:
            # Somebody has cleaned up.
            return [], [(segment.hour, b"")] * segment.lines
        whole = [(key.decode("ascii"), content) for key, _, content in parts if content.endswith(b"\n")]
        return whole, [(segment.hour, content) for _, _, content in parts if not content.endswith(b"\n")]

    def remove_oldest(self) -> None:
        self._segments.pop(0).path.unlink(missing_ok=True)
        if not self._segments:
            self.close()

    def adopt(self) -> None:
        """Takes over what processes left that have ended. Theirs is older, and so comes first."""
        if not self.folder.is_dir():
            return
        found = []
        for path in self.folder.glob(f"{self._log}-*.lock"):
            if any(path == held for _, held in self._locks):
                continue
            try:
                descriptor = os.open(path, os.O_RDWR)
            except FileNotFoundError:
                continue  # Another process was faster.
            if not _locked(descriptor, path):
                os.close(descriptor)
                continue
            self._locks.append((descriptor, path))
            found += self.folder.glob(f"{path.stem}-*.jsonl")
        self._segments[:0] = filter(None, map(_read, sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))))
        if not self._segments:
            self.close()

    def close(self) -> None:
        """Leaves the files to the next process; without any, nothing is left."""
        for descriptor, path in self._locks:
            if not self._segments:
                path.unlink(missing_ok=True)
            os.close(descriptor)
        self._locks, self._own_lock = [], False

    def _lock(self) -> None:
        if self._own_lock:
            return
        make_private(self.folder)
        for _ in range(10):
            # Another process may take it over before it is locked: then it is that one's.
            self._owner = os.urandom(6).hex()
            path = self.folder / f"{self._log}-{self._owner}.lock"
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            if _locked(descriptor, path):
                self._locks.append((descriptor, path))
                self._own_lock = True
                return
            os.close(descriptor)
        raise BlockingIOError(11, "its lock files are taken by others")

    def _used(self) -> int:
        return sum(_size(entry) for entry in os.scandir(self.folder))


def of_environment(environment, address_hash: str):
    """The folder that SCORING_SPILL_FOLDER names, of SCORING_SPILL_MEGABYTES; None where that is 0."""
    size = megabytes(environment, "SCORING_SPILL_MEGABYTES", 256)
    folder = environment.get("SCORING_SPILL_FOLDER") or os.path.join(tempfile.gettempdir(), "scoring-spill")
    return Spill(Path(folder), address_hash, size) if size else None


def megabytes(environment, name: str, default: float) -> int:
    """A variable with a size in MiB, in bytes."""
    text = environment.get(name)
    try:
        size = float(text) if text else default
    except ValueError:
        size = -1
    if not 0 <= size <= 1_000_000:
        raise ValueError(f"{name}: expected a number of megabytes from 0 to 1000000, got {text!r}")
    return int(size * MEGABYTE)


def make_private(folder: Path) -> None:
    """Makes a folder that only this user can use; raises OSError where it is somebody else's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    about = folder.lstat()
    if about.st_uid != os.geteuid() or about.st_mode & 0o077 or not folder.is_dir() or folder.is_symlink():
        raise PermissionError(1, "others can use that folder, and what is logged is not for them")


def _locked(descriptor: int, path: Path) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Its last owner may have removed it in this moment.
        return os.fstat(descriptor).st_ino == path.stat().st_ino
    except OSError:
        return False


def _read(path: Path):
    """What another process left; None for nothing."""
    content = path.read_bytes()
    if not content:
        path.unlink()
        return None
    lines = content.count(b"\n") + (not content.endswith(b"\n"))
    return Segment(path, lines, len(content), content[:13].decode("ascii", "replace"), is_own=False)


def _append(path: Path, size: int, block: bytes) -> None:
    """Writes at the end of a file of that size; where that fails, the file is as it was."""
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "r+b", buffering=0) as file:
            file.seek(size)
            while block:
                block = block[file.write(block):]
    except OSError:
        if size:
            os.truncate(path, size)
        else:
            path.unlink(missing_ok=True)
        raise


def _size(entry) -> int:
    try:
        return entry.stat().st_size
    except FileNotFoundError:
        return 0

"""Draws icon.png, the packages' icon: three connected dots of a pipeline on a rounded square.

    python3 build/package/icon.py        needs nothing but Python
"""

import pathlib
import struct
import zlib

SIZE = 128
OVERSAMPLING = 4  # samples per pixel and direction: smooth edges
CORNER = 24
DOTS = ((34, 88, 13), (64, 44, 13), (96, 78, 17))  # x, y, radius
LINE = 4.5  # half of a line's width
BACKGROUND = ((20, 92, 158), (13, 58, 110))  # top, bottom
FOREGROUND = (255, 255, 255)
LAST_DOT = (255, 196, 61)


def distance_to_segment(x, y, a, b):
    (ax, ay, _), (bx, by, _) = a, b
    dx, dy = bx - ax, by - ay
    t = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
    return ((x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2) ** 0.5


def sample(x, y):
    """Color of a point; None outside the rounded square."""
    dx, dy = max(CORNER - x, x - (SIZE - CORNER), 0), max(CORNER - y, y - (SIZE - CORNER), 0)
    if dx * dx + dy * dy > CORNER * CORNER:
        return None
    for dot in reversed(DOTS):
        if (x - dot[0]) ** 2 + (y - dot[1]) ** 2 <= dot[2] ** 2:
            return LAST_DOT if dot is DOTS[-1] else FOREGROUND
    if any(distance_to_segment(x, y, a, b) <= LINE for a, b in zip(DOTS, DOTS[1:])):
        return FOREGROUND
    return tuple(round(top + (bottom - top) * y / SIZE) for top, bottom in zip(*BACKGROUND))


def pixel(column, row):
    points = [
        sample(column + (i + 0.5) / OVERSAMPLING, row + (j + 0.5) / OVERSAMPLING)
        for i in range(OVERSAMPLING) for j in range(OVERSAMPLING)
    ]
    inside = [point for point in points if point]
    if not inside:
        return bytes(4)
    color = (round(sum(channel) / len(inside)) for channel in zip(*inside))
    return bytes((*color, round(255 * len(inside) / len(points))))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main():
    rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)  # 8 bits, RGBA
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    pathlib.Path(__file__).with_name("icon.png").write_bytes(png)


if __name__ == "__main__":
    main()

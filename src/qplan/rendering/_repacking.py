"""A package (zip file) -> the same package with some parts exchanged or added, all others as they were packed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sBBHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_LENGTHS = slice(26, 30)
"""Where the header before a part's bytes has the lengths of its name and of its further fields."""
_SIZES_FOLLOW, _UNICODE = 0x08, 0x800  # flags
_VERSION = 20
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold


@dataclass(frozen=True)
class _Entry:
    """A part as it lies in a package: what the directory says of it, and its bytes, packed."""

    info: zipfile.ZipInfo
    packed: bytes


def repacked(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with these parts: what is there already stays in its place with its date, new ones come last.

    Every other part is taken over packed, bytes, date and attributes alike, whatever it holds.

    Raises:
        zipfile.BadZipFile: the package is no sound zip file.
    """
    target = io.BytesIO()
    directory = []
    entries = list(_exchanged(data, parts))
    for entry in entries:
        directory.append(_described(entry, target.tell()))
        target.write(_head(entry))
        target.write(entry.packed)
    start, listed = target.tell(), b"".join(directory)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        remark = archive.comment
    count = len(entries)
    target.write(listed)
    target.write(_END.pack(b"PK\5\6", 0, 0, count, count, len(listed), start, len(remark)) + remark)
    return target.getvalue()


def _exchanged(data: bytes, parts: Mapping[str, bytes]) -> Iterator[_Entry]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if sum(info.compress_size for info in infos) > len(data):  # parts that lie over one another: a zip bomb
            raise zipfile.BadZipFile("overlapping parts")
        for info in infos:
            # Where a name stands twice, the last is what every reader takes.
            if info.filename in parts and archive.getinfo(info.filename) is info:
                yield _packed(info, parts[info.filename])
            else:
                yield _Entry(info, _raw(data, info))
        for name in sorted(parts.keys() - archive.namelist()):
            fresh = zipfile.ZipInfo(name, _EPOCH)
            fresh.create_system = 0
            fresh.flag_bits = 0 if name.isascii() else _UNICODE
            yield _packed(fresh, parts[name])


def _raw(data: bytes, info: zipfile.ZipInfo) -> bytes:
    head = data[info.header_offset : info.header_offset + _LOCAL.size]
    if len(head) < _LOCAL.size or not head.startswith(b"PK\3\4"):
        raise zipfile.BadZipFile("a part is not where the directory says")
    start = info.header_offset + _LOCAL.size + sum(struct.unpack("<HH", head[_LENGTHS]))
    packed = data[start : start + info.compress_size]
    if len(packed) < info.compress_size:
        raise zipfile.BadZipFile("a part is cut off")
    return packed


def _packed(info: zipfile.ZipInfo, content: bytes) -> _Entry:
    """The part with another content, its name, date and attributes as they were."""
    squeezer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = squeezer.compress(content) + squeezer.flush()
    info.CRC, info.file_size, info.compress_size = zlib.crc32(content), len(content), len(packed)
    info.compress_type, info.extract_version = zipfile.ZIP_DEFLATED, _VERSION
    return _Entry(info, packed)


def _name(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UNICODE else "cp437")


def _flags(info: zipfile.ZipInfo) -> int:
    return info.flag_bits & ~_SIZES_FOLLOW  # the head of each part says its sizes here


def _stamp(info: zipfile.ZipInfo) -> tuple[int, int]:
    """The time and the date of a part as a zip file has them."""
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (year - _EPOCH[0]) << 9 | month << 5 | day


def _head(entry: _Entry) -> bytes:
    info, name = entry.info, _name(entry.info)
    sizes = (info.CRC, info.compress_size, info.file_size)
    kind = (info.extract_version, _flags(info), info.compress_type)
    return _LOCAL.pack(b"PK\3\4", *kind, *_stamp(info), *sizes, len(name), 0) + name


def _described(entry: _Entry, offset: int) -> bytes:
    """The part's line in the directory."""
    info, name = entry.info, _name(entry.info)
    made = (info.create_version, info.create_system, info.extract_version, _flags(info), info.compress_type)
    sizes = (info.CRC, info.compress_size, info.file_size)
    lengths = (len(name), 0, len(info.comment), 0)
    attributes = (info.internal_attr, info.external_attr, offset)
    return (
        _CENTRAL.pack(
            b"PK\1\2", made[0], made[1], made[2], made[3], made[4], *_stamp(info), *sizes, *lengths, *attributes
        )
        + name
        + info.comment
    )

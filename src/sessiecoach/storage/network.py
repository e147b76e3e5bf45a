"""Whether a folder lies on another machine, where locks and renames promise less."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_NETWORK: Final = frozenset(
    {
        "9p",
        "afs",
        "afp",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.ceph",
        "fuse.davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.smbnetfs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb2",
        "smb3",
        "smbfs",
        "webdav",
    }
)
_SHARE: Final = "smb"
_REMOTE_DRIVE: Final = 4
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")


def _mount_table() -> str:
    try:
        data = Path("/proc/self/mountinfo").read_bytes()
    except OSError:
        return ""
    return data.decode("utf-8", "surrogateescape")


def _drive_type(root: str) -> int:
    import ctypes

    windows = getattr(ctypes, "windll", None)
    return int(windows.kernel32.GetDriveTypeW(root)) if windows is not None else 0


@dataclass(frozen=True, slots=True)
class Mounts:
    """What a platform tells of the disks behind its folders; asking touches none of them."""

    platform: str = sys.platform
    table: Callable[[], str] = _mount_table
    """The mount table of Linux, as `/proc/self/mountinfo` has it; empty elsewhere."""
    drive_type: Callable[[str], int] = _drive_type
    """What Windows says of the root of a drive."""

    def network_kind(self, path: Path) -> str:
        """Return the kind of network file system that `path` lies on; empty for none we know."""
        real = os.path.realpath(path)
        if self.platform == "win32":
            return self._share(real)
        return _kind_in(self.table(), real)

    def _share(self, path: str) -> str:
        path = path.removeprefix("\\\\?\\")
        if path.startswith(("\\\\", "UNC\\")):
            return _SHARE
        drive = re.match(r"[A-Za-z]:", path)
        remote = drive is not None and self.drive_type(f"{drive[0]}\\") == _REMOTE_DRIVE
        return _SHARE if remote else ""


MOUNTS: Final = Mounts()
"""Those of this machine."""


def _kind_in(table: str, path: str) -> str:
    """Return the kind of the mount that holds `path`: the deepest, and of two the last one."""
    deepest, kind = "", ""
    for line in table.split("\n"):
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if not dash or len(fields) < 5:
            continue
        point = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), fields[4])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(deepest):
            deepest, kind = point, after.split(" ")[0]
    return kind if kind in _NETWORK else ""

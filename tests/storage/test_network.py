"""Whether a folder lies on another machine, as each platform tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sessiecoach.storage.network import MOUNTS, Mounts

TABLE = r"""
21 1 253:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 21 0:40 / /mnt rw - tmpfs tmpfs rw
31 30 0:41 / /mnt/team rw,nosuid shared:7 master:1 - nfs4 server:/team rw
32 31 0:42 / /mnt/team/local rw - ext4 /dev/vdb rw
33 21 0:43 / /media/met\040spatie rw - cifs //server/map rw
34 21 0:44 / /srv/a/stick rw - vfat /dev/sdb1 rw
35 21 0:45 / /srv/a/ssh rw - fuse.sshfs a@b: rw
36 21 0:46 / /twice rw - ext4 /dev/vdc rw
37 21 0:47 / /twice rw - 9p share rw
not a line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/a/sessies/x.toml", ""),
        ("/mnt/x.toml", ""),
        ("/mnt/team", "nfs4"),
        ("/mnt/team/reeks/x.toml", "nfs4"),
        ("/mnt/teamleiders/x.toml", ""),
        ("/mnt/team/local/x.toml", ""),
        ("/media/met spatie/x.toml", "cifs"),
        ("/srv/a/stick/x.toml", ""),
        ("/srv/a/ssh/x.toml", "fuse.sshfs"),
        ("/twice/x.toml", "9p"),
    ],
)
def test_the_deepest_mount_tells(path: str, kind: str) -> None:
    """A folder below a share is on it, one that only begins with the same letters is not."""
    assert Mounts("linux", lambda: TABLE).network_kind(Path(path)) == kind


def test_a_link_is_where_it_points_to(tmp_path: Path) -> None:
    """A record that is linked to a share is on that share."""
    link = tmp_path / "x.toml"
    link.symlink_to("/mnt/team/x.toml")
    assert Mounts("linux", lambda: TABLE).network_kind(link) == "nfs4"


@pytest.mark.parametrize("table", ["", "\n", "a - b", "1 2 3 / - nfs s rw", "\udcff - \udcff"])
def test_a_table_that_tells_nothing_warns_of_nothing(table: str) -> None:
    """Whatever stands in it; macOS has no such table."""
    assert Mounts("darwin", lambda: table).network_kind(Path("/srv/x.toml")) == ""


def test_windows_is_asked_for_the_kind_of_drive() -> None:
    """A share by its name, a letter by what Windows says of it. Paths are made as there."""
    drives = {"Z:\\": 4, "C:\\": 3}
    windows = Mounts("win32", drive_type=lambda root: drives[root])
    kinds = [
        windows._share(path)
        for path in (r"\\server\map\x.toml", r"\\?\UNC\server\x.toml", r"Z:\x.toml", r"C:\x.toml")
    ]
    assert kinds == ["smb", "smb", "smb", ""]


def test_this_machine_can_be_asked(tmp_path: Path) -> None:
    """Without an error, whatever it lies on."""
    assert isinstance(MOUNTS.network_kind(tmp_path), str)

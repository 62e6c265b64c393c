"""Where the file lies: synchronized folders, network file systems, copies beside it, rights."""

import os
import re
from pathlib import Path

SYNCED = (
    "dropbox", "onedrive", "icloud", "mobile documents", "com~apple~clouddocs", "nextcloud", "owncloud", "syncthing",
    "google drive", "googledrive", "my drive", "pclouddrive", "seafile", "synologydrive", "synology drive", "resilio",
)  # fmt: skip
MARKERS = (".stfolder", ".dropbox", ".dropbox.cache", ".sync")
"""Files and folders that a synchronizer leaves at the top of what it watches."""
NETWORK = frozenset(
    (
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "9p", "afs", "ncpfs", "davfs", "ceph", "glusterfs",
        "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.s3fs", "fuse.gvfsd-fuse", "fuse.glusterfs", "virtiofs",
        "vboxsf", "fuse.vmhgfs-fuse",
    )
)  # fmt: skip
MOUNTS = Path("/proc/mounts")


def warnings(path: Path, mounts: Path = MOUNTS) -> tuple[str, ...]:
    """Return what is risky about the place of a file, a line each."""
    found = []
    synced = _synced(path)
    if synced:
        found.append(
            f"the file lies in a folder that is synchronized ({synced}): two devices could overwrite each other; "
            "keep it elsewhere, and put a backup there instead"
        )
    network = _network(path, mounts)
    if network:
        found.append(
            f"the file lies on a network file system ({network}): locks may fail there; keep it on this machine"
        )
    found.extend(f"a conflicted copy lies beside the file: {copy.name}" for copy in _copies(path))
    return tuple(found)


def not_private(path: Path) -> str | None:
    """Return what others on this machine may do with the file, or None when only its owner can open it."""
    mode = path.stat().st_mode & 0o777
    return f"mode {mode:04o}: others on this machine can open it; run: chmod 600" if mode & 0o077 else None


def _synced(path: Path) -> str | None:
    for folder in path.absolute().parents:
        if folder.name.lower().startswith(SYNCED):
            return folder.name
        if any((folder / marker).exists() for marker in MARKERS):
            return folder.name or str(folder)
    return None


def _network(path: Path, mounts: Path) -> str | None:
    """Return the kind of network file system that holds a path, or None."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return None
    where = path.absolute().resolve()
    best, kind = -1, ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), parts[1]))
        if where.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), parts[2]
    return kind if kind in NETWORK else None


def _copies(path: Path) -> tuple[Path, ...]:
    """Return files beside it that a synchronizer made when two devices had written."""
    numbered = re.compile(rf"{re.escape(path.stem)} ?\([0-9]+\){re.escape(path.suffix)}", re.IGNORECASE)
    return tuple(
        other
        for other in sorted(path.absolute().parent.iterdir())
        if other.name != path.name
        and other.name.startswith(path.stem)
        and ("conflict" in other.name.lower() or numbered.fullmatch(other.name))
    )


def put_in_place(temporary: Path, path: Path) -> None:
    """Link a whole file to its place. Raises FileExistsError where there is one."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError from None
        temporary.rename(path)

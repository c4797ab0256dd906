"""One owner: the operating system's lock on a vault's folder, taken before anything else.

The lock is held by the process, so a kill frees it at once and a file left behind means nothing.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from aln_review.domain.errors import WorldFault
from aln_review.vault.files import OWNER_ONLY, world

LOCK_NAME = "vault.lock"


class VaultLock:
    """Holds a vault's folder from :meth:`take` to :meth:`release`, or as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / LOCK_NAME, timeout=0, mode=OWNER_ONLY, thread_local=False)

    def take(self) -> None:
        """Take the lock.

        Raises:
            WorldFault: another process holds it (``error.vault.already_open``), or the folder
                cannot be written to.

        """
        try:
            self._lock.acquire()
        except Timeout:
            raise WorldFault("error.vault.already_open") from None
        except NotImplementedError:
            # A file system without locks, such as some network shares: no vault belongs there.
            raise WorldFault("error.vault.cannot_lock") from None
        except OSError as fault:
            raise world(fault) from None

    def release(self) -> None:
        """Give the lock up. May be called twice."""
        self._lock.release(force=True)

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return bool(self._lock.is_locked)

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:  # fmt: skip
        self.release()

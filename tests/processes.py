# SPDX-License-Identifier: MIT
"""Children of the test process: forked after all imports, so that hundreds of them are cheap."""

from __future__ import annotations

import ctypes
import os
import pickle
import pwd
import resource
import shutil
import signal
import tempfile
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_PR_CAPBSET_DROP = 24
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2


class ChildFailedError(AssertionError):
    """A child raised; its traceback is the message."""


def in_child(action: Callable[[], Any]) -> Any:  # noqa: ANN401 -- whatever the action returns
    """Run ``action`` in a process of its own and return what it returns."""
    [result] = in_children([action])
    return result


def in_children(actions: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run each action in a process of its own, all at the same time."""
    children = [_started(action) for action in actions]
    answers = [_ended(*child) for child in children]
    for fine, result in answers:
        if not fine:
            raise ChildFailedError(result)
    return [result for _, result in answers]


def _started(action: Callable[[], Any]) -> tuple[int, int]:
    """Fork a child that says what came of the action; return its id and where it will say so."""
    readable, writable = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(readable)
        try:
            answer = pickle.dumps((True, action()))
        except BaseException:
            answer = pickle.dumps((False, traceback.format_exc()))
        with open(writable, "wb") as pipe:  # noqa: PTH123 -- a descriptor
            pipe.write(answer)
        os._exit(0)
    os.close(writable)
    return pid, readable


def _ended(pid: int, readable: int) -> tuple[bool, Any]:
    """Hear a child out, and wait for its end."""
    with open(readable, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(pid, 0)
    if not said:
        return False, f"the child said nothing, and ended with {status}"
    fine, result = pickle.loads(said)  # noqa: S301 -- our own child
    return fine, result


def as_nobody(action: Callable[[], Any]) -> Any:  # noqa: ANN401 -- whatever the action returns
    """Run ``action`` in a child whom permissions of files bind, even where tests run as root."""

    def dropped() -> Any:  # noqa: ANN401
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
        return action()

    return in_child(dropped)


def bind_by_permissions() -> None:
    """Let permissions of files bind this process and its children, even one of root's.

    For ``preexec_fn``: unlike one of nobody's, such a process can still read the interpreter.

    Raises:
        OSError: the system does not allow it.
    """
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
            if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
                raise OSError(ctypes.get_errno(), "prctl")


def forget_peak() -> None:
    """Let ``peak_bytes`` begin anew from what is held now."""
    Path("/proc/self/clear_refs").write_text("5")


def peak_bytes() -> int:
    """Return the most memory that this process held, interpreter and libraries counted."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) * 1024


def with_full_disk(action: Callable[[], Any], most_bytes: int) -> Any:  # noqa: ANN401
    """Run ``action`` in a child that can write no file beyond ``most_bytes``."""

    def limited() -> Any:  # noqa: ANN401
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))
        return action()

    return in_child(limited)


@contextmanager
def open_folder() -> Iterator[Path]:
    """Give a folder that everybody may enter; temporary folders of pytest are the user's own."""
    folder = Path(tempfile.mkdtemp(prefix="pkri-tests-"))
    folder.chmod(0o777)
    try:
        yield folder
    finally:
        for path in (folder, *folder.rglob("*")):
            if path.is_dir():
                path.chmod(0o777)
        shutil.rmtree(folder)

# SPDX-License-Identifier: MIT
"""One start, in a process of its own: shows a window, says when it is painted, and ends.

    python -m tests.bench.starting bare
    python -m tests.bench.starting product FILE.pkri

Says ``painted`` on standard output after the first paint event and one more turn of the event loop,
then the names of all modules that are imported by then.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

PAINTED = "painted"
GIVE_UP = 20_000  # milliseconds without a paint


def main(arguments: list[str]) -> int:
    """Start what is named."""
    # Not imported here: when the toolkit is imported is the program's own choice, and costs.
    sys.meta_path.insert(0, _AfterToolkit())
    if arguments[0] == "bare":
        return _bare()
    if arguments[0] == "none":  # for the proof that an unpainted window is not measured
        return 0
    sys.argv = ["pkri_desktop", *arguments[1:]]
    from pkri_desktop.__main__ import main as start

    return start()


def _bare() -> int:
    """Show an empty window: the least that any program on this toolkit does."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(["bare"])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    return app.exec()


class _AfterToolkit:
    """Begins to watch as soon as the toolkit's widgets are imported."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != "PySide6.QtWidgets":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            load = spec.loader.exec_module

            def load_and_watch(module: ModuleType) -> None:
                load(module)
                _watch()

            spec.loader.exec_module = load_and_watch  # type: ignore[method-assign]
        return spec


def _watch() -> None:
    """Let the event loop, whoever starts it, report the first paint of a window and end."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    run = QApplication.exec

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self.report)
            return False

        def report(self) -> None:
            print(PAINTED, flush=True)
            print(" ".join(sorted(sys.modules)), flush=True)
            QCoreApplication.quit()

    def watched_run() -> int:
        watch = Watch()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                window.installEventFilter(watch)
        QTimer.singleShot(GIVE_UP, lambda: QCoreApplication.exit(3))
        return run()

    QApplication.exec = staticmethod(watched_run)  # type: ignore[method-assign]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

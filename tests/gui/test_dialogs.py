# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTreeView,
    QWidget,
)

from pkri_desktop import __version__
from pkri_desktop.domain.errors import Reason, Refusal
from pkri_desktop.identity.certificates import public_bytes, public_key_of
from pkri_desktop.ui.actions import keys_of, words_of
from pkri_desktop.ui.dialogs.key_dialog import KeyDialog
from pkri_desktop.ui.dialogs.key_file_dialog import KeyFileDialog
from pkri_desktop.ui.file_dialogs import FileDialogs
from pkri_desktop.ui.settings import Settings
from tests.gui.day import score
from tests.key_files import ISSUER, NAME, PASSWORD, key_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from pkri_desktop.ui.main_window import MainWindow
    from pkri_desktop.workflow.room import Room

ENGLISH = {
    "Look", "Files", "File", "Directory", "Open", "Choose", "Cancel", "Save", "Name", "Size",
    "Type", "Date", "Back", "Forward", "Parent", "Create", "New", "List", "Detail", "Rename",
    "Delete", "Show", "Undo", "Redo", "Cut", "Copy", "Paste", "Select", "Computer", "Go", "Change",
}  # fmt: skip


def key_dialog(window: MainWindow, room: Room) -> KeyDialog:
    score(room, window.seat.entry)
    window.content.sheet.model.reload()
    window.content.menu_actions.finish.trigger()
    dialog = window.finishing.asking
    assert isinstance(dialog, KeyDialog)
    return dialog


def test_the_key_dialog_grows_with_what_it_says(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    dialog = key_dialog(window, room)
    fields = [dialog.code, dialog.passphrase, dialog.repeat]
    qtbot.wait(30)
    before = [field.height() for field in fields]
    dialog.code.setText("PKRI-SALAH-KODE-0000-0000")
    dialog.deed.click()
    assert len(dialog.wrong.text()) > 60
    qtbot.wait(30)
    assert [field.height() for field in fields] == before
    assert dialog.wrong.height() >= dialog.wrong.heightForWidth(dialog.wrong.width())
    assert window.content.status.saved.text().startswith("✓ Tersimpan")


def test_a_wrong_passphrase_does_not_say_that_something_is_unsaved(
    window: MainWindow, room: Room
) -> None:
    room.enrol("a1", room.sample_code("a1"), room.sample_passphrase())
    room.lock("a1")
    dialog = key_dialog(window, room)
    dialog.passphrase.setText("bukan frasa sandi")
    dialog.deed.click()
    assert dialog.wrong.text()
    assert window.content.status.saved.text().startswith("✓ Tersimpan")


def bring(dialog: KeyDialog, monkeypatch: pytest.MonkeyPatch, path: Path) -> KeyFileDialog:
    """Choose a certificate's file; return what asks for its password."""
    monkeypatch.setattr(FileDialogs, "key_file", lambda *_: path)
    dialog.bring.click()
    question = dialog.bringing
    assert isinstance(question, KeyFileDialog)
    return question


def test_a_certificate_can_be_brought_in_place_of_a_new_key(
    window: MainWindow, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    path = tmp_path / "sari.p12"
    path.write_bytes(key_file(key))
    dialog = key_dialog(window, room)
    question = bring(dialog, monkeypatch, path)
    question.field.setText("sandi lain")
    question.deed.click()
    assert "Kata sandi itu tidak membuka sari.p12" in question.wrong.text()
    assert question.isVisible()
    question.field.setText(PASSWORD)
    question.deed.click()
    assert NAME in dialog.explanation.text()
    assert ISSUER in dialog.explanation.text()
    dialog.deed.click()
    assert window.finishing.asking is None
    public = public_bytes(key.public_key())
    assert public_key_of(room.signer("a1").chain[0]) == public
    window.jobs.wait(20_000)


def test_after_a_renewed_code_no_file_and_no_password_is_asked_for(
    window: MainWindow, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def renewed(*_: object) -> None:
        raise Refusal(Reason.KEY_FILE_RENEWED)

    def unwanted(*_: object) -> None:
        raise AssertionError("asked for a file")

    monkeypatch.setattr(type(room), "check_may_bring", renewed)
    monkeypatch.setattr(FileDialogs, "key_file", unwanted)
    dialog = key_dialog(window, room)
    dialog.bring.click()
    assert "Kode aktivasi Anda telah diperbarui" in dialog.wrong.text()
    assert dialog.bringing is None


def test_a_brought_certificate_can_be_given_up(
    window: MainWindow, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    path = tmp_path / "sari.p12"
    path.write_bytes(key_file(key))
    dialog = key_dialog(window, room)
    words = dialog.explanation.text(), dialog.deed.text(), dialog.bring.text()
    bring(dialog, monkeypatch, path).reject()
    assert dialog.bringing is None
    question = bring(dialog, monkeypatch, path)
    question.field.setText(PASSWORD)
    question.deed.click()
    dialog.bring.click()
    assert (dialog.explanation.text(), dialog.deed.text(), dialog.bring.text()) == words
    dialog.deed.click()
    public = public_bytes(key.public_key())
    assert public_key_of(room.signer("a1").chain[0]) != public
    window.jobs.wait(20_000)


def test_a_key_that_cannot_be_used_is_told_and_nothing_is_kept(
    window: MainWindow, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rsa.p12"
    path.write_bytes(key_file(rsa.generate_private_key(65537, 2048)))
    dialog = key_dialog(window, room)
    question = bring(dialog, monkeypatch, path)
    question.field.setText(PASSWORD)
    question.deed.click()
    assert "RSA 2048" in question.wrong.text()
    assert question.wrong.height() >= question.wrong.heightForWidth(question.wrong.width())
    question.reject()
    assert room.key_state("a1") == "none"


def texts_of(dialog: QWidget) -> set[str]:
    """Return everything that a dialog says."""
    found = set()
    said: list[QLabel | QAbstractButton] = [
        *dialog.findChildren(QLabel),
        *dialog.findChildren(QAbstractButton),
    ]
    for widget in said:
        found |= {widget.text(), widget.toolTip(), widget.accessibleName()}
    for action in dialog.findChildren(QAction):
        found |= {action.text(), action.toolTip()}
    for field in dialog.findChildren(QLineEdit):
        menu = field.createStandardContextMenu()
        found |= {action.text().partition("\t")[0] for action in menu.actions()}
        menu.deleteLater()
    return {text for text in found if text}


@pytest.mark.parametrize("mode", ["ExistingFiles", "Directory"])
def test_qts_own_texts_are_indonesian(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, mode: str
) -> None:
    dialog = QFileDialog(window, "Judul", str(tmp_path), "Berkas PKRI (*.pkri *.pkrix)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode[mode])
    dialog.show()
    qtbot.wait(30)
    said = texts_of(dialog)
    (tree,) = dialog.findChildren(QTreeView)
    model = tree.model()
    said |= {str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(4)}
    notes = QPlainTextEdit(dialog)
    menu = notes.createStandardContextMenu()
    said |= {action.text().partition("\t")[0] for action in menu.actions()}
    menu.deleteLater()
    words = {word.strip(":…") for text in said for word in text.replace("&", "").split()}
    assert not words & ENGLISH
    assert {"Batal", "Lihat", "Salin", "Ukuran"} <= words
    dialog.close()
    dialog.deleteLater()


def test_files_are_looked_for_in_the_documents_and_then_where_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    panel = tmp_path / "panel-a.pkri"

    def choose(_parent: object, _title: str, start: str, *_: object) -> tuple[str, str]:
        begun.append(start)
        return str(panel), ""

    def choose_folder(_parent: object, _title: str, start: str) -> str:
        begun.append(start)
        return ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose_folder)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert FileDialogs(Settings(tmp_path)).open_file(None, "") == panel
    assert FileDialogs(Settings(tmp_path)).folder(None, "") is None
    gone = Settings(tmp_path)
    gone.folder = str(tmp_path / "tidak-ada")
    FileDialogs(gone).folder(None, "")
    assert begun == [documents, str(tmp_path), documents]


def test_what_has_no_business_where_files_were_chosen_is_proposed_in_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def choose(_parent: object, _title: str, start: str, *_: object, **__: object) -> tuple[
        str, str
    ]:  # fmt: skip
        begun.append(start)
        return str(tmp_path / "simpan" / "slip.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    settings = Settings(tmp_path)
    settings.folder = str(tmp_path)  # where the kits went
    dialogs = FileDialogs(settings)
    assert dialogs.save_file(None, "", "slip.pdf", apart=True) == tmp_path / "simpan" / "slip.pdf"
    assert settings.folder == str(tmp_path)
    dialogs.save_file(None, "", "jejak.csv")
    assert begun == [str(Path(documents) / "slip.pdf"), str(tmp_path / "jejak.csv")]


@pytest.mark.parametrize("language", ["id", "en"])
def test_keys_are_shown_in_one_form(
    room: Room, open_window: Callable[..., MainWindow], language: str
) -> None:
    window = open_window(room, language=language)
    actions = window.content.menu_actions
    assert (keys_of(actions.finish), keys_of(actions.following)) == ("Ctrl+Enter", "Ctrl+↓")
    keys = {key.toString() for key in actions.finish.shortcuts()}
    assert keys == {"Ctrl+Return", "Ctrl+Enter"}  # on the keyboard and beside the numbers
    native = QKeySequence.SequenceFormat.NativeText
    shown = [action.shortcut().toString(native) for action in actions.all]
    assert not [text for text in shown if "Return" in text or "Down" in text or "Up" in text]
    buttons = [
        button.text() for button in window.content.sheet.footer.findChildren(QAbstractButton)
    ]
    assert any("Ctrl+Enter" in text for text in buttons)


def test_the_list_of_keys_lacks_no_action(window: MainWindow) -> None:
    actions = window.content.menu_actions
    actions.keys.trigger()
    (dialog,) = [child for child in window.children() if type(child).__name__ == "KeysDialog"]
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    offered = [action for action in actions.all if action not in actions.withdrawn]
    assert len(offered) > 35
    assert {keys_of(action) for action in offered} <= shown
    for action in offered:
        assert any(words_of(action) in text for text in shown)
    assert keys_of(actions.hand_back) not in shown  # nobody here takes what is handed back


def test_about_names_version_and_licences(window: MainWindow) -> None:
    window.content.menu_actions.about.trigger()
    words = window.content.notice.text()
    for fact in (__version__, "MIT", "SIL Open Font License"):
        assert fact in words

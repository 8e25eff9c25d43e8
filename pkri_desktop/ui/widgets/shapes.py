# SPDX-License-Identifier: MIT
"""Painted signs: every state has a shape of its own, so that colour is never the only sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from pkri_desktop.domain.sheet import SheetStatus
from pkri_desktop.ui.theme import CAPTION, SEMIBOLD

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from pkri_desktop.ui.theme import Look
    from pkri_desktop.workflow.room import Progress

SIGN = 24  # height and width of a sign


def paint_sign(painter: QPainter, box: QRectF, progress: Progress | None, look: Look) -> None:
    """Paint how far a sheet is: ring, arc with a count, disc with a tick, ring with a bar."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = box.width() / SIGN
    ring = box.adjusted(2 * unit, 2 * unit, -2 * unit, -2 * unit)
    status = progress.status if progress is not None else None
    if status is None or status is SheetStatus.NOT_BEGUN:
        _ring(painter, ring, look, "outline", 2 * unit)
    elif status in {SheetStatus.IN_PROGRESS, SheetStatus.COMPLETE} and progress is not None:
        _arc(painter, ring, progress, look, unit)
    elif status in {SheetStatus.FINAL, SheetStatus.SIGNED}:
        _disc(painter, ring, look, unit, signed=status is SheetStatus.SIGNED)
    elif status is SheetStatus.UNSEALED:
        _ring(painter, ring, look, "red", 2 * unit)
        _letter(painter, ring, look, "?", "red")
    elif status is SheetStatus.CONFLICT:
        _ring(painter, ring, look, "red", 2 * unit)
        _letter(painter, ring, look, "!", "red")
    else:
        _ring(painter, ring, look, "faint", 1.6 * unit)
        painter.setPen(_pen(look, "faint", 1.8 * unit))
        middle = ring.center()
        if status is SheetStatus.RECUSED:
            reach = QPointF(5 * unit, 0)
            painter.drawLine(middle - reach, middle + reach)
        else:
            for reach in (QPointF(3.6 * unit, 3.6 * unit), QPointF(3.6 * unit, -3.6 * unit)):
                painter.drawLine(middle - reach, middle + reach)
    painter.restore()


def paint_hatching(painter: QPainter, box: QRect, look: Look, radius: float = 5) -> None:
    """Paint a field that is not scored: hatched, never a number."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("outline"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(QBrush(look.colour("outline"), Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def paint_noted(painter: QPainter, box: QRectF, notes: int, token: str, look: Look) -> int:
    """Paint a pencil and how many notes there are, to the right of a box; return its width."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.font(CAPTION, SEMIBOLD))
    painter.setPen(look.colour(token))
    text, unit = str(notes), look.px(10) / 10
    wide = painter.fontMetrics().horizontalAdvance(text)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    painter.translate(box.right() - wide - 15 * unit, box.center().y() - 5 * unit)
    painter.scale(unit, unit)
    painter.setPen(_pen(look, token, 1.2))
    painter.drawPolygon(
        [QPointF(0.5, 9.5), QPointF(1.2, 6.6), QPointF(7, 0.8), QPointF(9.2, 3), QPointF(3.4, 8.8)]
    )
    painter.drawLine(QPointF(5.6, 2.2), QPointF(7.8, 4.4))
    painter.restore()
    return int(wide + 15 * unit)


def _pen(look: Look, token: str, width: float) -> QPen:
    return QPen(
        look.colour(token),
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def _ring(painter: QPainter, ring: QRectF, look: Look, token: str, width: float) -> None:
    painter.setPen(_pen(look, token, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)


def _letter(painter: QPainter, ring: QRectF, look: Look, text: str, token: str) -> None:
    painter.setFont(look.font(CAPTION, SEMIBOLD))
    painter.setPen(look.colour(token))
    painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, text)


def _arc(painter: QPainter, ring: QRectF, progress: Progress, look: Look, unit: float) -> None:
    _ring(painter, ring, look, "hairline", 2.6 * unit)
    painter.setPen(_pen(look, "accent", 2.6 * unit))
    part = progress.scored / max(progress.criteria, 1)
    painter.drawArc(ring, 90 * 16, -round(part * 360 * 16))
    _letter(painter, ring, look, str(progress.scored), "ink")


def _disc(painter: QPainter, ring: QRectF, look: Look, unit: float, *, signed: bool) -> None:
    lift = 2 * unit if signed else 0.0
    disc = ring.translated(0, -lift)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("green"))
    painter.drawEllipse(disc)
    painter.setPen(_pen(look, "surface", 2.2 * unit))
    middle = disc.center()
    painter.drawPolyline(
        [
            middle + QPointF(-4 * unit, 0.2 * unit),
            middle + QPointF(-1.2 * unit, 3 * unit),
            middle + QPointF(4.2 * unit, -2.8 * unit),
        ]
    )
    if signed:
        painter.setPen(_pen(look, "green", 2 * unit))
        low = ring.bottom() + 1.6 * unit
        painter.drawLine(QPointF(ring.left(), low), QPointF(ring.right(), low))

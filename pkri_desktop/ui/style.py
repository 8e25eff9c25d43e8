# SPDX-License-Identifier: MIT
"""The style sheet, with the theme's tokens as placeholders. Filled in by ``theme``."""

STYLE_SHEET = """
QMainWindow, QDialog {{ background: {ground}; }}
QMainWindow::separator {{ background: {hairline}; width: 1px; height: 1px; }}
QMenuBar {{ background: {surface}; border-bottom: 1px solid {hairline}; padding: 2px 8px; }}
QMenuBar::item {{ padding: {px5} {px10}; border-radius: 5px; background: transparent; }}
QMenuBar::item:selected {{ background: {accent_tint}; color: {ink}; }}
QMenu {{ background: {surface}; border: 1px solid {outline}; padding: {px4}; }}
QMenu::item {{ padding: {px5} {px28} {px5} {px28}; border-radius: 5px; }}
QMenu::item:selected {{ background: {accent_tint}; color: {ink}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: {px4} {px8}; }}
QToolTip {{ background: {surface}; color: {ink}; border: 1px solid {outline}; padding: 4px; }}
QStatusBar {{ background: {surface}; border-top: 1px solid {hairline}; }}
QStatusBar::item {{ border: none; }}
#panel, #strip, #session {{ background: {surface}; }}
#session {{ border-bottom: 1px solid {hairline}; }}
#panel[edge="bottom"] {{ border-bottom: 1px solid {hairline}; }}
#palette {{ background: {surface}; border: 1px solid {outline}; border-radius: 10px; }}
#palette QListWidget::item {{ border-radius: 5px; }}
#palette QListWidget::item:selected {{ background: {accent_tint}; }}
#card {{ background: {surface}; border: 1px solid {hairline}; border-radius: 8px; }}
QAbstractItemView {{ background: {surface}; border: none; outline: none; }}
#cardView {{ background: transparent; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: transparent; border: none; color: {muted};
    font-size: {caption}; font-weight: 500; padding: 0 {px8}; }}
QHeaderView::section:first {{ padding-left: {px16}; }}
QHeaderView::section:last {{ padding-right: {px20}; }}
QHeaderView#plain::section {{ padding: 0 {px11}; }}
QPushButton {{ background: {surface}; border: 1px solid {outline}; border-radius: 7px;
    padding: {px7} {px14}; font-weight: 500; }}
QPushButton:hover {{ border-color: {muted}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: {px6} {px12}; }}
QPushButton:pressed {{ background: {ground}; }}
QPushButton:disabled {{ color: {faint}; border-color: {hairline}; }}
QPushButton[kind="primary"] {{ background: {accent}; border-color: {accent}; color: {on_accent};
    font-weight: 600; padding: {px7} {px16}; }}
QPushButton[kind="primary"]:hover {{ border-color: {ink}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {ink}; padding: {px6} {px14}; }}
QPushButton[kind="primary"]:disabled {{ background: {hairline}; border-color: {hairline};
    color: {muted}; }}
QPushButton[kind="gap"] {{ background: {gold_tint}; border-color: {gold_tint}; color: {gold};
    font-weight: 600; text-align: left; }}
QPushButton[kind="gap"]:hover, QPushButton[kind="gap"]:focus {{ border-color: {gold}; }}
QPushButton[tight="true"] {{ padding: {px7} {px8}; }}
QPushButton[tight="true"]:focus {{ padding: {px6} {px6}; }}
QPushButton[kind="primary"][tight="true"] {{ padding: {px7} {px10}; }}
QPushButton[kind="primary"][tight="true"]:focus {{ padding: {px6} {px8}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; color: {accent};
    padding: {px4} {px8}; }}
QPushButton[kind="quiet"]:hover, QPushButton[kind="quiet"]:focus {{ border-color: {accent}; }}
QPushButton[kind="small"] {{ padding: {px4} {px10}; font-size: {secondary}; }}
QPushButton[kind="small"]:focus {{ border: 1px solid {accent}; padding: {px4} {px10}; }}
QPushButton[kind="tag"] {{ border-radius: {px12}; padding: {px4} {px7}; font-size: {secondary}; }}
QPushButton[kind="tag"]:focus {{ border: 1px solid {accent}; padding: {px4} {px7}; }}
QPushButton[kind="tag"]:checked {{ background: {accent_tint}; border-color: {accent};
    color: {accent}; font-weight: 600; }}
QPushButton[kind="row"] {{ background: transparent; border: 0 solid {accent}; border-radius: 0;
    border-top: 1px solid {hairline}; padding: 0; }}
QPushButton[kind="row"][first="true"] {{ border-top: 0 solid {hairline}; }}
QPushButton[kind="row"]:hover {{ background: {ground}; }}
QPushButton[kind="row"]:checked {{ background: {selected}; border-left: 3px solid {accent}; }}
QPushButton[kind="page"] {{ background: transparent; border: none; border-radius: 0;
    border-left: 3px solid transparent; padding: {px8} {px12}; text-align: left; }}
QPushButton[kind="page"]:hover {{ background: {ground}; }}
QPushButton[kind="page"]:checked {{ background: {selected}; border-left: 3px solid {accent};
    font-weight: 600; }}
QPushButton[kind="page"]:focus {{ border: none; border-left: 3px solid {outline};
    padding: {px8} {px12}; }}
QPushButton[kind="page"]:checked:focus {{ border-left: 3px solid {accent}; }}
QRadioButton, QCheckBox {{ spacing: {px8}; }}
QRadioButton::indicator, QCheckBox::indicator {{ width: {px12}; height: {px12};
    border: 2px solid {muted}; background: {surface}; }}
QRadioButton::indicator {{ border-radius: {px8}; }}
QCheckBox::indicator {{ border-radius: 3px; }}
QRadioButton::indicator:focus, QCheckBox::indicator:focus {{ border-color: {accent}; }}
QRadioButton::indicator:checked, QCheckBox::indicator:checked {{ border-color: {accent};
    background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
    stop: 0 {accent}, stop: 0.55 {accent}, stop: 0.65 {surface}, stop: 1 {surface}); }}
QCheckBox::indicator:checked {{ background: {accent}; }}
QTableView {{ border: 1px solid {hairline}; border-radius: 8px;
    selection-background-color: {selected}; selection-color: {ink}; }}
QTableView::item {{ padding: 0 {px8}; border-bottom: 1px solid {hairline}; }}
QListWidget {{ border: 1px solid {hairline}; border-radius: 8px; }}
QListWidget::item {{ padding: {px8} {px10}; border-bottom: 1px solid {hairline}; color: {ink}; }}
QListWidget::item:selected {{ background: {selected}; border-left: 3px solid {accent}; }}
QProgressBar {{ background: {hairline}; border: none; border-radius: 3px; max-height: 6px;
    min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QLineEdit, QPlainTextEdit {{ background: {surface}; border: 1px solid {outline};
    border-radius: 5px; padding: {px6} {px8}; selection-background-color: {accent};
    selection-color: {on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: {px5} {px7}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ color: {muted}; background: {ground}; }}
QLineEdit#score {{ padding: 0; font-size: {px16}; font-weight: 600; border: 2px solid {accent}; }}
QLineEdit#score[wrong="true"] {{ border-color: {red}; }}
QComboBox#choice {{ background: {surface}; border: 1px solid {outline}; border-radius: 5px;
    padding: {px6} {px8}; }}
QComboBox#choice:focus {{ border: 2px solid {accent}; padding: {px5} {px7}; }}
QComboBox#choice::drop-down {{ border: none; width: {px28}; }}
QComboBox#choice QAbstractItemView {{ border: 1px solid {outline}; padding: {px4};
    selection-background-color: {accent_tint}; selection-color: {ink}; }}
QTabBar {{ background: transparent; font-size: {secondary}; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: {px4} {px8};
    border: none; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {ink}; font-weight: 600; border-bottom: 2px solid {accent}; }}
QTabBar::tab:focus, QTabBar::tab:hover {{ color: {ink}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {hairline}; border-radius: 3px; margin: 2px;
    min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollArea, #scrolled {{ border: none; background: transparent; }}
QLabel[tone="caption"] {{ color: {muted}; font-size: {caption}; font-weight: 500; }}
QLabel[tone="muted"] {{ color: {muted}; font-size: {secondary}; }}
QLabel[tone="gold"] {{ color: {gold}; font-size: {secondary}; font-weight: 500; }}
QLabel[tone="green"] {{ color: {green}; font-size: {secondary}; font-weight: 500; }}
QLabel[tone="red"] {{ color: {red}; font-size: {secondary}; font-weight: 500; }}
QLabel[tone="stage"] {{ color: {accent}; font-size: {caption}; font-weight: 600; }}
QLabel[tone="clock"] {{ font-size: {px16}; font-weight: 600; }}
QLabel[tone="clock-gold"] {{ color: {gold}; font-size: {px16}; font-weight: 600; }}
QLabel[tone="clock-red"] {{ color: {red}; font-size: {px16}; font-weight: 600; }}
QLabel[tone="strong"] {{ font-weight: 600; }}
QLabel[tone="heading"] {{ font-size: {px16}; font-weight: 600; }}
QLabel[tone="title"] {{ font-size: {title}; font-weight: 600; }}
QLabel[tone="event"] {{ color: {accent}; font-size: {secondary}; font-weight: 600; }}
QLabel[tone="question"] {{ font-size: {question}; font-weight: 600; }}
QLabel[tone="name"] {{ font-size: {field}; font-weight: 600; }}
QLabel[tone="side"] {{ color: {muted}; font-size: {secondary};
    qproperty-alignment: "AlignRight|AlignVCenter"; }}
QLabel[tone="badge"] {{ background: {gold_tint}; color: {gold}; border-radius: {px7};
    padding: 1px {px8}; font-size: {caption}; font-weight: 600; }}
#notice[level="info"] {{ background: {accent_tint}; border-bottom: 1px solid {hairline}; }}
#notice[level="good"] {{ background: {green_tint}; border-bottom: 1px solid {hairline}; }}
#notice[level="attention"] {{ background: {gold_tint}; border-bottom: 1px solid {hairline}; }}
#notice[level="wrong"] {{ background: {red_tint}; border-bottom: 1px solid {hairline}; }}
#state {{ border-radius: 7px; }}
#state[level="info"] {{ background: {accent_tint}; }}
#state[level="good"] {{ background: {green_tint}; }}
#state[level="attention"] {{ background: {gold_tint}; }}
#state[level="wrong"] {{ background: {red_tint}; }}
"""

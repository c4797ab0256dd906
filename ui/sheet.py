"""The one style sheet, generated from tokens, for the parts that Qt itself draws.

What we draw ourselves (cards, buttons, rows, pills) never passes through here: style sheets
notch rounded corners and shift text when a border changes.
"""

from __future__ import annotations

from ui.tokens import Tokens


def style_sheet(tokens: Tokens, scale: float) -> str:
    """The sheet for these colours; ``scale`` (1.0 to 2.0) widens what a finger must hit."""
    bar = round(12 * (1 + (scale - 1) * 0.5))
    t = tokens
    return f"""
/* {t.name} {scale} */
QToolTip {{ color: {t.background}; background: {t.text}; border: none; padding: 6px 10px; }}
QScrollArea, QAbstractScrollArea {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 2px; }}
QScrollBar::handle {{ background: {t.border}; border-radius: {(bar - 4) // 2}px;
  min-height: 44px; min-width: 44px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit {{
  background: transparent; color: {t.text}; border: none; padding: 0;
  placeholder-text-color: {t.muted};
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 0; }}
QComboBox QAbstractItemView, QMenu {{
  background: {t.surface}; color: {t.text}; border: 1px solid {t.border};
  border-radius: 8px; padding: 6px; outline: none; }}
QComboBox QAbstractItemView::item, QMenu::item {{
  min-height: 40px; padding: 2px 14px; border-radius: 6px; }}
QComboBox QAbstractItemView::item:selected, QMenu::item:selected {{
  background: {t.accent}; color: {t.on_accent}; }}
QMenu::separator {{ height: 1px; background: {t.hairline}; margin: 6px 10px; }}
QFileDialog QLineEdit, QFileDialog QComboBox {{
  background: {t.surface}; border: 1px solid {t.border}; border-radius: 8px; padding: 6px 10px; }}
QFileDialog QLineEdit:focus, QFileDialog QComboBox:focus {{ border: 2px solid {t.text}; }}
QFileDialog QAbstractItemView {{
  background: {t.surface}; border: 1px solid {t.hairline}; outline: none;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QFileDialog QHeaderView, QFileDialog QHeaderView::section {{
  background: {t.background}; color: {t.text}; border: none; padding: 4px 8px; }}
QFileDialog QPushButton {{ min-height: 34px; padding: 2px 16px; border-radius: 8px;
  background: {t.surface}; color: {t.text}; border: 1px solid {t.border}; }}
QFileDialog QPushButton:focus {{ border: 2px solid {t.text}; }}
QFileDialog QPushButton:default {{
  background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; }}
QFileDialog QPushButton:default:focus {{ border: 2px solid {t.text}; }}
QCalendarWidget QWidget {{ background: {t.surface}; color: {t.text}; }}
QCalendarWidget QToolButton {{ min-height: 40px; min-width: 40px; border: none; color: {t.text}; }}
QCalendarWidget QAbstractItemView {{
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
"""

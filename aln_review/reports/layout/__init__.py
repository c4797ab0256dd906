"""Sets text and boxes on pages: measured first, then drawn, by the same numbers."""

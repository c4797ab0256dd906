"""Lines, boxes, tables and pages."""

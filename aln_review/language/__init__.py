"""Welsh and English as equals: catalogue, plurals, dates, order, spelling."""

"""Demo data: three invented settings whose dates are counted from the day they are opened."""

"""Timings, each with its limit and its ratio to something bare."""

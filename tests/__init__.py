"""Tests mirror the tree; journeys, faults, vectors and interop stand beside it."""

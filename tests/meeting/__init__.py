"""Tests of the review meeting."""

"""The review's stages, sheets, clock and the drafting of a plan from what was said."""

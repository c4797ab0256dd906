"""The plan: the form, what is written, and the coach beside it."""

"""Rules of law as code that reads dated data: the form, deadlines, states, wording checks."""

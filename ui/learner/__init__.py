"""One learner: the person first, then the case."""

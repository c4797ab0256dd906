"""The roll: a school system's list of learners, read, mapped and compared before it is kept."""

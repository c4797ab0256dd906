"""The nouns of the product: learner, words, profile, review, plan. Standard library only."""

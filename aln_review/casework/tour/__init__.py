"""The main job from nothing to a signed acceptance, headless, through the windows' own commands."""

from aln_review.casework.tour.story import run_tour

__all__ = ["run_tour"]

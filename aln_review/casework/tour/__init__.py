"""The main job from nothing to a signed acceptance, headless, by the windows' own commands."""

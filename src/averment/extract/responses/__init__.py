"""Answers, refusals, silence and failed checks."""

"""Pieces that screens are made of: they show what they are given and say what happened."""

"""Joins the rooms: commands, processes, the clock."""

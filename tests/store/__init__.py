"""Tests of the database: each on SQLite and on PostgreSQL."""

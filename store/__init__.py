"""Tables, queries, assessment, outbox, migrations."""

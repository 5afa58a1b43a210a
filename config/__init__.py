"""Settings, programme file, registers, wording in two languages, logging."""

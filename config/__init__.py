"""Settings, programme file, registers, wording in two languages, logging."""

import os

# We have no plugins of pydantic, and to look for them it opens a file of every installed package.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # noqa: TID251 - told, not read

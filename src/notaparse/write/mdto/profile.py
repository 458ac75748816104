"""What an archive decides and no nota says: ``archive.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict


class Profile(BaseModel):
    """The archive's own choices. All are optional; what is left out becomes "Nader te bepalen" and is reported."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read ``archive.toml``. Raises ``VocabularyError`` naming file, key and reason."""
        raise NotImplementedError

"""What an archive decides and no nota says: ``archive.toml``.

Names are those of MDTO, in lower case with underscores. Every table is optional, and every key that is left out is
left open in what is written; a key that isn't known is refused, since a misspelt one must not pass in silence.
``docs/xml.md`` shows a whole file.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from notaparse.errors import ProfileError

_DURATION = re.compile(r"P(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?")


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


def _duration(text: str) -> str:
    if not _DURATION.fullmatch(text):
        raise ValueError('must be a duration such as "P20Y"')
    return text


Filled = Annotated[str, AfterValidator(_filled)]
"""Text that says something: blanks are valid in MDTO 1.0.1, and refused from 1.0.2 on."""


class Identification(NamedTuple):
    """``identificatieKenmerk`` and ``identificatieBron``."""

    kenmerk: str
    bron: str


class Part(BaseModel):
    """What all tables of the profile share."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Party(Part):
    """An organisation: ``[archiefvormer]``, ``[actor]``."""

    naam: Filled
    kenmerk: Filled | None = None
    """Its identifier, for example a TOOI URI."""
    bron: Filled | None = None
    """Register that the identifier is from."""

    @model_validator(mode="after")
    def _both(self) -> Self:
        if (self.kenmerk is None) != (self.bron is None):
            raise ValueError("kenmerk and bron go together")
        return self

    @property
    def identification(self) -> Identification | None:
        """Its identifier with the register."""
        return Identification(self.kenmerk, self.bron) if self.kenmerk and self.bron else None


class Concept(Part):
    """A term of a list of the archive's own: ``[informatiecategorie]``."""

    label: Filled
    code: Filled | None = None
    begrippenlijst: Filled
    """Name of the list."""


class Naming(Part):
    """``[identificatie]``: where the identifier of a nota comes from."""

    kenmerk: Literal["hash", "nota"] = "hash"
    """``hash``: a UUID made from the hash of the file; ``nota``: the nota's own first reference, where it bears one."""
    bron: Filled = "Kenmerk van de nota"
    """Who gave the nota its reference: the organisation's document system."""


class Retention(Part):
    """``[bewaartermijn]``, where ``waardering`` is V."""

    looptijd: Annotated[str, AfterValidator(_duration)]
    """Duration in ISO 8601: ``P20Y``."""
    trigger: Concept | None = None
    """What starts the term."""
    startdatum: dt.date | None = None
    einddatum: dt.date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.startdatum and self.einddatum and self.einddatum < self.startdatum:
            raise ValueError("einddatum is before startdatum")
        return self


class Restriction(Part):
    """``[beperking_gebruik]``: instead of "Nader te bepalen" with what the nota itself says."""

    label: Filled
    code: Filled | None = None
    begrippenlijst: Filled | None = None
    """Name of the list; that of MDTO unless given."""
    beschrijving: Filled | None = None
    """Stands instead of the quotation from the nota."""

    @model_validator(mode="after")
    def _described(self) -> Self:
        if self.label == "Overig" and self.begrippenlijst is None and self.beschrijving is None:
            raise ValueError('"Overig" needs a beschrijving')
        return self


class Dossier(Part):
    """``[dossier]``: the aggregation that the notas of one run belong to."""

    naam: Filled
    kenmerk: Filled | None = None
    bron: Filled | None = None

    @model_validator(mode="after")
    def _both(self) -> Self:
        if (self.kenmerk is None) != (self.bron is None):
            raise ValueError("kenmerk and bron go together")
        return self


class Publication(Part):
    """``[diwoo]``: for the Woo-index."""

    publisher: Filled | None = None
    """TOOI URI of the organisation that publishes; the archiefvormer's, where that is one, unless given."""
    informatiecategorie: Filled | None = None
    """TOOI URI or label; "inspanningsverplichting art 3.1 Woo" unless given, which is reported as a default."""
    locatie: Filled | None = None
    """Address under which the documents of a folder are published, for the sitemap."""


class Profile(Part):
    """The archive's own choices; ``Profile()`` leaves all of them open."""

    identificatie: Naming = Naming()
    archiefvormer: Party | None = None
    waardering: Literal["B", "V", "N"] | None = None
    """B blijvend te bewaren, V tijdelijk te bewaren (with a ``bewaartermijn``), N nader te bepalen."""
    bewaartermijn: Retention | None = None
    informatiecategorie: Concept | None = None
    """From the selectielijst; not the category of the Woo."""
    beperking_gebruik: Restriction | None = None
    dossier: Dossier | None = None
    actor: Party | None = None
    """Who runs notaparse: the organisation answerable for the metadata that it adds."""
    raadpleeglocatie: Filled | None = None
    """Address where the notas can be read."""
    diwoo: Publication = Publication()
    schema_url: Filled = Field(default="https://www.nationaalarchief.nl/mdto/MDTO-XML1.0.1.xsd")
    """Where the MDTO schema of the version is that the archive asks for; written as ``xsi:schemaLocation``."""

    @model_validator(mode="after")
    def _kept(self) -> Self:
        if self.waardering == "V" and self.bewaartermijn is None:
            raise ValueError("waardering V needs a [bewaartermijn]")
        if self.waardering != "V" and self.bewaartermijn is not None:
            raise ValueError("[bewaartermijn] goes with waardering V only")
        return self

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read ``archive.toml``. Raises ``ProfileError`` naming file, key and reason."""
        try:
            document = tomllib.loads(Path(path).read_bytes().decode("utf-8-sig"))
        except OSError as error:
            raise ProfileError(f"can't be read: {error.strerror or error}", source=str(path)) from error
        except UnicodeDecodeError as error:
            raise ProfileError(f"is not UTF-8: byte {error.start}", source=str(path)) from error
        except tomllib.TOMLDecodeError as error:
            raise ProfileError(f"is not TOML: {error}", source=str(path)) from error
        try:
            return cls.model_validate(document)
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"]) or None
            raise ProfileError(first["msg"].removeprefix("Value error, "), source=str(path), position=key) from error

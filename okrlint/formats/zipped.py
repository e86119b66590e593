"""What must not be handed to a parser of XML, looked at from outside."""

from __future__ import annotations

import zipfile

CROWDED = "an element in it has more attributes than any program writes; it is not opened"
"""Why such a file is refused."""
_MOST_EQUALS = 40_000
"""Equals signs between two tags: more than a cell of Excel may have characters. Every attribute has one, and parsers
take time for the square of the attributes of an element.
"""
_XML = (".xml", ".rels", ".vml")


def is_crowded(archive: zipfile.ZipFile) -> bool:
    """Whether an element in an archive has more attributes than anything that was written for readers.

    Raises what `zipfile` raises where a member is broken.
    """
    for member in archive.infolist():
        if member.filename.lower().endswith(_XML) and member.file_size > _MOST_EQUALS:
            data = archive.read(member)
            if data.count(b"=") > _MOST_EQUALS and any(part.count(b"=") > _MOST_EQUALS for part in data.split(b"<")):
                return True
    return False

"""Is the file of a document still what was stored?"""

from __future__ import annotations

import hashlib

from reports.models import MadeDocument


def is_whole(document: MadeDocument) -> bool:
    """Whether the stored file is there and still gives the digest of the row."""
    try:
        with document.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == document.sha256
    except OSError:
        return False

"""What do reports keep of their own? Documents as they were made, who asked for many at once, and people's words."""

from reports.models.document_batch import DocumentBatch
from reports.models.made_document import MadeDocument
from reports.models.requisites import Requisites
from reports.models.section_words import SectionWords

__all__ = ["DocumentBatch", "MadeDocument", "Requisites", "SectionWords"]

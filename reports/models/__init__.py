"""What do reports keep of their own? Documents as they were made, and who asked for many at once."""

from reports.models.document_batch import DocumentBatch
from reports.models.made_document import MadeDocument

__all__ = ["DocumentBatch", "MadeDocument"]

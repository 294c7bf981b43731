"""What do reports keep of their own?"""

from reports.models.requisites import Requisites
from reports.models.section_words import SectionWords

__all__ = ["Requisites", "SectionWords"]

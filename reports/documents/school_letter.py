"""What do all of a school's documents for editing begin with: of whom, about which year, how its result stands?"""

from __future__ import annotations

from reports.contexts.school_result import SchoolResult
from reports.documents.letter import opening, preliminary
from reports.documents.word import Paper

SUBJECT = "системы работы по самоопределению и профессиональной ориентации обучающихся"


def school_paper(result: SchoolResult, *, title: str, kind: str, about: str) -> Paper:
    """Begun: `title` is the file's own, `about` stands before what is monitored."""
    head, year = result.letterhead, f"за {result.year_title} учебный год"
    paper = Paper(title=f"{title} {year}: {result.school}", author=head.department, **head.margins)
    opening(paper, head, kind, f"{about}{SUBJECT} {year}")
    paper.text(result.full_name, is_centred=True, is_bold=True)
    if result.under_revision:
        said = f"РЕЗУЛЬТАТ ПЕРЕСМАТРИВАЕТСЯ. {result.under_revision.sentence}"
        paper.text(said, is_centred=True, is_bold=True)
    else:
        preliminary(paper, approved=result.approved)
    return paper

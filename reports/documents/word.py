"""How is a document that people edit before signing written as DOCX: real headings, repeated table heads, Russian?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reports.documents.word_tables import TABLE_SIZE, Column, fill, printable, repeat, tighten, widen

if TYPE_CHECKING:
    from docx.document import Document

TYPEFACE, FALLBACK = "PT Serif", "Times New Roman"
PAGE_WIDTH_MM = 210
RIGHT_MM, TOP_MM, BOTTOM_MM = 10, 20, 20


class Paper:
    """A Word document being written from top to bottom."""

    def __init__(
        self,
        *,
        title: str,
        author: str,
        margin_left_mm: int,
        margin_right_mm: int = RIGHT_MM,
        margin_top_mm: int = TOP_MM,
        margin_bottom_mm: int = BOTTOM_MM,
    ) -> None:
        # python-docx is slow to import: only those who ask for a document wait for it.
        import docx  # noqa: PLC0415

        self.document: Document = docx.Document()
        self.width_mm = PAGE_WIDTH_MM - margin_left_mm - margin_right_mm
        self.margin_left_mm = margin_left_mm
        properties = self.document.core_properties
        properties.title, properties.author, properties.language = (
            printable(title)[:255],
            printable(author)[:255],
            "ru-RU",
        )
        properties.comments = ""
        set_page(
            self.document.sections[0],
            (margin_top_mm, margin_right_mm, margin_bottom_mm, margin_left_mm),
            (PAGE_WIDTH_MM, 297),
        )
        _set_styles(self.document)
        _name_fallback(self.document)
        _number_pages(self.document)

    def heading(self, text: str, level: int, *, is_centred: bool = False) -> None:
        self._align(self.document.add_heading(printable(text), level), is_centred=is_centred)

    def text(self, text: str, *, is_centred: bool = False, is_bold: bool = False, is_indented: bool = True) -> Any:
        from docx.shared import Mm  # noqa: PLC0415  the slow library again

        paragraph = self.document.add_paragraph()
        paragraph.add_run(printable(text)).bold = is_bold
        if is_indented and not is_centred:
            paragraph.paragraph_format.first_line_indent = Mm(12.5)
        self._align(paragraph, is_centred=is_centred)
        return paragraph

    def numbered(self, texts: Iterable[str]) -> None:
        """Numbers are typed: a list of Word's own would go on counting from the list before."""
        for number, text in enumerate(texts, start=1):
            self.text(f"{number}. {text}")

    def sides(self, left: str, right: str) -> None:
        """One line with a text at either margin."""
        from docx.enum.text import WD_TAB_ALIGNMENT  # noqa: PLC0415  the slow library again
        from docx.shared import Mm, Pt  # noqa: PLC0415

        paragraph = self.document.add_paragraph(f"{printable(left)}\t{printable(right)}")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(self.width_mm), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.paragraph_format.space_before = Pt(14)

    def table(
        self,
        caption: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[str]],
        *,
        size: int = TABLE_SIZE,
        is_tight: bool = False,
    ) -> None:
        """The first row is repeated on every page; a row shorter than the columns has its last cell to the end."""
        self.document.add_paragraph(printable(caption), style="Caption")
        table = self.document.add_table(rows=1, cols=len(columns), style="Table Grid")
        table.autofit = False
        if is_tight:
            tighten(table)
        fill(table.rows[0], [column.title for column in columns], columns, size=size, is_head=True)
        repeat(table.rows[0])
        for row in rows:
            fill(table.add_row(), row, columns, size=size)
        widen(table, [self.width_mm * column.width / 100 for column in columns])
        self.document.add_paragraph().paragraph_format.space_after = 0

    def items(self, texts: Iterable[str]) -> None:
        """A list with dashes; the dash is typed and the lines under it stand beside it."""
        for text in texts:
            self.hanging("–", text)

    def hanging(self, mark: str, text: str) -> None:
        from docx.shared import Mm  # noqa: PLC0415  the slow library again

        paragraph = self.document.add_paragraph(f"{mark}\t{printable(text)}", style="List")
        places = paragraph.paragraph_format
        places.left_indent, places.first_line_indent = Mm(12.5), Mm(-7.5)
        places.tab_stops.add_tab_stop(Mm(12.5))

    def keep_last(self) -> None:
        """What was written last stays with what follows: a signature never stands alone on a page."""
        paragraphs = self.document.paragraphs
        if paragraphs:
            paragraphs[-1].paragraph_format.keep_with_next = True

    def next_page(self) -> None:
        self.document.add_page_break()

    def wide(self) -> None:
        """What follows lies on landscape pages, bound at their top."""
        from docx.enum.section import WD_ORIENT, WD_SECTION  # noqa: PLC0415  the slow library again

        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        # A section's first page has its number too: only the document's first has none.
        section.different_first_page_header_footer = False
        set_page(section, (max(20, self.margin_left_mm), 10, 12, 15), (297, PAGE_WIDTH_MM))
        self.width_mm = 297 - 10 - 15

    def written(self) -> bytes:
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    @staticmethod
    def _align(paragraph: Any, *, is_centred: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415  the slow library again

        if is_centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def set_page(section: Any, margins_mm: tuple[int, int, int, int], size_mm: tuple[int, int]) -> None:
    """Margins clockwise from the top, width and height."""
    from docx.shared import Mm  # noqa: PLC0415  the slow library again

    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, margins_mm)
    section.page_width, section.page_height = map(Mm, size_mm)
    section.header_distance = Mm(10)


# Style: size in points, bold, space before and after in points.
STYLES = {
    "Normal": (12, False, 0, 4),
    "Heading 1": (14, True, 12, 6),
    "Heading 2": (12.5, True, 14, 4),
    "Heading 3": (12, True, 10, 3),
    "Caption": (11, False, 6, 3),
    "List": (12, False, 0, 3),
    "Header": (12, False, 0, 0),
}
RUNNING = frozenset({"Normal", "List", "Header"})


def _set_styles(document: Document) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415  the slow library again

    for name, (size, is_bold, before, after) in STYLES.items():
        style = document.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), is_bold, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = name not in RUNNING
        _set_typeface(style.element.get_or_add_rPr())
    _set_language(document)


def _set_typeface(properties: Any) -> None:
    """Every script by name: a theme's typeface would win over a plain one."""
    from docx.oxml.ns import qn  # noqa: PLC0415  the slow library again

    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), TYPEFACE)


def _set_language(document: Document) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415  the slow library again
    from docx.oxml.ns import qn  # noqa: PLC0415

    for properties in document.styles.element.iter(qn("w:rPr")):
        for language in properties.findall(qn("w:lang")):
            properties.remove(language)
    default = next(document.styles.element.iter(qn("w:rPrDefault"))).find(qn("w:rPr"))
    language = OxmlElement("w:lang")
    for script in ("val", "eastAsia"):
        language.set(qn(f"w:{script}"), "ru-RU")
    default.append(language)


def _name_fallback(document: Document) -> None:
    """Where PT Serif is not installed, Word takes the typeface named beside it."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415  the slow library again
    from docx.opc.oxml import serialize_part_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415
    from docx.oxml.parser import parse_xml  # noqa: PLC0415

    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = parse_xml(part.blob)
    fonts.append(
        parse_xml(
            f'<w:font {nsdecls("w")} w:name="{TYPEFACE}"><w:altName w:val="{FALLBACK}"/>'
            '<w:charset w:val="CC"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
        )
    )
    part._blob = serialize_part_xml(fonts)


def _number_pages(document: Document) -> None:
    """Top centre, from the second page on (ГОСТ Р 7.0.97)."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415  the slow library again
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    page = document.sections[0]
    page.different_first_page_header_footer = True
    paragraph = page.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)

"""How is a document that people edit before signing written as DOCX: real headings, repeated table heads, Russian?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

TYPEFACE, FALLBACK = "PT Serif", "Times New Roman"
PAGE_WIDTH_MM = 210
RIGHT_MM, TOP_MM, BOTTOM_MM = 10, 20, 20


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the part of the text's width it takes, in per cent; figures stand on the right."""

    title: str
    width: int
    is_number: bool = False


class Paper:
    """A Word document being written from top to bottom."""

    def __init__(self, *, title: str, author: str, margin_left_mm: int) -> None:
        # python-docx is slow to import: only those who ask for a document wait for it.
        import docx  # noqa: PLC0415

        self.document: Document = docx.Document()
        self.width_mm = PAGE_WIDTH_MM - margin_left_mm - RIGHT_MM
        properties = self.document.core_properties
        properties.title, properties.author, properties.language = title, author, "ru-RU"
        properties.comments = ""
        _set_page(self.document, margin_left_mm)
        _set_styles(self.document)
        _name_fallback(self.document)
        _number_pages(self.document)

    def heading(self, text: str, level: int, *, is_centred: bool = False) -> None:
        self._align(self.document.add_heading(text, level), is_centred=is_centred)

    def text(self, text: str, *, is_centred: bool = False, is_bold: bool = False, is_indented: bool = True) -> Any:
        from docx.shared import Mm  # noqa: PLC0415  the slow library again

        paragraph = self.document.add_paragraph()
        paragraph.add_run(text).bold = is_bold
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

        paragraph = self.document.add_paragraph(f"{left}\t{right}")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(self.width_mm), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.paragraph_format.space_before = Pt(14)

    def table(self, caption: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        """The first row is repeated on every page; a row shorter than the columns has its last cell to the end."""
        self.document.add_paragraph(caption, style="Caption")
        table = self.document.add_table(rows=1, cols=len(columns), style="Table Grid")
        table.autofit = False
        _fill(table.rows[0], [column.title for column in columns], columns, is_head=True)
        _repeat(table.rows[0])
        for row in rows:
            _fill(table.add_row(), row, columns)
        for place, column in enumerate(columns):
            _widen(table, place, self.width_mm * column.width / 100)
        self.document.add_paragraph().paragraph_format.space_after = 0

    def next_page(self) -> None:
        self.document.add_page_break()

    def written(self) -> bytes:
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    @staticmethod
    def _align(paragraph: Any, *, is_centred: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415  the slow library again

        if is_centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set_page(document: Document, margin_left_mm: int) -> None:
    from docx.shared import Mm  # noqa: PLC0415  the slow library again

    page = document.sections[0]
    page.page_width, page.page_height = Mm(PAGE_WIDTH_MM), Mm(297)
    page.left_margin, page.right_margin = Mm(margin_left_mm), Mm(RIGHT_MM)
    page.top_margin, page.bottom_margin, page.header_distance = Mm(TOP_MM), Mm(BOTTOM_MM), Mm(10)


# Style: size in points, bold, space before and after in points.
STYLES = {
    "Normal": (12, False, 0, 4),
    "Heading 1": (14, True, 12, 6),
    "Heading 2": (12.5, True, 14, 4),
    "Caption": (11, False, 6, 3),
    "Header": (12, False, 0, 0),
}


def _set_styles(document: Document) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415  the slow library again

    for name, (size, is_bold, before, after) in STYLES.items():
        style = document.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), is_bold, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = name not in {"Normal", "Header"}
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


def _fill(row: Any, texts: Sequence[str], columns: Sequence[Column], *, is_head: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415  the slow library again
    from docx.shared import Pt  # noqa: PLC0415

    cells = row.cells
    for place, text in enumerate(texts):
        paragraph = cells[place].paragraphs[0]
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(10), is_head
        paragraph.paragraph_format.space_after = Pt(0)
        if columns[place].is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if len(texts) < len(columns):
        cells[len(texts) - 1].merge(cells[-1])
    if not is_head:
        _keep_whole(row)


def _repeat(row: Any) -> None:
    _mark(row, "w:tblHeader")
    _keep_whole(row)


def _keep_whole(row: Any) -> None:
    _mark(row, "w:cantSplit")


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415  the slow library again

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _widen(table: Any, place: int, width_mm: float) -> None:
    from docx.shared import Mm  # noqa: PLC0415  the slow library again

    table.columns[place].width = Mm(width_mm)
    for row in table.rows:
        if row.cells[place]._tc.grid_span == 1:
            row.cells[place].width = Mm(width_mm)

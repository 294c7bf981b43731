"""How is a sound PDF spoiled, one condition at a time? A condition that does not notice is no condition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name, NumberTree, String

from reports.tests.pdf_ua import annotations, content, document, fonts, nesting, structure
from reports.tests.pdf_ua.failing import Condition
from reports.tests.pdf_ua.opened import Opened

Spoiler = Callable[[Opened], None]


def _xmp(old: bytes, new: bytes) -> Spoiler:
    def spoil(paper: Opened) -> None:
        assert old in paper.root.Metadata.read_bytes()
        paper.root.Metadata.write(paper.root.Metadata.read_bytes().replace(old, new))

    return spoil


def _root(name: str, value: Any) -> Spoiler:
    """None takes the entry away."""

    def spoil(paper: Opened) -> None:
        if value is None:
            del paper.root[name]
        else:
            paper.root[name] = value

    return spoil


def _kind(old: str, new: str) -> Spoiler:
    """The last element of one kind becomes another."""

    def spoil(paper: Opened) -> None:
        paper.of_kind(old)[-1].source.S = Name(new)

    return spoil


def _without(kind: str, name: str) -> Spoiler:
    def spoil(paper: Opened) -> None:
        for element in paper.of_kind(kind):
            del element.source[name]

    return spoil


def _painting(operators: bytes) -> Spoiler:
    """Painted upon the first page; «FONT» is one of its own."""

    def spoil(paper: Opened) -> None:
        page = paper.pdf.pages[0]
        font = next(iter(page.Resources.Font)).encode()
        page.contents_add(operators.replace(b"/FONT", font))

    return spoil


def _note(subtype: str, kind: str = "", **entries: Any) -> Spoiler:
    """An annotation on the first page, in an element of that kind, if any."""

    def spoil(paper: Opened) -> None:
        page = paper.pdf.pages[0].obj
        box = Array([0, 0, 9, 9])
        note = paper.pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=box, **entries))
        page.Annots = Array([note])
        if kind:
            held = Dictionary(Type=Name.OBJR, Obj=note, Pg=page)
            above = paper.elements[0].source
            element = Dictionary(Type=Name.StructElem, S=Name(kind), P=above, K=Array([held]))
            above.K.append(paper.pdf.make_indirect(element))

    return spoil


def _font(name: str, value: Any) -> Spoiler:
    def spoil(paper: Opened) -> None:
        for font in paper.fonts:
            font[name] = value

    return spoil


def _no_letters(paper: Opened) -> None:
    del paper.fonts[0].ToUnicode


def _no_order(paper: Opened) -> None:
    _note("/Link")(paper)
    del paper.pdf.pages[0].obj.Tabs


def _letters(section: bytes) -> Spoiler:
    def spoil(paper: Opened) -> None:
        for font in paper.fonts:
            font.ToUnicode = paper.pdf.make_stream(section)

    return spoil


def _cid_fonts(entry: str, value: Any) -> Spoiler:
    def spoil(paper: Opened) -> None:
        for font in paper.fonts:
            below = font.DescendantFonts[0]
            if value is None:
                del below[entry]
            else:
                below[entry] = value

    return spoil


def _not_embedded(paper: Opened) -> None:
    del paper.fonts[0].DescendantFonts[0].FontDescriptor.FontFile2


def _encrypted(paper: Opened) -> None:
    paper.pdf.trailer.Encrypt = Dictionary(Filter=Name.Standard, P=0)


def _form(entry: str, value: Any) -> Spoiler:
    """A form on the first two pages."""

    def spoil(paper: Opened) -> None:
        form = paper.pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
        form[entry] = value
        for page in paper.pdf.pages[:2]:
            page.obj.Resources = Dictionary(**{key[1:]: one for key, one in page.obj.Resources.items()})
            page.obj.Resources.XObject = Dictionary(Fm0=form)

    return spoil


def _h_twice(paper: Opened) -> None:
    for element in paper.of_kind(*structure.HEADINGS):
        element.source.S = Name.H


def _h_after_h1(paper: Opened) -> None:
    paper.of_kind("/H2")[0].source.S = Name.H


def _no_headings(paper: Opened) -> None:
    for element in paper.of_kind(*structure.HEADINGS):
        element.source.S = Name.P


def _pixels(paper: Opened) -> None:
    """As WeasyPrint leaves it."""
    figure = paper.of_kind("/Figure")[0].source
    figure.A.BBox = Array([113, 779, 755, 976])


def _elsewhere(paper: Opened) -> None:
    paper.elements[-1].source.P = paper.elements[1].source


def _ids(paper: Opened) -> None:
    paper.of_kind("/TH")[0].source.ID = String("1")


def _unscoped(paper: Opened) -> None:
    del paper.of_kind("/TH")[0].source.A.Scope


def _no_heads(paper: Opened) -> None:
    for element in paper.of_kind("/TH"):
        element.source.S = Name.TD


def _wide_cell(paper: Opened) -> None:
    paper.of_kind("/TD")[0].source.A = Dictionary(O=Name.Table, ColSpan=3)


def _caption_amid(paper: Opened) -> None:
    table = paper.of_kind("/Table")[0].source
    table.K = Array([table.K[1], table.K[0], *list(table.K)[2:]])


def _cut_off(paper: Opened) -> None:
    """The last element of the document is taken out; what it held stays upon the page."""
    del paper.elements[0].source.K[-1]


def _other_parent(paper: Opened) -> None:
    row = NumberTree(paper.structure.ParentTree)[0]
    row[0], row[1] = row[1], row[0]


SPOILED: tuple[tuple[Condition, Spoiler], ...] = (
    (document.no_metadata, _root("/Metadata", None)),
    (document.no_identifier, _xmp(b'pdfuaid:part="1"', b"")),
    (document.no_identifier, _xmp(b'pdfuaid:part="1"', b'pdfuaid:part="2"')),
    (document.no_title, _xmp("Пример".encode(), b" ")),
    (document.title_not_shown, _root("/ViewerPreferences", Dictionary())),
    (document.title_not_shown, _root("/ViewerPreferences", Dictionary(DisplayDocTitle=False))),
    (document.no_language, _root("/Lang", None)),
    (document.no_language, _root("/Lang", String(""))),
    (document.not_marked, _root("/MarkInfo", Dictionary(Marked=False))),
    (document.suspects, _root("/MarkInfo", Dictionary(Marked=True, Suspects=True))),
    (document.no_structure, _root("/StructTreeRoot", None)),
    (document.closed_to_assistance, _encrypted),
    (document.dynamic_form, _root("/AcroForm", Dictionary(XFA=Array()))),
    (document.scripts, _root("/Names", Dictionary(JavaScript=Dictionary()))),
    (document.scripts, _root("/OpenAction", Dictionary(S=Name.JavaScript))),
    (
        document.attached_without_name,
        _root("/Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), Dictionary(F=String("a"))])))),
    ),
    (document.optional_content_without_name, _root("/OCProperties", Dictionary(D=Dictionary()))),
    (document.reference_forms, _form("/Ref", Dictionary())),
    (structure.unknown_kinds, _kind("/P", "/Paragraph")),
    (structure.circular_roles, lambda paper: setattr(paper.structure, "RoleMap", Dictionary(A=Name.B, B=Name.A))),
    (structure.remapped_standard, lambda paper: setattr(paper.structure, "RoleMap", Dictionary(P=Name.Div))),
    (structure.first_heading, _kind("/H1", "/H2")),
    (structure.skipped_headings, _kind("/H2", "/H4")),
    (structure.plain_headings, _h_twice),
    (structure.plain_headings, _h_after_h1),
    (structure.no_headings, _no_headings),
    (structure.no_headings, lambda paper: setattr(paper.of_kind("/H1")[0].source, "K", Array())),
    (structure.figures_without_words, _without("/Figure", "/Alt")),
    (structure.figures_without_place, _without("/Figure", "/A")),
    (structure.figures_without_place, _pixels),
    (structure.notes_without_id, _kind("/P", "/Note")),
    (structure.parents_that_differ, _elsewhere),
    (structure.ids_without_tree, _ids),
    (nesting.table_syntax, _kind("/TR", "/Div")),
    (nesting.table_syntax, _kind("/TBody", "/THead")),
    (nesting.table_syntax, _caption_amid),
    (nesting.list_syntax, _kind("/LBody", "/P")),
    (nesting.list_syntax, _kind("/L", "/Div")),
    (nesting.contents_syntax, _kind("/P", "/TOCI")),
    (nesting.ruby_syntax, _kind("/P", "/Ruby")),
    (nesting.heads_without_scope, _unscoped),
    (nesting.tables_without_heads, _no_heads),
    (nesting.irregular_tables, _wide_cell),
    (content.artifacts_inside, _painting(b"/Span <</MCID 0>> BDC /Artifact BMC EMC EMC")),
    (content.tagged_inside_artifacts, _painting(b"/Artifact BMC /Span <</MCID 0>> BDC EMC EMC")),
    (content.neither, _painting(b"0 0 9 9 re f")),
    (content.neither, _painting(b"/Span BMC 0 0 9 9 re f EMC")),
    (content.out_of_structure, _painting(b"/Span <</MCID 999>> BDC EMC")),
    (content.out_of_structure, _cut_off),
    (content.parent_tree_that_differs, _other_parent),
    (content.parent_tree_that_differs, lambda paper: paper.pdf.pages[0].obj.__delitem__("/StructParents")),
    (content.lines_of_nobody, _cut_off),
    (content.forms_used_twice, _form("/StructParents", 9)),
    (annotations.notes_not_in_annot, _note("/Text", "/P")),
    (annotations.notes_without_words, _note("/Text", "/Annot")),
    (annotations.undefined_notes, _note("/TrapNet")),
    (annotations.pages_without_order, _no_order),
    (annotations.fields_not_in_form, _note("/Widget", "/P")),
    (
        annotations.fields_without_words,
        lambda paper: setattr(
            paper.root, "AcroForm", Dictionary(Fields=Array([paper.pdf.make_indirect(Dictionary(T=String("a")))]))
        ),
    ),
    (annotations.links_not_in_link, _note("/Link", "/P", Contents=String("a"))),
    (annotations.links_without_words, _note("/Link", "/Link")),
    (fonts.not_embedded, _not_embedded),
    (fonts.codes_that_lead_nowhere, _cid_fonts("/CIDToGIDMap", None)),
    (fonts.foreign_encoding, _font("/Encoding", Name("/90ms-RKSJ-H"))),
    (fonts.no_way_to_letters, _no_letters),
    (fonts.forbidden_letters, _letters(b"beginbfchar <0001> <FEFF> endbfchar")),
    (fonts.codes_without_letters, _letters(b"beginbfchar <0001> <0041> endbfchar")),
    (fonts.missing_glyphs, _painting(b"/Artifact BMC BT /FONT 9 Tf <FFFF> Tj ET EMC")),
    (fonts.untrue_widths, _cid_fonts("/W", Array())),
    (fonts.signs_of_nothing, _painting(b"/Artifact BMC BT /FONT 9 Tf <0000> Tj ET EMC")),
)

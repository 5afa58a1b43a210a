"""Workbook files for the tests: whole ones by openpyxl, odd ones from hand-written parts."""

import base64
import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from html import escape
from string import ascii_uppercase

from openpyxl import Workbook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"

#: 甲: B2 '007', A3 3.5, C3 2026-03-05, A5:B6 merged; and a hidden tab with True in A1.
XLS = zlib.decompress(
    base64.b85decode(
        b"c-rk)O=uHA6#izin?Kw9)KqB15DT_iTc~=_OS>v)PnPOMk%G1+V5vzZ=%ET)tvL#UC&f#l9=ue&_=8gP=0RxDgCG"
        b"cr;>nYs;Gxa-&D&j)#tIGCN@Ty?c{BUwy_q*}-puUo{9Lp!^*CNc6?)-8$qc|-!4s4M&O-!LZ<?y;<bFz~i@HL<P"
        b"ZR0Y@uKmqPtBp4?;<1~X|IU_pD7LEJo?A7>Et@%Alon`lnp&Xqu7(UM=69BwyTNh8KxVVK4jUKO!qVACet30Er^q"
        b"tGx|IB*>QYAwsKvFsK8U!`N*7IXvP~A$5(F&OIF8$+{n<mI;%)%4VVT^X<s^<&Z*}x?js0{6S^{)u2iak7)|#yew"
        b"s<(hqJC<C0+jd@&$<hYdPQd2fm*sv6_EdYQO}{(?SJvo+jC^aV&`47xUPFtzH!u9-JLXE!gWuB@fWuy_cdU6IA;;"
        b"?*ox#`#>YFjs~JBgt;7L%?O#X@ZkHqBf|s6DdtS@-fx`{+mtylaZPEEa)`OsIYND+gEe+Cz0R#}=5m~Ai~^YQwt;"
        b"55aCnksZg6cI^|OcZ-e|8VZ>Mtp+tFu<{1;;fm1p{jmtr#?j48CziIpOKbxopEbc(xo6rLMSE^MECV%qZCzT%e=9"
        b")W~uAA?~ml9L7d1Ga?a(Xzx98Dw4*mvz`rl6s2IOP1GGXi;N%)z>VILF4uXOY2qAvm~vvv?JkR@0TUK*uuOhQ*|y"
        b"|RX!wyx;<Zc2pTsd&?}qpMA=JQXBlf97*35v>oG7;<#t_K<Bd8##Y#SP;lhOr7cN}5_=gbXuK|Al)a_S1pZ#BFky"
        b"6S1P4eI37{=(jK%bO{kfl6_@tWdi6LjIUC0429{4Z2EPQB+aiea{6wC4DwS9DQ1o>ePG{@xO*wf|BrcCK;%OZZ&<"
        b"nE"
    )
)


def openpyxl_book(fill: Callable[[Workbook], object]) -> bytes:
    """What openpyxl saves of a workbook with one tab 活动 that a function has filled."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "活动"
    fill(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def xlsx(*sheets: str, names: Sequence[str] = (), **parts: str) -> bytes:
    """An .xlsx whose tabs, T1, T2 … if they have no names, hold the given XML of rows."""
    names = names or [f"T{n}" for n in range(1, len(sheets) + 1)]
    tabs = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    files = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{tabs}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
    }
    for number, rows in enumerate(sheets, start=1):
        whole = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        files[f"xl/worksheets/s{number}.xml"] = rows if "<worksheet" in rows else whole
    return zipped(files | {f"xl/{name}.xml": part for name, part in parts.items()})


def inline(rows: Sequence[Sequence[object]]) -> str:
    """The XML of rows whose cells hold their own texts and numbers."""
    return "".join(
        f'<row r="{n}">{"".join(map(_inline, (f"{a}{n}" for a in ascii_uppercase), row))}</row>'
        for n, row in enumerate(rows, start=1)
    )


def _inline(address: str, value: object) -> str:
    if not isinstance(value, str):
        return f'<c r="{address}"><v>{value}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else ""


def ods(tables: str) -> bytes:
    """An .ods with the given XML of tables."""
    names = "".join(f' xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content{names}><office:body><office:spreadsheet>"
            f"{tables}</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def zipped(files: dict[str, str]) -> bytes:
    """A zip of text files."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return saved.getvalue()


def parts_of(content: bytes) -> dict[str, str]:
    """The text files of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}

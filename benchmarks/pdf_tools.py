"""Tools that read PDF, each behind one call, and the process that one of them runs in. Started by ``pdf.py``.

    python pdf_tools.py TOOL < task.json

The task is one line of JSON: ``{"show": FILE}`` for what the tool makes of one document; or ``{"documents": [FILE, …],
"seconds": S, "core": N}`` for its speed: the tool is loaded, reads the first document, says ``ready``, waits for a line, and
reads all documents over and over until S seconds are full. It may run in an interpreter that has no notaparse.
"""

from __future__ import annotations

import ctypes
import importlib.metadata
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

Read = Callable[[list[str]], list[str]]
"""Paths → the text of each document, in the tool's own form."""


# ---- tools: each function loads its library and gives what reads ------------------------------------------------------


def one_by_one(read: Callable[[str], str]) -> Read:
    return lambda paths: [read(path) for path in paths]


def notaparse() -> Read:
    return _notaparse("pypdfium2")


def notaparse_reference() -> Read:
    return _notaparse("pdfplumber")


def _notaparse(engine: Any) -> Read:
    from notaparse.parser import Parser

    parser = Parser(engine=engine)
    return lambda paths: [parser.parse(Path(path).read_bytes()).text for path in paths]


def runs() -> Read:
    """Every text object with text, box, size and font, by PDFium's own functions: what any reader of runs has to pay."""
    import pypdfium2
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(1 << 16)
    characters = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    name = ctypes.create_string_buffer(256)
    left, bottom, right, top, size = (ctypes.c_float() for _ in range(5))

    def read(path: str) -> str:
        document = pypdfium2.PdfDocument(Path(path).read_bytes())
        found = []
        for index in range(len(document)):
            page = raw.FPDF_LoadPage(document.raw, index)
            textpage = raw.FPDFText_LoadPage(page)
            for number in range(raw.FPDFPage_CountObjects(page)):
                element = raw.FPDFPage_GetObject(page, number)
                if raw.FPDFPageObj_GetType(element) == raw.FPDF_PAGEOBJ_TEXT:
                    length = raw.FPDFTextObj_GetText(element, textpage, characters, 1 << 15)
                    raw.FPDFPageObj_GetBounds(element, left, bottom, right, top)
                    raw.FPDFTextObj_GetFontSize(element, size)
                    raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(element), name, 256)
                    text = ctypes.string_at(buffer, max(length - 2, 0)).decode("utf-16-le", "replace")
                    found.append((text, left.value, bottom.value, right.value, top.value, size.value, name.value))
            raw.FPDFText_ClosePage(textpage)
            raw.FPDF_ClosePage(page)
        document.close()
        return "\n".join(run[0] for run in found)

    return one_by_one(read)


def text_range() -> Read:
    import pypdfium2

    def read(path: str) -> str:
        document = pypdfium2.PdfDocument(path)
        texts = []
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
        document.close()
        return "\n".join(texts)

    return one_by_one(read)


def pdfplumber() -> Read:
    import pdfplumber as library

    def read(path: str) -> str:
        with library.open(path) as document:
            texts = []
            for page in document.pages:
                texts.append(page.extract_text())
                page.close()
            return "\n".join(texts)

    return one_by_one(read)


def kreuzberg() -> Read:
    return _kreuzberg("plain")


def kreuzberg_markdown() -> Read:
    return _kreuzberg("markdown")


def _kreuzberg(form: str) -> Read:
    from kreuzberg import ExtractionConfig, extract_file_sync  # type: ignore[import-not-found,unused-ignore]

    # Its cache would answer from the second time on.
    config = ExtractionConfig(use_cache=False, output_format=form)
    return one_by_one(lambda path: extract_file_sync(path, config=config).content)


def edgeparse() -> Read:
    from edgeparse import convert  # type: ignore[import-not-found,unused-ignore]

    return one_by_one(lambda path: convert(path, raster_table_ocr=False))


def liteparse() -> Read:
    return _liteparse("text")


def liteparse_markdown() -> Read:
    return _liteparse("markdown")


def _liteparse(form: str) -> Read:
    from liteparse import LiteParse  # type: ignore[import-not-found,unused-ignore]

    parser = LiteParse(ocr_enabled=False, quiet=True, output_format=form)
    return one_by_one(lambda path: parser.parse(path).text)


def pdf_inspector() -> Read:
    from pdf_inspector import process_pdf  # type: ignore[import-not-found,unused-ignore]

    return one_by_one(lambda path: process_pdf(path).markdown or "")


def docling_parse() -> Read:
    from docling_core.types.doc.page import TextCellUnit  # type: ignore[import-not-found,unused-ignore]
    from docling_parse.pdf_parser import DoclingPdfParser  # type: ignore[import-not-found,unused-ignore]

    parser = DoclingPdfParser()

    def read(path: str) -> str:
        document = parser.load(path)
        lines = [cell.text for _, page in document.iterate_pages() for cell in page.iterate_cells(TextCellUnit.LINE)]
        document.unload()
        return "\n".join(lines)

    return one_by_one(read)


def opendataloader() -> Read:
    """All documents at once, since each call starts Java."""
    from opendataloader_pdf import convert  # type: ignore[import-not-found,unused-ignore]

    def read(paths: list[str]) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            links = [Path(folder) / f"{number:05}.pdf" for number in range(len(paths))]  # its output has the same names
            for link, path in zip(links, paths, strict=True):
                link.symlink_to(path)
            convert(input_path=list(map(str, links)), output_dir=folder, format="markdown", quiet=True)
            return [link.with_suffix(".md").read_text(encoding="utf-8") for link in links]

    return read


def pymupdf4llm() -> Read:
    from pymupdf4llm import to_markdown  # type: ignore[import-not-found,unused-ignore]

    return one_by_one(to_markdown)


def markitdown() -> Read:
    from markitdown import MarkItDown  # type: ignore[import-not-found,unused-ignore]

    converter = MarkItDown()
    return one_by_one(lambda path: converter.convert(path).text_content)


class Tool(NamedTuple):
    """How a tool is called, and what its documentation says of it."""

    load: Callable[[], Read]
    package: str
    """Its distribution, whose version is printed."""
    place: str
    """Finest place of text that its API gives, whatever form is measured here."""
    own: bool = False
    """Whether it runs beside notaparse; all others in the interpreter of the peers."""


TOOLS: dict[str, Tool] = {
    "notaparse": Tool(notaparse, "notaparse", "page and box of any span", own=True),
    "notaparse, engine pdfplumber": Tool(notaparse_reference, "notaparse", "page and box of any span", own=True),
    "pypdfium2, text runs": Tool(runs, "pypdfium2", "page and box of runs", own=True),
    "pypdfium2, get_text_range": Tool(text_range, "pypdfium2", "page and box of characters", own=True),
    "pdfplumber, extract_text": Tool(pdfplumber, "pdfplumber", "page and box of characters", own=True),
    "kreuzberg": Tool(kreuzberg, "kreuzberg", "page and box of elements"),
    "kreuzberg, Markdown": Tool(kreuzberg_markdown, "kreuzberg", "page and box of elements"),
    "edgeparse": Tool(edgeparse, "edgeparse", "page and box of elements"),
    "liteparse": Tool(liteparse, "liteparse", "page and box of words"),
    "liteparse, Markdown": Tool(liteparse_markdown, "liteparse", "page and box of words"),
    "pdf-inspector": Tool(pdf_inspector, "pdf-inspector", "page and box of runs"),
    "docling-parse": Tool(docling_parse, "docling-parse", "page and box of characters"),
    "opendataloader-pdf": Tool(opendataloader, "opendataloader-pdf", "page and box of elements"),
    "pymupdf4llm": Tool(pymupdf4llm, "pymupdf4llm", "page and box of elements"),
    "markitdown": Tool(markitdown, "markitdown", "none"),
}


# ---- the process ------------------------------------------------------------------------------------------------------


def spent() -> float:
    """Seconds of CPU of this process and of those that it started and that have ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def peak() -> float:
    """Most memory, in MB, that this process held, and the largest of those that it started."""
    unit = 1 if sys.platform == "darwin" else 1024  # Linux counts in KiB
    held = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return held * unit / 1_000_000


def show(tool: str, path: str) -> dict[str, Any]:
    """What a tool makes of one document; of a Note its Markdown, and what only a Note has."""
    if not tool.startswith("notaparse"):
        return {"text": TOOLS[tool].load()([path])[0]}
    from pdf_features import markdown

    from notaparse.parser import Parser

    note = Parser(engine="pdfplumber" if "pdfplumber" in tool else "pypdfium2").parse(path)
    return {
        "text": markdown(note),
        "sections": [(section.kind, section.title) for section in note.walk()],
        "mentions": [(mention.kind, mention.text) for mention in note.mentions],
    }


def measure(tool: str, task: dict[str, Any]) -> dict[str, float]:
    """Seconds and CPU seconds of one pass over the documents, and the peak of memory in MB."""
    if hasattr(os, "sched_setaffinity"):  # one core each, whatever threads a tool has
        os.sched_setaffinity(0, {task["core"]})
    read = TOOLS[tool].load()
    documents = task["documents"]
    read(documents[:1])
    print("ready", flush=True)
    sys.stdin.readline()
    start, used = time.perf_counter(), spent()
    passes = 0
    while not passes or time.perf_counter() - start < task["seconds"]:
        texts = read(documents)
        passes += 1
    seconds, cpu = (time.perf_counter() - start) / passes, (spent() - used) / passes
    if len(texts) != len(documents) or not all(texts):
        raise SystemExit(f"{tool} gave nothing for some of the documents")
    return {"seconds": seconds, "cpu": cpu, "peak": peak()}


def main() -> None:
    tool = sys.argv[1]
    task = json.loads(sys.stdin.readline())
    answer = show(tool, task["show"]) if "show" in task else measure(tool, task)
    print(json.dumps({**answer, "version": importlib.metadata.version(TOOLS[tool].package)}))


if __name__ == "__main__":
    main()

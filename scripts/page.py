#!/usr/bin/env python3
"""Writes a merged report as an HTML page, for tools that make PDF of HTML.

    scripts/page.py rapport.json page.html

The page says what the report says: its texts, lists and tables under the same headings, in the
same typeface, but without charts, which such tools do not draw.
"""
import html
import json
import pathlib
import sys

FONTS = pathlib.Path(__file__).resolve().parent.parent / "fonts"


def cell(value):
    if isinstance(value, dict):
        return "; ".join(f"{key}: {cell(it)}" for key, it in value.items() if it not in (None, [], {}))
    if isinstance(value, list):
        return ", ".join(cell(it) for it in value)
    return html.escape(str(value))


def part(key, value, level):
    """A value under its heading: text, list, table of records, or the parts of a record."""
    if value in (None, [], {}, ""):
        return ""
    heading = f"<h{min(level, 4)}>{html.escape(key)}</h{min(level, 4)}>"
    if isinstance(value, list) and all(isinstance(it, dict) for it in value):
        keys = list(dict.fromkeys(k for it in value for k in it))
        head = "".join(f"<th>{html.escape(k)}</th>" for k in keys)
        rows = "".join("<tr>" + "".join(f"<td>{cell(it.get(k, ''))}</td>" for k in keys) + "</tr>" for it in value)
        return f"{heading}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    if isinstance(value, list):
        return heading + "<ul>" + "".join(f"<li>{cell(it)}</li>" for it in value) + "</ul>"
    if isinstance(value, dict):
        return heading + "".join(part(k, it, level + 1) for k, it in value.items())
    return f"{heading}<p>{html.escape(str(value))}</p>"


report = json.load(open(sys.argv[1], encoding="utf-8"))
region = report["region"]
style = f"""
@font-face {{ font-family: S; src: url(file://{FONTS}/SourceSans3-Regular.ttf) }}
@page {{ size: A4; margin: 20mm; @bottom-right {{ content: counter(page) " av " counter(pages) }} }}
body {{ font: 10pt S; hyphens: auto }} table {{ border-collapse: collapse; width: 100%; font-size: 8pt }}
td, th {{ border-bottom: .5pt solid #ccc; text-align: left; vertical-align: top; padding: 2pt }}
h1, h2, h3, h4 {{ color: #0d4f6c; break-after: avoid }}
"""
body = "".join(part(key, report[key], 2) for key in ("periode", "stilling", "region", "program"))
pathlib.Path(sys.argv[2]).write_text(
    f'<!doctype html><html lang="nb"><meta charset="utf-8"><title>{html.escape(region["navn"])}</title>'
    f"<style>{style}</style><h1>{html.escape(region['navn'])}</h1>{body}",
    encoding="utf-8",
)

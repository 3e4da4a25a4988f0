#!/usr/bin/env python3
"""Makes templates/web/font.css: two weights of Source Sans 3 for the languages of the reports, in the style sheet itself.

    scripts/web-font.py FONTS > templates/web/font.css        needs fonttools and brotli

A subset is a modified version, and the licence (OFL 1.1) reserves the name «Source», so it has a name of its own.
"""
import base64
import io
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

NAME = "Rapport Sans"
# Latin-1, the letters of Sami, dashes, quotes, arrows, minus.
SIGNS = [
    *range(0x20, 0x7F), *range(0xA0, 0x100),
    *map(ord, "ČčĐđŊŋŠšŦŧŽžŁłŸœŒ"),
    *range(0x2010, 0x2016), *range(0x2018, 0x201F), *map(ord, "†•…‰‹›€←↑→↓−≈≤≥"),
]


def face(path, weight):
    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True)
    options.layout_features = ["kern", "liga", "locl", "mark", "ccmp", "tnum"]
    options.name_IDs = [0, 1, 2, 4, 6, 13]
    font = TTFont(path)
    maker = subset.Subsetter(options)
    maker.populate(unicodes=SIGNS)
    maker.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = NAME
        elif record.nameID == 6:
            record.string = NAME.replace(" ", "")
    font.flavor = "woff2"
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    out = io.BytesIO()
    font.save(out)
    data = base64.b64encode(out.getvalue()).decode()
    return (
        f'@font-face{{font-family:"{NAME}";font-weight:{weight};font-display:swap;'
        f'src:url(data:font/woff2;base64,{data})format("woff2")}}'
    )


fonts = pathlib.Path(sys.argv[1])
print(f"/* {NAME}: a part of Source Sans 3, under the SIL Open Font License 1.1. Made by scripts/web-font.py. */")
print(face(fonts / "SourceSans3-Regular.ttf", 400))
print(face(fonts / "SourceSans3-SemiBold.ttf", 600))

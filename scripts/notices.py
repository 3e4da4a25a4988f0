#!/usr/bin/env python3
"""Writes what every package of the program carries: LICENSE, notices of third parties, and an SBOM.

    scripts/notices.py [FOLDER] [--target TRIPLE]      FOLDER is packaging/, TRIPLE that of rustc

`THIRD-PARTY-NOTICES.txt` names every crate of `cargo tree -e normal` and holds its licence texts, those of code and
data that it has from others among them, each text once. `regionrapport.cdx.json` lists the same crates as CycloneDX.
The texts come from the crates' own files. A crate that carries none gets the standard text of its licence and the
authors of its manifest. Any crate for which there is neither ends the run.
"""

import argparse
import html
import json
import re
import struct
import subprocess
import uuid
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STANDARD = ROOT / "packaging/licences"

# Names of files that hold licences or notices, and folders whose files do not come into the program.
LICENCE = re.compile(r"(?i)^((un)?licen[cs]e|copying|copyright|notice|ofl|authors)([-_.].*)?$|^.*_licen[cs]e(\.\w+)?$")
UNUSED = {"tests", "test", "benches", "examples", "scripts", "fuzz", "target"}

# Licences in the order in which one is taken, for crates that carry no text; and where the text stands.
FALLBACK = {"Apache-2.0": ROOT / "LICENSE", "MIT": STANDARD / "MIT.txt", "0BSD": STANDARD / "0BSD.txt"}

RULE = "=" * 100


def run(*command):
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout


def host():
    """The target that rustc builds for when it is told nothing."""
    return re.search(r"^host: (.+)$", run("rustc", "-vV"), re.M)[1]


def linked(target):
    """Name and version of the crates that the program is built of, without itself."""
    tree = run("cargo", "tree", "--locked", "--edges", "normal", "--target", target, "--prefix", "none", "--format", "{p}")
    crates = {tuple(line.split()[:2]) for line in tree.splitlines() if line}
    return {(name, version.removeprefix("v")) for name, version in crates if name != "regionrapport"}


def checksums():
    """The SHA-256 of each crate's archive, from Cargo.lock."""
    entry = re.compile(r'^name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "(.+)"$', re.M)
    lock = (ROOT / "Cargo.lock").read_text(encoding="utf-8")
    return {(name, version): checksum for name, version, checksum in entry.findall(lock)}


def expression(package):
    """The licence as an SPDX expression; `MIT/Apache-2.0` is what crates wrote before there were such."""
    return re.sub(r"\s*/\s*", " OR ", package["license"])


def own_texts(package):
    """The licence files of a crate: path in it, and text."""
    folder = Path(package["manifest_path"]).parent
    files = (path for path in folder.rglob("*") if path.is_file() and LICENCE.match(path.name))
    for path in sorted(files):
        inner = path.relative_to(folder)
        if path.suffix not in (".rs", ".toml") and not UNUSED.intersection(inner.parts):
            yield inner.as_posix(), path.read_text(encoding="utf-8", errors="replace")


def standard_text(package):
    """The standard text of the licence of a crate that carries none."""
    choices = expression(package)
    for licence, path in FALLBACK.items():
        if licence in re.split(r"[ ()]+", choices) and " AND " not in choices:
            authors = [re.sub(r"\s*<.*?>", "", author) for author in package["authors"]]
            holders = ", ".join(authors) or f"the authors of {package['name']}"
            return f"standard text of {licence}", f"Copyright (c) {holders}\n\n{path.read_text(encoding='utf-8')}"
    raise SystemExit(f"{package['name']} {package['version']} ({choices}) has no licence text")


def syntax_texts(package):
    """The licences of the syntax definitions that `two-face` carries, packed by syntect: zlib over bincode."""
    packed = Path(package["manifest_path"]).parent / "generated/acknowledgements_full.bin"
    data = zlib.decompress(packed.read_bytes())
    at = 0

    def number(form):
        nonlocal at
        (value,) = struct.unpack_from(form, data, at)
        at += struct.calcsize(form)
        return value

    def text():
        nonlocal at
        length = number("<Q")
        at += length
        return data[at - length : at].decode()

    for _ in ("syntaxes", "themes"):
        for _ in range(number("<Q")):
            number("<I")
            content = text()
            yield text(), content
    assert at == len(data), "the licences of two-face are packed in another way"


def texts(package):
    """All texts that go with a crate."""
    found = [(name, text) for name, text in own_texts(package) if text.strip()]
    if not any(re.search(r"(?i)licen[cs]e|copying", name) and "/" not in name for name, _ in found):
        found.append(standard_text(package))
    if package["name"] == "two-face":
        found += syntax_texts(package)
    if package["name"] == "typst":
        found.append(("NOTICE of the Typst project", (STANDARD / "typst-NOTICE.txt").read_text(encoding="utf-8")))
    return found


def standard_library():
    """The notices of Rust's standard library, as its toolchain brings them."""
    page = Path(run("rustc", "--print", "sysroot").strip()) / "share/doc/rust/COPYRIGHT-library.html"
    text = re.sub(r"(?s)<(head|style|script)\b.*?</\1>", "", page.read_text(encoding="utf-8"))
    text = html.unescape(re.sub(r"<[^>]+>", "", text))
    return re.sub(r"\n\s*\n\s*\n+", "\n\n", text)


def notices(packages):
    """The text of THIRD-PARTY-NOTICES.txt."""
    numbers, bodies = {}, []

    def number(text):
        text = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))
        # The same text in other line breaks is the same text.
        key = " ".join(text.split())
        if key not in numbers:
            numbers[key] = len(numbers) + 1
            bodies.append(text)
        return numbers[key]

    parts = [("regionrapport's fonts", "SIL Open Font License 1.1", "", [("fonts/OFL.txt", (ROOT / "fonts/OFL.txt").read_text(encoding="utf-8"))])]
    parts.append(("Rust's standard library", "MIT OR Apache-2.0, and others", "https://www.rust-lang.org", [("COPYRIGHT-library", standard_library())]))
    for package in packages:
        title = f"{package['name']} {package['version']}"
        parts.append((title, expression(package), package["repository"] or "", texts(package)))

    out = ["Notices of what regionrapport is built of", "", "regionrapport itself is under the Apache License 2.0, see LICENSE. It contains the following, under the licences named."]
    out += ["The numbers stand for the texts below.", "", RULE]
    for title, licence, address, found in parts:
        # The numbers first: they are all that is left of a text that others have too.
        lines = [f"    {number(text)}: {name}" for name, text in found]
        out += ["", f"{title} ({licence})", *([f"    {address}"] if address else []), *lines]
    for at, body in enumerate(bodies, 1):
        out += ["", RULE, f"TEXT {at}", RULE, "", body]
    return "\n".join(out) + "\n"


def reference(name, version):
    """The address of a crate in an SBOM, a package URL."""
    return f"pkg:cargo/{name}@{version.replace('+', '%2B')}"


def sbom(root, packages, resolve, target):
    """The CycloneDX document, without a clock: the same crates give the same bytes."""
    sums = checksums()

    def component(package, kind):
        purl = reference(package["name"], package["version"])
        made = {"type": kind, "bom-ref": purl, "name": package["name"], "version": package["version"]}
        made |= {"description": package["description"]} if package["description"] else {}
        made |= {"licenses": [{"expression": expression(package)}], "purl": purl}
        checksum = sums.get((package["name"], package["version"]))
        made |= {"hashes": [{"alg": "SHA-256", "content": checksum}]} if checksum else {}
        made |= {"externalReferences": [{"type": "vcs", "url": package["repository"]}]} if package["repository"] else {}
        return made

    inside = {package["id"]: package for package in [root, *packages]}
    dependencies = []
    for node in sorted(resolve, key=lambda node: node["id"]):
        if node["id"] in inside:
            needed = {dep["pkg"] for dep in node["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])}
            needed = sorted(reference(p["name"], p["version"]) for p in map(inside.get, needed) if p)
            package = inside[node["id"]]
            dependencies.append({"ref": reference(package["name"], package["version"]), "dependsOn": needed})
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": "",
        "version": 1,
        "metadata": {
            "component": component(root, "application"),
            "properties": [{"name": "cargo:target", "value": target}],
        },
        "components": [component(package, "library") for package in packages],
        "dependencies": dependencies,
    }
    name = json.dumps(document, sort_keys=True)
    document["serialNumber"] = uuid.uuid5(uuid.NAMESPACE_URL, name).urn
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default=ROOT / "packaging", type=Path)
    parser.add_argument("--target", default=None)
    options = parser.parse_args()
    target = options.target or host()
    metadata = json.loads(run("cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target))
    known = {(package["name"], package["version"]): package for package in metadata["packages"]}
    root = next(package for package in metadata["packages"] if package["id"] == metadata["resolve"]["root"])
    packages = [known[crate] for crate in sorted(linked(target))]
    options.folder.mkdir(parents=True, exist_ok=True)
    written = {
        "LICENSE": (ROOT / "LICENSE").read_text(encoding="utf-8"),
        "THIRD-PARTY-NOTICES.txt": notices(packages),
        "regionrapport.cdx.json": sbom(root, packages, metadata["resolve"]["nodes"], target),
    }
    for name, text in written.items():
        (options.folder / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"notices and SBOM of {len(packages)} crates for {target} in {options.folder}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Opens the Debian package and the wheel, and checks that each carries what it must.

    scripts/check-packages.py      after scripts/package.sh; needs dpkg-deb, and cyclonedx-python-lib[json-validation]

That is: LICENSE, the notices with a licence text for every crate of `cargo tree -e normal`, the licence of the fonts,
and an SBOM that is valid CycloneDX and lists the same crates with the checksums of Cargo.lock. The program itself is a
second witness: the places of its panics name crates, and all of those must be listed too.
"""

import io
import json
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parent.parent


def run(*command, text=True):
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=text).stdout


def deb(path):
    """The files of a Debian package by path."""
    with tarfile.open(fileobj=io.BytesIO(run("dpkg-deb", "--fsys-tarfile", str(path), text=False))) as files:
        return {member.name.removeprefix("./"): files.extractfile(member).read() for member in files if member.isfile()}


def wheel(path):
    """The files of a wheel by path."""
    with zipfile.ZipFile(path) as files:
        return {name: files.read(name) for name in files.namelist()}


def one(pattern):
    """The file that a pattern means."""
    found = sorted(ROOT.glob(pattern))
    assert len(found) == 1, f"{pattern}: {found}"
    return found[0]


def linked():
    """Name and version of each crate that cargo links, without the program itself."""
    host = re.search(r"^host: (.+)$", run("rustc", "-vV"), re.M)[1]
    lines = run("cargo", "tree", "--locked", "-e", "normal", "--target", host, "--prefix", "none").splitlines()
    crates = {re.match(r"(\S+) v(\S+)", line).groups() for line in lines if line}
    return {crate for crate in crates if crate[0] != "regionrapport"}


def check_notices(text, crates):
    """Every crate has a heading, and the texts that stand under it are there."""
    head, *bodies = re.split(r"\n=+\nTEXT (?=\d+\n)", text)
    bodies = {int(number): body.lstrip("=\n") for number, body in (body.split("\n", 1) for body in bodies)}
    sections = {}
    for section in head.split("\n\n"):
        if match := re.match(r"(\S+) (\d\S*) \(.+\)\n", section):
            sections[match.groups()] = [int(number) for number in re.findall(r"^    (\d+): ", section, re.M)]
    assert set(sections) == crates, set(sections) ^ crates
    for crate, numbers in sections.items():
        licences = [bodies[number] for number in numbers]
        # The shortest licences, MIT-0 and 0BSD, have more than 600 characters.
        assert all(body.strip() for body in licences), f"{crate} has an empty text"
        assert any(len(body) > 600 for body in licences), f"{crate} has no licence text"
    squeezed = " ".join(text.split())
    for part in ((ROOT / "fonts/OFL.txt").read_text(), (ROOT / "packaging/licences/typst-NOTICE.txt").read_text()):
        assert " ".join(part.split()) in squeezed
    assert "Rust's standard library (" in head
    return len(bodies)


def check_sbom(text, crates):
    """The SBOM lists the crates with their checksums."""
    document = json.loads(text)
    listed = {(component["name"], component["version"]): component for component in document["components"]}
    assert set(listed) == crates and len(listed) == len(document["components"]), set(listed) ^ crates
    lock = (ROOT / "Cargo.lock").read_text()
    for (name, version), component in listed.items():
        checksum = component["hashes"][0]["content"]
        assert f'name = "{name}"\nversion = "{version}"\n' in lock and f'checksum = "{checksum}"' in lock, component
        assert component["licenses"][0]["expression"]
    references = {component["purl"] for component in [*listed.values(), document["metadata"]["component"]]}
    assert {dependency["ref"] for dependency in document["dependencies"]} == references


def check_program(program, crates):
    """The crates whose paths stand in the program are listed."""
    named = set(re.findall(rb"/registry/src/[\w.-]+/([A-Za-z0-9_-]+?)-(\d+\.\d+\.\d+[\w.+-]*)/", program))
    named = {(name.decode(), version.decode()) for name, version in named}
    assert len(named) > 50, f"the program names only {len(named)} crates"
    assert named <= crates, f"not listed: {named - crates}"
    return len(named)


def main():
    crates = linked()
    sboms = set()
    for path, files in ((path := one("target/debian/*.deb"), deb(path)), (path := one("target/wheels/*.whl"), wheel(path))):
        def content(ending):
            found = [data for name, data in files.items() if name.endswith(ending)]
            assert len(found) == 1, f"{path.name}: {len(found)} files end with {ending}"
            return found[0]

        assert content("/LICENSE") == (ROOT / "LICENSE").read_bytes()
        texts = check_notices(content("/THIRD-PARTY-NOTICES.txt").decode(), crates)
        sboms.add(sbom := content("/regionrapport.cdx.json").decode())
        check_sbom(sbom, crates)
        named = check_program(content("/regionrapport" if path.suffix == ".whl" else "bin/regionrapport"), crates)
        print(f"{path.name}: LICENSE, notices ({texts} texts) and SBOM of {len(crates)} crates; the program names {named} of them")
    # The schema takes a quarter of a minute, and the packages carry the same document.
    assert len(sboms) == 1
    problem = JsonStrictValidator(SchemaVersion.V1_5).validate_str(sboms.pop())
    assert problem is None, problem
    print("the SBOM is valid CycloneDX 1.5")


if __name__ == "__main__":
    sys.exit(main())

"""Writes what the released command is made of as SPDX 2.3 JSON, from what the linker says it took.

usage: bill-of-materials.py PROGRAM MAP CHECKOUTS      to the standard output; SOURCE_DATE_EPOCH dates it

MAP is lld's map file. Every object and archive in it must belong to a component below, and every shared library to a Debian package: what
nobody can name is an error, so that nothing is linked that is not listed."""
import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

SWIFT_LICENCE = "Apache-2.0 WITH Swift-exception"
GCC_LICENCE = "GPL-3.0-or-later WITH GCC-exception-3.1"
# Archives by the pattern of their path.
ARCHIVES = [
    (r"/usr/lib/swift(_static)?/", "swift-runtime"), (r"/lib(std|sup)c\+\+[^/]*\.a$", "libstdc++"), (r"/libgcc(_eh)?\.a$", "libgcc"),
    *((rf"/lib{name}\.a$", package) for name, package in (
        ("sqlite3", "libsqlite3-dev"), ("archive", "libarchive-dev"), ("z", "zlib1g-dev"), ("bz2", "libbz2-dev"), ("lzma", "liblzma-dev"),
        ("zstd", "libzstd-dev"), ("nettle", "nettle-dev"))),
    (r"/libc_nonshared\.a$", "glibc"), (r"/libclang_rt[^/]*\.a$", "swift-runtime"),
]
# Objects that belong to no target of a package: start and end of a program.
OBJECTS = [(r"/(Scrt1|crt1|crti|crtn)\.o$", "glibc"), (r"/crt(begin|end)S?\.o$", "libgcc"), (r"/swiftrt\.o$", "swift-runtime")]
PACKAGE_LICENCES = {"swift-argument-parser": SWIFT_LICENCE, "grdb.swift": "MIT"}
SYSTEM_LICENCES = {
    "libssl": "Apache-2.0", "libc6": "LGPL-2.1-or-later", "libsqlite3": "blessing", "libarchive": "BSD-2-Clause", "libgcc": GCC_LICENCE,
    "libstdc++": GCC_LICENCE, "zlib1g": "Zlib",
}
# Libraries of Debian that are linked statically.
STATIC_LICENCES = {
    "libsqlite3-dev": "blessing", "libarchive-dev": "BSD-2-Clause", "zlib1g-dev": "Zlib", "libbz2-dev": "bzip2-1.0.6",
    "liblzma-dev": "0BSD", "libzstd-dev": "BSD-3-Clause", "nettle-dev": "LGPL-3.0-or-later OR GPL-2.0-or-later",
}


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def linked(path):
    """The archives and objects that gave the program a section that was kept."""
    archives, objects = set(), set()
    # Sections of files stand eight columns right of the output's sections, and symbols eight columns right of them.
    for line in pathlib.Path(path).read_text(errors="replace").splitlines():
        found = re.match(r"\s*[0-9a-f]+\s+[0-9a-f]+\s+[0-9a-f]+\s+\d+ {9}(\S.*):\(", line)
        if found and not found.group(1).startswith("<internal>"):
            name = found.group(1)
            archive = re.match(r"(.*\.a)\(", name)
            (archives if archive else objects).add(archive.group(1) if archive else name)
    return archives, objects


def component(path, table):
    return next((name for pattern, name in table if re.search(pattern, os.path.normpath(path))), None)


def targets(checkouts):
    """The package of each target: the folders of a checkout are named like its targets."""
    return {folder.name: package.name for package in sorted(pathlib.Path(checkouts).iterdir()) if package.is_dir()
            for folder in package.rglob("*") if folder.is_dir()}


def own_targets(root):
    return {folder.name for folder in (root / "Sources").iterdir()}


def debian(library):
    """The package of a shared library and its version."""
    path = next(line.split(" => ")[1].split(" (")[0] for line in output("ldd", sys.argv[1]).splitlines() if line.strip().startswith(library + " "))
    for candidate in (path, os.path.realpath(path), os.path.realpath(path).removeprefix("/usr")):
        found = subprocess.run(["dpkg-query", "-S", candidate], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            name = found.stdout.split(": ")[0]
            return output("dpkg-query", "-W", "-f", "${Package} ${Version} ${Architecture}", name).split()
    raise SystemExit(f"no Debian package owns {library}")


def package(name, version, licence, purl=None, comment=None, supplier="NOASSERTION"):
    entry = {
        "SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name), "name": name, "versionInfo": version, "supplier": supplier,
        "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "licenseConcluded": licence, "licenseDeclared": licence,
        "copyrightText": "NOASSERTION",
    }
    if purl:
        entry["externalRefs"] = [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}]
    if comment:
        entry["comment"] = comment
    return entry


def static_components(map_file, checkouts, root):
    """The packages inside the program, each with the archives or targets that it gave."""
    archives, objects = linked(map_file)
    if not archives or not objects:
        raise SystemExit(f"{map_file}: names no archive or no object")
    pieces, packages, own = {}, targets(checkouts), own_targets(root)
    for path in sorted(archives):
        pieces.setdefault(component(path, ARCHIVES) or unknown(path), set()).add(os.path.basename(path))
    for path in sorted(objects):
        target = re.search(r"/([^/]+)\.build/", path)
        name = target and ("mrtd" if target.group(1) in own else packages.get(target.group(1)))
        pieces.setdefault(name or component(path, OBJECTS) or unknown(path), set()).add(
            target.group(1) if target else os.path.basename(path))
    pins = {pin["identity"]: pin for pin in json.loads((root / "Package.resolved").read_text())["pins"]}
    swift = re.search(r"Swift version (\S+)", output("swift", "--version")).group(1)
    gcc = output("dpkg-query", "-W", "-f", "${Version} ${Package}\n", "libstdc++-*-dev").split()[0]
    glibc = output("dpkg-query", "-W", "-f", "${Version}", "libc6-dev")
    known = {
        "swift-runtime": lambda: package("swift-runtime", swift, SWIFT_LICENCE, f"pkg:github/swiftlang/swift@swift-{swift}-RELEASE"),
        "libstdc++": lambda: package("libstdc++", gcc, GCC_LICENCE, f"pkg:deb/debian/libstdc++-12-dev@{gcc}"),
        "libgcc": lambda: package("libgcc", gcc, GCC_LICENCE, f"pkg:deb/debian/libgcc-12-dev@{gcc}"),
        "glibc": lambda: package("glibc-start-files", glibc, "LGPL-2.1-or-later", f"pkg:deb/debian/libc6-dev@{glibc}"),
    }
    result = []
    for name, given in sorted(pieces.items()):
        if name == "mrtd":
            continue
        if name in STATIC_LICENCES:
            found = output("dpkg-query", "-W", "-f", "${Version}\n", name).split()[0]
            entry = package(name, found, STATIC_LICENCES[name], f"pkg:deb/debian/{name}@{found}")
        else:
            entry = known[name]() if name in known else pinned(pins[name.lower()])
        entry["comment"] = "linked: " + ", ".join(sorted(given))
        result.append(entry)
    return result


def unknown(path):
    raise SystemExit(f"{path} is linked, and belongs to no component that this program knows")


def pinned(pin):
    state, place = pin["state"], re.sub(r"^https://|\.git$", "", pin["location"])
    licence = PACKAGE_LICENCES.get(pin["identity"]) or unknown(pin["identity"])
    entry = package(pin["identity"], state["version"], licence, f"pkg:swift/{place}@{state['version']}")
    entry["downloadLocation"] = f"git+{pin['location']}@{state['revision']}"
    return entry


def shared_components(program):
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", output("readelf", "-d", program))
    found = {}
    for library in needed:
        # The loader is the C library's own.
        name, version, architecture = ("libc6", *debian("libc.so.6")[1:]) if library.startswith("ld-linux") else debian(library)
        licence = next((value for prefix, value in SYSTEM_LICENCES.items() if name.startswith(prefix)), None) or unknown(library)
        entry = found.setdefault(name, package(name, version, licence, f"pkg:deb/debian/{name}@{version}?arch={architecture}", "loaded: "))
        entry["comment"] += ("" if entry["comment"].endswith(": ") else ", ") + library
    return list(found.values())


def main(program, map_file, checkouts):
    root = pathlib.Path(__file__).resolve().parents[1]
    octets = pathlib.Path(program).read_bytes()
    digest = hashlib.sha256(octets).hexdigest()
    version = output(os.path.abspath(program), "--version").split()[1]
    own = package("mrtd", version, "Apache-2.0", f"pkg:generic/mrtd@{version}", supplier="Organization: mrtd")
    own["checksums"] = [{"algorithm": "SHA256", "checksumValue": digest}]
    own["primaryPackagePurpose"] = "APPLICATION"
    inside, outside = static_components(map_file, checkouts, root), shared_components(program)
    created = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    relations = [("SPDXRef-DOCUMENT", "DESCRIBES", own["SPDXID"])]
    relations += [(own["SPDXID"], "STATIC_LINK", entry["SPDXID"]) for entry in inside]
    relations += [(own["SPDXID"], "DYNAMIC_LINK", entry["SPDXID"]) for entry in outside]
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"mrtd-{version}",
        "documentNamespace": f"https://spdx.org/spdxdocs/mrtd-{version}-{digest}",
        "creationInfo": {"created": created.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: mrtd-bill-of-materials"]},
        "packages": [own, *inside, *outside],
        "relationships": [dict(zip(("spdxElementId", "relationshipType", "relatedSpdxElement"), relation)) for relation in relations],
    }
    print(json.dumps(document, indent=2))


if __name__ == "__main__":
    main(*sys.argv[1:4])

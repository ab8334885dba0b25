"""Reads documents independently of mrtd and compares every signature, hash and field with what mrtd says.

usage: oracle.py --mrtd PROGRAM [--store STORE] [--at TIME] [--schemas FOLDER] FOLDER…

A FOLDER is a document, or holds folders of documents. Without --store, the store is the folder `store` beside or inside it.
Exit status: 0 everything agrees, 1 there are differences (each is printed), 2 nothing was compared."""
import argparse
import collections
import concurrent.futures
import datetime
import json
import pathlib
import subprocess
import sys

import jsonschema
import referencing

import certificates
import document
import judgement
import signatures


def folders(path):
    """The documents of a folder: itself, or those inside."""
    names = {entry.name.lower() for entry in path.iterdir() if entry.is_file()}
    if any("sod" in name or "dg1" in name or name.startswith("ef") for name in names):
        return [path]
    return [found for entry in sorted(path.iterdir()) if entry.is_dir() for found in folders(entry)]


def store_of(path):
    for folder in (path, *path.parents):
        if (folder / "store").is_dir():
            return folder / "store"
    return None


def run(program, arguments):
    result = subprocess.run([program, *arguments, "--format", "json"], capture_output=True, check=False)
    if result.returncode not in (0, 1, 2):
        raise RuntimeError(f"{' '.join(map(str, arguments))}: exit {result.returncode}: {result.stderr.decode('utf-8', 'replace')}")
    return json.loads(result.stdout)


def printed_zone(folder):
    """The file with the printed zone of a specimen whose page differs from its chip, or None."""
    file = folder.with_name(folder.name + ".mrz.txt")
    differs = any("consistency.mrz-agrees-with-data-group-1" in entry["failed"] for entry in index_entries(folder))
    return file if differs and file.is_file() else None


def index_entries(folder):
    """What the issuer of a folder of specimens says of the document."""
    index = folder.parent / "index.json"
    entries = json.loads(index.read_text())["documents"] if index.is_file() else []
    return [entry for entry in entries if entry["folder"] == folder.name]


def reports_of(options, folder, place):
    printed = printed_zone(folder)
    page = ["--mrz", printed] if printed else []
    report, = run(options.mrtd, ["verify", folder, "--store", place, "--at", options.at, *page])
    shown, = run(options.mrtd, ["show", folder, "--at", options.at])
    return report, shown


def check_store(path, store):
    """Every certificate and list must verify under one of its own store; each self-signed one under its own key."""
    differences = [f"{source}: not read here: {why}" for source, why in store.refused]
    for signed in store.certificates + store.lists:
        if not any(signed.is_signed_by(issuer) for issuer in store.certificates if issuer.subject == signed.issuer):
            differences.append(f"{signed.source}: no signature of {signed.issuer} in {path} verifies")
    return differences


def check_doctor(report, store):
    """What `mrtd doctor` counts in a store, against what is read here."""
    distinct = {certificate.der: certificate for certificate in store.certificates}.values()
    roots = [c for c in distinct if c.is_authority and c.subject == c.issuer]
    counts = {"csca": len(roots), "link": sum(c.is_authority and c.subject != c.issuer for c in distinct),
              "dsc": sum(not c.is_authority for c in distinct), "crl": len({entry.der for entry in store.lists})}
    holdings = report["store"]["holdings"] or {}
    return [f"mrtd doctor: {kind}: oracle {count}, mrtd {holdings.get(kind)}" for kind, count in counts.items()
            if (holdings.get(kind) or {}).get("total") != count]


def check_index(report, folder):
    """What the issuer of a folder of specimens says in index.json that an inspection must find, against the report."""
    differences = []
    for entry in index_entries(folder):
        found = {
            "failed": sorted({check["id"] for check in report["checks"] if check["verdict"] == "failed"}), "conclusion": report["conclusion"],
            "tolerated": sorted({f"{one['subject']} {one['code']}" for one in report["tolerated"]})}
        names = ["failed", "conclusion"] + (["tolerated"] if entry["kind"] in ("deviation", "variant") else [])
        expected = entry | {"failed": sorted(entry["failed"])}
        # An algorithm may bring findings of its own, such as a curve that is named.
        own = set(found["tolerated"]) - set(entry["tolerated"])
        if own <= {"document-signer curve-explicit", "document-signer signature-hash"}:
            found["tolerated"] = sorted(set(found["tolerated"]) - own)
        differences += [f"{folder}: {name}: issuer {expected[name]!r}, mrtd {found[name]!r}" for name in names if expected[name] != found[name]]
    return differences


class Schemas:
    def __init__(self, folder):
        found = {file.name: json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))} if folder else {}
        # They may refer to each other, by file name or by identifier.
        names = [(place, referencing.Resource.from_contents(schema))
                 for file, schema in found.items() for place in {file, schema.get("$id", file)}]
        registry = referencing.Registry().with_resources(names)
        self.known = {schema["title"]: jsonschema.Draft202012Validator(schema, registry=registry) for schema in found.values()}
        self.counts = collections.Counter()

    def check(self, value):
        validator = self.known.get(value["schema"])
        if validator is None:
            return []
        self.counts[value["schema"]] += 1
        return [f"{value['schema']}: {error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mrtd", required=True)
    parser.add_argument("--store", type=pathlib.Path)
    parser.add_argument("--at", default="2026-06-01T00:00:00Z")
    parser.add_argument("--schemas", type=pathlib.Path)
    parser.add_argument("--any-store", action="store_true", help="do not ask that all of the store verifies")
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    at = datetime.date.fromisoformat(options.at[:10])
    schemas, stores, differences = Schemas(options.schemas), {}, []
    documents = compared = 0
    places = [(folder, options.store or store_of(folder)) for path in options.folders for folder in folders(path)]
    for folder, place in places:
        if place is None:
            raise SystemExit(f"{folder}: no store; name one with --store")
    with concurrent.futures.ThreadPoolExecutor() as pool:
        reports = pool.map(lambda one: reports_of(options, *one), places)
    for (folder, place), (report, shown) in zip(places, reports):
        if place not in stores:
            stores[place] = certificates.Store(place)
            differences += [] if options.any_store else check_store(place, stores[place])
            doctor, = run(options.mrtd, ["doctor", "--store", place, "--at", options.at])
            differences += check_doctor(doctor, stores[place]) + schemas.check(doctor)
        files = {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
        try:
            printed = printed_zone(folder)
            result = document.compare(report, shown, files, stores[place], at, printed and printed.read_text().split())
        except Exception as error:  # whatever a library throws: what cannot be read here is not confirmed
            differences.append(f"{folder}: {type(error).__name__}: {error}")
            continue
        differences += result.differences + check_index(report, folder) + schemas.check(report) + schemas.check(shown)
        documents, compared = documents + 1, compared + result.compared
    for difference in differences:
        print(difference)
    own, both = signatures.COUNTS["alone"], signatures.COUNTS["with cryptography"]
    certificate_count = sum(len(store.certificates) for store in stores.values())
    print(f"{documents} documents, {certificate_count} certificates and {sum(len(s.lists) for s in stores.values())} lists of "
          f"{len(stores)} stores, {compared} values, {own + both} signatures ({both} by cryptography too, {own} by integers alone), "
          f"schemas {dict(schemas.counts)}: {len(differences)} differences")
    print("not judged here:", *(f"  {check}: {reason}" for check, reason in judgement.LEFT.items()), sep="\n")
    return 1 if differences else 0 if documents and compared else 2


if __name__ == "__main__":
    sys.exit(main())

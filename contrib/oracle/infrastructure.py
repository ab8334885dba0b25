"""Reads a folder that `mrtd specimen pki` wrote and compares it with its index.json: who signed what, where paths end, what lists hold.

usage: infrastructure.py FOLDER…      exit status 1 where anything differs, 2 where nothing was compared"""
import collections
import hashlib
import json
import pathlib
import sys

import certificates
import count_list
import signatures

CERTIFICATES = {"csca", "link", "document-signer", "list-signer", "seal-signer"}
HOLDING = (
    "usercertificate", "cacertificate", "certificaterevocationlist", "pkdmasterlistcontent", "cscamasterlistdata", "deviationlistcontent",
)
LISTS = {"master-list", "deviation-list", "defect-list"}
CONTENT_TYPES = {"master-list": "2.23.136.1.1.2", "deviation-list": "2.23.136.1.1.7", "defect-list": "0.4.0.127.0.7.3.1.5"}


class Folder:
    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.entries = json.loads((self.path / "index.json").read_text())["files"]
        self.differences, self.compared, self.unread = [], 0, collections.Counter()
        self.certificates, self.stores, self.verified = {}, {}, {}

    def equal(self, place, ours, theirs):
        self.compared += 1
        if ours != theirs:
            self.differences.append(f"{self.path}/{place}: oracle {ours!r}, index {theirs!r}")

    def certificate(self, name):
        if name not in self.certificates:
            self.certificates[name] = certificates.Certificate((self.path / name).read_bytes(), name)
        return self.certificates[name]

    def is_signed_by(self, lower, upper):
        pair = (lower.der, upper.der)
        if pair not in self.verified:
            self.verified[pair] = lower.is_signed_by(upper)
        return self.verified[pair]

    def store(self, folders):
        """The certificates of the folders, each without those below it, by their subject and by their key identifier."""
        key = tuple(folders)
        if key not in self.stores:
            self.stores[key] = collections.defaultdict(list)
            for folder in folders:
                for file in sorted((self.path / folder).glob("*.cer")):
                    certificate = self.certificate(str(file.relative_to(self.path)))
                    self.stores[key][folded(certificate.subject)].append(certificate)
                    if certificate.subject_key:
                        self.stores[key][certificate.subject_key].append(certificate)
        return self.stores[key]

    def roots(self, certificate, folders):
        """The self-signed certificates of the store that a path leads to, by whatever links."""
        store, found, seen, pending = self.store(folders), set(), set(), [certificate]
        if certificate.subject == certificate.issuer and self.is_signed_by(certificate, certificate):
            return {other.source for other in store[folded(certificate.subject)] if other.der == certificate.der}
        while pending:
            lower = pending.pop()
            if lower.der in seen:
                continue
            seen.add(lower.der)
            # Some issuers' names and some key identifiers are not those of the certificate above; what counts is who signed.
            for upper in store[folded(lower.issuer)] + (store[lower.authority_key] if lower.authority_key else []):
                if not self.is_signed_by(lower, upper):
                    continue
                if upper.subject == upper.issuer and self.is_signed_by(upper, upper):
                    found.add(upper.source)
                elif upper.is_authority:
                    pending.append(upper)
        return found

    def compare(self):
        for entry in self.entries:
            data = (self.path / entry["path"]).read_bytes()
            self.equal(entry["path"] + " size", len(data), entry["size"])
            self.equal(entry["path"] + " sha256", hashlib.sha256(data).hexdigest(), entry["sha256"])
            try:
                self.compare_file(entry, data)
            except Exception as error:  # whatever a library throws: what it cannot read is not confirmed
                # A regular certificate is not read where one that deviates is above it.
                deviates = entry["path"].startswith(("faults/", "deviations/"))
                self.unread[type(error).__name__] += 1
                if not deviates:
                    self.differences.append(f"{self.path}/{entry['path']}: not read here: {type(error).__name__} {error}")
                else:
                    print(f"{self.path}/{entry['path']}: not read by asn1crypto, which its fault explains: {type(error).__name__} {error}")

    def compare_file(self, entry, data):
        if entry["kind"] in CERTIFICATES:
            self.compare_certificate(entry, self.certificate(entry["path"]))
        elif entry["kind"] == "revocation-list":
            listed = certificates.RevocationList(data, entry["path"])
            self.compare_signature(entry, listed.is_signed_by)
            held = sorted(self.certificate(name).serial for name in entry["holds"])
            self.equal(entry["path"] + " serial numbers", set(held) <= listed.serials, True)
        elif entry["kind"] in LISTS:
            self.compare_list(entry, data)
        elif entry["kind"] == "ldif":
            values = [value for name, value in count_list.values(data.decode()) if name.startswith(HOLDING)]
            held = sorted((self.path / name).read_bytes() for name in entry["holds"])
            self.equal(entry["path"] + " holds", sorted(values) == held, True)

    def compare_signature(self, entry, verify):
        if entry["signedBy"] is not None:
            self.equal(entry["path"] + " signature", verify(self.certificate(entry["signedBy"])), entry["signatureValid"])

    def compare_certificate(self, entry, found):
        place = entry["path"]
        facts = found.facts() | {"subjectKeyIdentifier": found.subject_key.hex() if found.subject_key else None}
        for name in ("subject", "issuer", "serialNumber", "validFrom", "validTo", "subjectKeyIdentifier"):
            self.equal(f"{place} {name}", facts[name], entry[name])
        self.compare_signature(entry, lambda signer: self.is_signed_by(found, signer))
        if entry["algorithm"] is not None and entry["signedBy"] is not None:
            self.equal(place + " algorithm", algorithm_name(found, self.certificate(entry["signedBy"])), entry["algorithm"])
        if entry["outcome"] == "chains":
            self.equal(place + " chains to", entry["chainsTo"] in self.roots(found, entry["store"]), True)
        else:
            self.equal(place + " paths", self.roots(found, entry["store"]), set())
        if entry["revokedBy"] is not None:
            listed = certificates.RevocationList((self.path / entry["revokedBy"]).read_bytes(), entry["revokedBy"])
            self.equal(place + " revoked", found.serial in listed.serials, True)

    def compare_list(self, entry, data):
        signed = certificates.SignedData(data)
        self.compare_signature(entry, lambda signer: bool(signed.attributes_hold and signed.verify(signer)))
        if not entry["path"].startswith("faults/"):
            self.equal(entry["path"] + " content type", signed.content_type, CONTENT_TYPES[entry["kind"]])
        if entry["kind"] == "master-list" and entry["holds"]:
            held = sorted((self.path / name).read_bytes() for name in entry["holds"])
            self.equal(entry["path"] + " holds", sorted(signed.master_list()) == held, True)


def folded(name):
    """A name as issuers compare it: neither case, nor blanks, nor the order of its parts count."""
    return tuple(sorted("".join(part.lower().replace("\\", "").split()) for part in name.split(",")))


def algorithm_name(found, signer):
    """The name that `mrtd specimen` gives the algorithm of a signature: key, form, hash."""
    oid, parameters = signatures.algorithm_parts(found.algorithm)
    key = signer.key
    if key.is_rsa:
        exponent = "-e3" if key.exponent == 3 else ""
        if oid == signatures.PSS:
            name = signatures.pss_parameters(parameters)[0]
            return f"rsa-{key.modulus.bit_length()}{exponent}-pss-{name}"
        return f"rsa-{key.modulus.bit_length()}{exponent}-pkcs1-{signatures.PKCS1[oid]}"
    curve = signatures.curves.NAMES[key.curve_name]
    curve = {"prime192v1": "secp192r1", "prime256v1": "secp256r1"}.get(curve, curve)
    name = signatures.ECDSA.get(oid) or signatures.PLAIN[oid]
    return f"{curve}{'-explicit' if key.is_explicit else '-named'}{'-plain' if oid in signatures.PLAIN else ''}-{name}"


def main(paths):
    differences = compared = 0
    for path in paths:
        signatures.COUNTS.update(dict.fromkeys(signatures.COUNTS, 0))
        folder = Folder(path)
        folder.compare()
        print("\n".join(folder.differences), end="\n" if folder.differences else "")
        own, both = signatures.COUNTS["alone"], signatures.COUNTS["with cryptography"]
        print(f"{path}: {len(folder.entries)} files, {folder.compared} values, {own + both} signatures ({both} by cryptography too), "
              f"{sum(folder.unread.values())} not read: {len(folder.differences)} differences")
        differences, compared = differences + len(folder.differences), compared + folder.compared
    return 1 if differences else 0 if compared else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

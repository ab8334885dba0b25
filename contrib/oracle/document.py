"""One document, read and proved independently, and compared with what mrtd says of it."""
import datetime
import hashlib
import re

import certificates
import judgement
import lds
import signatures
import zone
from judgement import verdict


class Comparison:
    """Collects the differences of one document; each names the place and both values' kinds."""

    def __init__(self, name):
        self.name, self.differences, self.compared = name, [], 0
        self.judged, self.verdict, self.content, self.is_listed = set(), lambda name: None, None, False
        # Whether the signature of EF.SOD stands, and with it what EF.SOD lists.
        self.vouches = False

    def equal(self, place, ours, theirs):
        self.compared += 1
        if ours != theirs:
            self.differences.append(f"{self.name}: {place}: oracle {ours!r}, mrtd {theirs!r}")

    def judge(self, check, expected):
        """The verdict that the check must have, where no list of the store may say otherwise."""
        self.judged.add(check)
        if self.is_listed and check in judgement.EXCUSED:
            return
        self.equal(check, expected, self.verdict(check))

    def members(self, place, ours, theirs):
        for name, value in ours.items():
            self.equal(f"{place}.{name}", value, (theirs or {}).get(name))


def compare(report, shown, files, store, at, printed=None):
    """Compares the report of `mrtd verify` and the document of `mrtd show` with the files themselves."""
    result = Comparison(report["input"]["path"])
    compare_files(result, report, files)
    roles = {entry["role"]: files[entry["name"]] for entry in report["input"]["files"] if entry["role"]}
    result.printed, result.is_listed = printed, store.speaks_of_documents
    compare_shown(result, shown["document"] | ({"mrz": report["document"]["mrz"]} if printed else {}), report["document"])
    result.equal("files of show and of verify", shown["input"]["files"], report["input"]["files"])
    verdicts = {}
    for entry in report["checks"]:
        verdicts.setdefault(entry["id"], set()).add(entry["verdict"])
    for found in verdicts.values():
        # A check may say apart from its verdict that some files are none of its business.
        if len(found) > 1:
            found.discard("notApplicable")
    result.verdict = lambda name: next(iter(verdicts[name])) if len(verdicts.get(name, ())) == 1 else sorted(verdicts.get(name, ()))
    unreadable = {entry["where"]["file"] for entry in report["checks"]
                  if entry["id"] == "lds.file-syntax" and entry["verdict"] == "failed" and entry["where"]}
    for role, reader in READERS.items():
        if role not in roles:
            continue
        try:
            reader(result, report["document"], roles[role], at)
            readable = True
        except Exception as error:  # whatever a library throws: the file cannot be read here
            readable = False
            if role not in unreadable:
                result.equal(f"{role} read here", f"no: {type(error).__name__} {error}", "readable")
        if readable and role in unreadable:
            result.equal(f"{role} read here", "yes", "unreadable")
    if "EF.SOD" in roles and "EF.SOD" not in unreadable:
        compare_proofs(result, report, roles, store, at)
    if {"DG1", "DG11"} <= roles.keys() and not {"DG1", "DG11"} & unreadable:
        compare_names(result, roles, at)
    challenge, response = recorded(files)
    if challenge is not None and response is not None and "DG15" in roles:
        compare_active_authentication(result, roles, challenge, response)
    elif "DG15" in roles:
        result.judge("chip.active-authentication", "notPerformed")
    if "DG1" in roles:
        result.judge("document.specimen", verdict(lds.zone_text(roles["DG1"])[2:5] != "UTO"))
    result.equal("checks that nobody judged", [], judgement.unjudged(report, result.judged) if not unreadable else [])
    return result


def compare_shown(result, shown, verified):
    """`mrtd show` has no store: where EF.SOD carries no certificate, it knows no signer."""
    objects = [document.get("securityObject") or {} for document in (shown, verified)]
    if objects[0].get("signer") is None or result.is_listed:
        objects = [{name: value for name, value in one.items() if name not in ("signer", "irregularities")} for one in objects]
    result.equal("EF.SOD of show and of verify", *objects)
    rests = [{name: value for name, value in document.items() if name != "securityObject"} for document in (shown, verified)]
    result.equal("document of show and of verify", *rests)


def recorded(files):
    """A recorded challenge and its response, or Nones: files of any extension with the names that readers give them."""
    stems = {re.sub(r"[^a-z]", "", name.split("/")[-1].split(".")[0].lower()): data for name, data in files.items()}
    return stems.get("aachallenge"), stems.get("aasignature")


def compare_files(result, report, files):
    for entry in report["input"]["files"]:
        data = files.get(entry["name"])
        if data is None:
            result.equal(f"file {entry['name']}", None, entry["name"])
        elif entry["encoding"] == "binary":
            result.equal(f"file {entry['name']} size", len(data), entry["size"])
            result.equal(f"file {entry['name']} sha256", hashlib.sha256(data).hexdigest(), entry["sha256"])
    named = {entry["name"] for entry in report["input"]["files"]} | {entry["name"] for entry in report["input"]["skipped"]}
    result.equal("files", sorted(files), sorted(named & set(files)))


def compare_zone(result, document, data, at):
    found = zone.read(lds.zone_text(data), at)
    theirs = document["dataGroups"]["DG1"]["mrz"]
    digits = found.pop("checkDigits")
    blank = digits.get("optionalData")
    if blank and blank["found"] == "<":
        # Doc 9303-4 lets the digit of empty optional data be a filler: none is printed, and none can be wrong.
        blank["valid"] = None if found["optionalData"] == [None] else False
    reported = {entry["field"]: entry for entry in theirs["checkDigits"]}
    result.equal("DG1 check digits", sorted(digits), sorted(reported))
    result.members("DG1", found, theirs)
    if result.printed:
        # Issuers print what they write: the pages handed in here have other fields than the chip.
        result.members("document.mrz", {name: value for name, value in zone.read("".join(result.printed), at).items()
                                        if name != "checkDigits"}, document["mrz"])
        result.judge("consistency.mrz-agrees-with-data-group-1", verdict(result.printed == found["lines"]))
    else:
        result.equal("document.mrz", document["mrz"], theirs)
    result.equal("DG1 size", len(data), document["dataGroups"]["DG1"]["size"])
    result.equal("DG1 valid", all(entry["valid"] in (True, None) for entry in digits.values()), theirs["valid"])
    for field, entry in digits.items():
        # A digit that is not printed is a filler to us and null to mrtd.
        expected = {name: value for name, value in entry.items() if not (name == "found" and value == "<")}
        result.members(f"DG1 digit {field}", expected, reported.get(field))
    result.judge("mrz.characters", verdict(re.fullmatch("[A-Z0-9<]*", "".join(found["lines"])) is not None))
    result.judge("mrz.check-digits", verdict(all(d["valid"] in (True, None) for f, d in digits.items() if f != "composite")))
    result.judge("mrz.composite-check-digit", verdict(digits["composite"]["valid"]))
    expires = found["dateOfExpiry"]["date"]
    if expires and len(expires) == 10:
        result.judge("document.expiry", verdict(datetime.date.fromisoformat(expires) >= at))


def compare_common(result, document, data, at):
    result.members("EF.COM", lds.common(data), document["common"])


def compare_portraits(result, document, data, at):
    theirs = document["dataGroups"]["DG2"]
    found = lds.templates(data)
    result.equal("DG2 size", len(data), theirs["size"])
    result.equal("DG2 images", [len(one["images"]) for one in found], [len(one["images"]) for one in theirs["templates"]])
    for ours, entry in zip(found, theirs["templates"]):
        result.equal("DG2 header", ours["header"], entry.get("header"))
        for image, other in zip(ours["images"], entry["images"]):
            # A picture of one colour would be no picture.
            result.equal("DG2 has a picture", True, image.pop("colours") > 1)
            pixels = image.pop("pixels")
            if other["width"] is not None and pixels is not None:
                result.equal("DG2 size of the picture", pixels, (other["width"], other["height"]))
            result.members("DG2 image", image, other)


def compare_displayed(role, tag):
    def reader(result, document, data, at):
        found, theirs = lds.displayed(data, tag), document["dataGroups"][role]["images"]
        result.equal(f"{role} size", len(data), document["dataGroups"][role]["size"])
        result.equal(f"{role} images", len(found), len(theirs))
        for ours, entry in zip(found, theirs):
            result.members(f"{role} image", {name: ours[name] for name in ("format", "mediaType", "offset", "length")}, entry)
    return reader


def compare_elements(role):
    def reader(result, document, data, at):
        found, theirs = lds.elements(data), document["dataGroups"][role]["elements"]
        result.equal(f"{role} size", len(data), document["dataGroups"][role]["size"])
        result.equal(f"{role} elements", [entry["tag"] for entry in found], [entry["tag"] for entry in theirs])
        for ours, entry in zip(found, theirs):
            place = f"{role} {ours['tag']}"
            octets, values = ours.pop("octets"), ours.pop("values")
            result.members(place, ours | {"name": lds.ELEMENT_NAMES.get(ours["tag"])}, entry)
            if ours["tag"] in lds.DATES:
                result.equal(place, lds.date_text(octets), entry.get("date"))
            elif ours["tag"] in lds.TIMES:
                result.equal(place, lds.time_text(octets), entry.get("time"))
            elif "image" in entry:
                inner = lds.image(data, ours["offset"], ours["length"])
                result.members(place, {name: inner[name] for name in ("format", "mediaType", "offset", "length")}, entry["image"])
            elif "values" in entry:
                result.equal(place, [text_of(value) for value in values], entry["values"])
            elif "value" in entry:
                result.equal(place, text_of(octets).rstrip("\0"), entry["value"])
    return reader


def text_of(octets):
    """UTF-8, and Latin-1 where it is none."""
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets.decode("latin-1")


def compare_security_infos(result, document, data, at):
    compare_infos(result, "DG14", lds.security_infos(data), document["dataGroups"]["DG14"], data)


def compare_card_access(result, document, data, at):
    compare_infos(result, "EF.CardAccess", lds.infos_of(data), document["cardAccess"], data)


def compare_infos(result, role, found, file, data):
    theirs = file["securityInfos"]
    result.equal(f"{role} size", len(data), file["size"])
    result.equal(f"{role} infos", [info["oid"] for info in found], [info["oid"] for info in theirs])
    for ours, entry in zip(found, theirs):
        place = f"{role} {ours['oid']}"
        if "version" in ours and "version" in entry:
            result.equal(place + " version", ours["version"], entry["version"])
        if "parameterId" in entry:
            result.equal(place + " parameter", ours.get("third"), entry["parameterId"])
        if "keyId" in entry:
            result.equal(place + " key identifier", ours.get("last"), entry["keyId"])
        result.equal(place + " name", INFO_NAMES.get(ours["oid"], entry["name"] and "no name"), entry["name"])
        if "signatureAlgorithm" in entry:
            result.equal(place + " algorithm", signatures.NAMES.get(ours["third"]), entry["signatureAlgorithm"])
        if "key" in ours and "publicKey" in entry:
            compare_key(result, place, signatures.Key(ours["key"]), entry["publicKey"])


def compare_key(result, place, key, theirs):
    result.equal(place + " algorithm", signatures.NAMES.get(key.algorithm, key.algorithm), theirs["algorithm"])
    if key.is_rsa:
        result.equal(place + " bits", key.modulus.bit_length(), theirs["bits"])
        result.equal(place + " exponent", key.exponent, int(theirs["exponent"], 16))
    elif key.curve is not None:
        name = "explicit parameters" if key.is_explicit else curve_name(key.curve_name)
        result.equal(place + " curve", name, theirs["curve"])
        # A key that was changed after signing may lie anywhere.
        is_changed = result.verdict("security-object.data-group-hashes") == "failed"
        result.equal(place + " point on its curve", True, key.point is not None or is_changed)


def curve_name(dotted):
    name = signatures.curves.NAMES[dotted]
    return {"prime192v1": "secp192r1", "prime256v1": "secp256r1"}.get(name, name)


# The identifiers that have a name of their own; those of a protocol with its cipher have none in the JSON.
INFO_NAMES = {
    "2.23.136.1.1.5": "aaProtocolObject", "0.4.0.127.0.7.2.2.1.1": "PK-DH", "0.4.0.127.0.7.2.2.1.2": "PK-ECDH", "0.4.0.127.0.7.2.2.2": "TA",
    "0.4.0.127.0.7.2.2.3.2": "CA-ECDH",
}


def compare_active_authentication_key(result, document, data, at):
    result.equal("DG15 size", len(data), document["dataGroups"]["DG15"]["size"])
    compare_key(result, "DG15", lds.active_authentication_key(data), document["dataGroups"]["DG15"]["publicKey"])


READERS = {
    "EF.COM": compare_common, "DG1": compare_zone, "DG2": compare_portraits, "DG5": compare_displayed("DG5", "5F40"), "DG7": compare_displayed("DG7", "5F43"),
    "DG11": compare_elements("DG11"),
    "DG12": compare_elements("DG12"), "DG14": compare_security_infos, "DG15": compare_active_authentication_key,
    "EF.CardAccess": compare_card_access,
}


def compare_proofs(result, report, roles, store, at):
    """EF.SOD: its fields, the hashes, the signature, the path and the revocation."""
    theirs = report["document"]["securityObject"]
    outer = lds.Element(roles["EF.SOD"], 0)
    # Some issuers leave tag 77 out.
    signed = certificates.SignedData(outer.value if outer.tag == "77" else roles["EF.SOD"], store)
    content = result.content = lds.SecurityContent(signed.content)
    signer = signed.signer
    result.members("EF.SOD", {
        "securityObjectVersion": content.version, "contentType": signed.content_type, "ldsVersion": content.lds_version,
        "unicodeVersion": content.unicode_version, "digestAlgorithm": signatures.HASH_NAMES[content.hash_name],
        "signingTime": certificates.time_text(signed.signing_time) if signed.signing_time else None,
        "size": len(roles["EF.SOD"]),
        "dataGroupHashes": {f"DG{number}": value.hex() for number, value in content.hashes.items() if 1 <= number <= 16},
    }, theirs)
    result.equal("EF.SOD signature algorithm", algorithm_words(signed), theirs["signatureAlgorithm"])
    compare_hashes(result, content, roles)
    holds = signed.attributes_hold
    if holds is not None:
        result.judge("security-object.signed-attributes", verdict(holds))
    else:
        is_open = signed.content_type == "1.2.840.113549.1.7.1" or signed.digest_name is None
        result.judge("security-object.signed-attributes", "undetermined" if is_open else "failed")
    judgement.files_agree(result, roles, content)
    judgement.algorithm_strength(result, signed, content, signer)
    issue, by_group = issue_date(roles, signed, content)
    read = zone.read(lds.zone_text(roles["DG1"]), at) if "DG1" in roles else None
    if read is not None:
        judgement.dates(result, roles, read, issue, by_group, signed.signing_time, signer, at)
    if result.is_listed:
        # The list may give another signer; what it says is for the issuer's index to hold.
        result.judged |= judgement.EXCUSED
        return
    if signer is None:
        result.equal("signer", None, theirs["signer"])
        for check in NEEDING_A_SIGNER:
            result.judge(check, "undetermined")
        return
    if read is not None:
        judgement.signer_usage(result, signer, read["lines"])
    result.members("signer", signer.facts() | {"sha256": signer.sha256}, theirs["signer"])
    try:
        is_valid = signed.verify(signer)
        result.judge("security-object.signature", verdict(is_valid))
        result.vouches = is_valid and (holds or signed.info["signed_attrs"].native is None)
    except signatures.Unknown:
        result.judge("security-object.signature", "undetermined")
    compare_path(result, report, signer, store, at)
    if issue is not None:
        result.judge("document-signer.validity-at-issue", verdict(signer.valid_from.date() <= issue <= signer.valid_to.date()))


# Without the signer's certificate nothing can be said of these.
NEEDING_A_SIGNER = [
    "security-object.signature", "document-signer.validity-at-issue", "document-signer.validity-at-inspection", "document-signer.key-usage",
    "document-signer.document-type", "certification-path.trust-anchor", "certification-path.signatures", "certification-path.revocation",
]


def algorithm_words(signed):
    oid, parameters = signatures.algorithm_parts(signed.info["signature_algorithm"].dump())
    if oid == signatures.PSS:
        name, _, salt = signatures.pss_parameters(parameters)
        return f"RSASSA-PSS with {signatures.HASH_NAMES[name]}, salt length {salt}"
    if oid == signatures.RSA_KEY:
        return f"rsaEncryption with {signatures.HASH_NAMES[signed.digest_name]}"
    return signatures.NAMES.get(oid, oid)


def matches(content, number, data):
    """Whether EF.SOD lists the hash of the file's element or, as some issuers have it, of the element and what follows it."""
    listed = content.hashes.get(number)
    try:
        end = lds.Element(data, 0).end
    except (ValueError, IndexError):
        end = len(data)
    return listed in (signatures.digest(content.hash_name, data[:end]), signatures.digest(content.hash_name, data))


def compare_hashes(result, content, roles):
    supplied = {int(role[2:]): data for role, data in roles.items() if role.startswith("DG")}
    wrong = [n for n, data in supplied.items() if not matches(content, n, data)]
    missing = [n for n in content.hashes if n not in supplied and n not in (3, 4) and 1 <= n <= 16]
    result.judge("security-object.data-group-hashes", "failed" if wrong else "undetermined" if missing else "passed")


def issue_date(roles, signed, content):
    """The date of issue that DG12 states, where EF.SOD proves it, else the time of signing, else None; and whether it is the one of DG12."""
    data = roles.get("DG12")
    if data is not None and matches(content, 12, data):
        for element in lds.elements(data):
            if element["tag"] == "5F26":
                text = lds.date_text(element["octets"])
                if text is not None:
                    return (datetime.date.fromisoformat(text) if len(text) == 10 else None), True
    return (signed.signing_time.date() if signed.signing_time else None), False


def compare_path(result, report, signer, store, at):
    path = store.path(signer)
    reported = [entry["sha256"] for entry in report["path"]]
    known = {certificate.sha256: certificate for certificate in store.certificates} | {signer.sha256: signer}
    passed = [result.verdict(name) == "passed" for name in ("certification-path.trust-anchor", "certification-path.signatures")]
    result.judged |= {"certification-path.trust-anchor", "certification-path.signatures"}
    result.equal("certification-path", path is not None, all(passed))
    if path is None:
        # Without a path the signer's own validity is left, and no list that anybody vouches for.
        now = datetime.datetime.combine(at, datetime.time(), datetime.timezone.utc)
        result.judge("document-signer.validity-at-inspection", verdict(signer.valid_from <= now <= signer.valid_to))
        issuers = [certificate for certificate in store.certificates if certificate.subject == signer.issuer and certificate.is_self_signed]
        judge_revocation(result, signer, [entry for entry in store.lists if any(entry.is_signed_by(issuer) for issuer in issuers)], now)
        return
    # Several paths may lead to an anchor: theirs need not be ours, but each step must verify.
    chain = [known.get(digest) for digest in reported]
    result.equal("path known", True, None not in chain)
    if None not in chain:
        for lower, upper in zip(chain, chain[1:]):
            result.equal(f"path step {lower.subject}", True, lower.is_signed_by(upper))
        result.equal("path ends in a self-signed certificate", True, chain[-1].is_self_signed)
    now = datetime.datetime.combine(at, datetime.time(), datetime.timezone.utc)
    anchor = path[-1]
    in_time = all(c.valid_from <= now <= c.valid_to for c in (signer, anchor))
    result.judge("document-signer.validity-at-inspection", verdict(in_time))
    judge_revocation(result, signer, [entry for entry in store.lists if entry.issuer == path[1].subject and entry.is_signed_by(path[1])], now)


def judge_revocation(result, signer, lists, now):
    """The newest list of each issuer decides; one that was made after the inspection clears nobody and revokes."""
    made = [entry for entry in lists if entry.this_update <= now]
    newest = [entry for entry in made if all(other.this_update <= entry.this_update for other in made if other.issuer == entry.issuer)]
    if any(signer.serial in entry.serials for entry in newest + [entry for entry in lists if entry not in made]):
        expected = "failed"
    else:
        expected = "passed" if any(entry.next_update >= now for entry in newest) else "undetermined"
    result.judge("certification-path.revocation", expected)


def compare_names(result, roles, at):
    """The name in DG11 against the zone's, where both are in the zone's letters; transliterations are left to others."""
    full = next((entry["octets"] for entry in lds.elements(roles["DG11"]) if entry["tag"] == "5F0E"), None)
    read = zone.read(lds.zone_text(roles["DG1"]), at)
    if full is None or read is None or not re.fullmatch(b"[A-Z< ]+", full) or not read["primaryIdentifier"]:
        return
    words = sorted(re.split("[< ]+", full.decode().strip("< ")))
    expected = sorted(f"{read['primaryIdentifier']} {read['secondaryIdentifier'] or ''}".split())
    # A cut name has fewer words, the last of them perhaps shorter.
    is_beginning = all(any(word.startswith(part) for word in words) for part in expected)
    agree = words == expected or read["nameTruncated"] and is_beginning
    result.judge("consistency.names", verdict(agree))


def compare_active_authentication(result, roles, challenge, response):
    """A recorded challenge and response under the key of DG15 (Doc 9303-11, 6.1); valid counts where EF.SOD vouches for the key."""
    try:
        key = lds.active_authentication_key(roles["DG15"])
    except ValueError:
        key = None
    if key is None or not key.is_usable:
        result.judge("chip.active-authentication", "undetermined")
        return
    if key.is_rsa:
        valid = signatures.recover(key, response, challenge)[0]
    else:
        named = [info["third"] for info in lds.security_infos(roles["DG14"]) if info["oid"] == "2.23.136.1.1.5"] if "DG14" in roles else []
        name = signatures.PLAIN.get(named[0]) or signatures.ECDSA.get(named[0]) if named else None
        name = name or {160: "sha1", 192: "sha1", 224: "sha224", 256: "sha256", 320: "sha256", 384: "sha384"}.get(
            key.curve.order.bit_length(), "sha512")
        valid = signatures.verify_answer(key, name, challenge, response)
    expected = verdict(valid)
    # Valid counts where an EF.SOD that stands lists DG15 as it is.
    if valid and not (result.vouches and result.content and matches(result.content, 15, roles["DG15"])):
        expected = "undetermined"
    result.judge("chip.active-authentication", expected)

"""The checks that rest on what files say of each other, judged independently; and those that are left to others, each with its reason."""
import datetime

import lds
import signatures

# What this oracle does not judge, by the check's id. Every other check of a report must have been judged, or have had nothing to do.
LEFT = {
    "lds.file-syntax": "each file is read here or is not, and that must agree; what may be tolerated in it is a choice of mrtd's",
    "consistency.issuing-state": "rests on a table of states, which a second copy of would prove nothing",
    "consistency.names": "judged where DG11 has the zone's letters; the transliterations of other letters have vectors of their own",
    "document.known-deviation": "deviation and defect lists are not applied here; what they must bring is in the issuer's index",
    "document.key-compromise": "deviation and defect lists are not applied here; what they must bring is in the issuer's index",
}
# What a deviation or defect list may change; with one in the store these are held against the issuer's index alone.
EXCUSED = {
    "lds.files-agree", "security-object.signed-attributes", "security-object.signature", "security-object.algorithm-strength",
    "document-signer.validity-at-issue", "document-signer.validity-at-inspection", "document-signer.key-usage",
    "document-signer.document-type", "certification-path.trust-anchor", "certification-path.signatures", "certification-path.revocation",
    "chip.active-authentication", "security-object.data-group-hashes", "mrz.check-digits",
}
WEAK = {"md5", "sha1"}


def verdict(holds):
    return "passed" if holds else "failed"


def unjudged(report, judged):
    """The ids of checks with something to do that nobody judged and nobody left."""
    busy = {entry["id"] for entry in report["checks"] if entry["verdict"] != "notApplicable"}
    return sorted(busy - judged - LEFT.keys())


def files_agree(result, roles, content):
    """EF.COM, EF.SOD and the files name the same data groups (Doc 9303-10, 4.6.1 and 4.6.2)."""
    listed = {number for number in content.hashes if 1 <= number <= 16}
    supplied = {int(role[2:]) for role in roles if role.startswith("DG")}
    expected = "passed" if listed - supplied <= {3, 4} else "undetermined"
    try:
        common = lds.common(roles["EF.COM"]) if "EF.COM" in roles else None
    except ValueError:
        # It need not be there, and one that cannot be read says nothing.
        common = None
    if common is not None:
        if {int(name[2:]) for name in common["dataGroups"]} != listed or content.lds_version not in (None, common["ldsVersion"]):
            expected = "failed"
    result.judge("lds.files-agree", expected if supplied <= listed else "failed")


def algorithm_strength(result, signed, content, signer):
    """Doc 9303-12, 4.1.6 and 4.4: SHA-2, RSA of 2048 bits, curves of 224."""
    oid, parameters = signatures.algorithm_parts(signed.info["signature_algorithm"].dump())
    names = {content.hash_name, signed.digest_name}
    if oid == signatures.PSS:
        names.add(signatures.pss_parameters(parameters)[0])
    else:
        names |= {table[oid] for table in (signatures.PKCS1, signatures.ECDSA, signatures.PLAIN) if oid in table}
    is_weak = bool(names & WEAK)
    if signer is not None and signer.key.is_rsa:
        is_weak = is_weak or signer.key.modulus.bit_length() < 2041
    elif signer is not None and signer.key.curve is not None:
        is_weak = is_weak or signer.key.curve.p.bit_length() < 217
    result.judge("security-object.algorithm-strength", verdict(not is_weak))


def is_other_purpose(dotted):
    """Server, code, OCSP, and all purposes of the ICAO and the BSI: none of them is for documents."""
    return dotted in ("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.9") or dotted.startswith(("2.23.136.1.1.", "0.4.0.127.0.7."))


def signer_usage(result, signer, zone_lines):
    """What the signer may sign (Doc 9303-12, 7.1.1); a certificate that says nothing of it leaves nothing to judge."""
    usage = signer.extension("2.5.29.15")
    limits = signer.extension("2.5.29.19")
    is_authority = limits and limits["ca"] and usage and "key_cert_sign" in usage
    if is_authority or any(is_other_purpose(purpose) for purpose in signer.purposes):
        result.judge("document-signer.key-usage", "failed")
    elif usage is not None:
        result.judge("document-signer.key-usage", verdict(usage & {"digital_signature", "non_repudiation"}))
    types = signer.document_types
    if types is not None:
        code = zone_lines[0][:2]
        is_listed = any(t.ljust(2, "<") == code or len(t) == 1 and t == code[0] for t in types)
        result.judge("document-signer.document-type", verdict(is_listed) if types else "undetermined")


def dates(result, roles, zone, issue, by_group, signing_time, signer, at):
    """Birth, issue and expiry in a possible order (Doc 9303-3, 4.8) and none to come, signing in the certificate's time, and the two dates of birth."""
    stated = {}
    for element in lds.elements(roles["DG11"]) if "DG11" in roles else []:
        if element["tag"] in lds.DATES:
            stated[element["tag"]] = lds.date_text(element["octets"])
    full, short = stated.get("5F2B"), zone["dateOfBirth"]["mrz"]
    if "5F2B" in stated and full is None:
        result.judge("consistency.date-of-birth", "undetermined")
    if full:
        year, *rest = full.split("-")
        pairs = [(year[2:], short[:2])] + list(zip(rest, (short[2:4], short[4:6])))
        result.judge("consistency.date-of-birth", verdict(all(here == there or there == "<<" for here, there in pairs)))
    expiry = zone["dateOfExpiry"]["date"]
    if expiry is None or len(expiry) != 10 or not (full or issue):
        return
    order = [datetime.date.fromisoformat((full + "-01-01")[:10])] if full else []
    order += [issue] if issue else []
    order.append(datetime.date.fromisoformat(expiry))
    day = datetime.timedelta(1)
    has_come = all(moment <= at + day for moment in ([issue] if issue else []) + ([signing_time.date()] if signing_time else []))
    # Where DG12 gives no day, or one that is outside too, another check says so.
    is_inside = by_group and signer is not None and signer.valid_from.date() <= issue <= signer.valid_to.date()
    in_time = not is_inside or not signing_time or signer.valid_from - day <= signing_time <= signer.valid_to + day
    result.judge("consistency.date-order", verdict(order == sorted(order) and has_come and in_time))

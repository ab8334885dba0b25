"""Certificates, revocation lists and signed data, read by asn1crypto; signatures by `signatures`."""
import base64
import datetime
import functools
import hashlib
import pathlib
import re

from asn1crypto import cms, core, crl, x509

import signatures
from tlv import Element

KEYWORDS = {
    "2.5.4.3": "CN", "2.5.4.7": "L", "2.5.4.8": "ST", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.6": "C", "2.5.4.9": "STREET",
    "0.9.2342.19200300.100.1.25": "DC", "0.9.2342.19200300.100.1.1": "UID", "2.5.4.4": "SN", "2.5.4.5": "serialNumber",
    "2.5.4.12": "title", "2.5.4.42": "givenName", "2.5.4.97": "organizationIdentifier", "1.2.840.113549.1.9.1": "emailAddress",
}


def escaped(text):
    """RFC 4514, 2.4, with control characters escaped too."""
    result = ""
    for index, character in enumerate(text):
        if character in '"+,;<>\\' or (character == " " and index in (0, len(text) - 1)) or (character == "#" and index == 0):
            result += "\\" + character
        elif ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0:
            result += "".join(f"\\{octet:02x}" for octet in character.encode())
        else:
            result += character
    return result


def name_text(name):
    """A name in the order of the file."""
    parts = []
    for relative in name.chosen:
        pairs = []
        for attribute in relative:
            dotted = attribute["type"].dotted
            value = attribute["value"]
            text = value.native if isinstance(value.native, str) else None
            pairs.append(f"{KEYWORDS[dotted]}={escaped(text)}" if dotted in KEYWORDS and text is not None
                         else f"{dotted}=#{value.untag().dump().hex()}")
        parts.append("+".join(pairs))
    return ",".join(parts)


def country(name):
    for relative in name.chosen:
        for attribute in relative:
            if attribute["type"].dotted == "2.5.4.6":
                return attribute["value"].native.upper()
    return None


def time_text(value):
    return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class Signed:
    """What certificates and revocation lists have in common: a signed part, an algorithm and a signature."""

    def __init__(self, der, source, parsed, part):
        self.der, self.source, self.parsed = der, source, parsed
        # As it stands: asn1crypto may write anew what it has read.
        inner = Element(der, 0).children()[0]
        self.signed = der[inner.start - inner.header:inner.end]
        self.algorithm = parsed["signature_algorithm"].dump() if part == "tbs_certificate" else parsed["signature_algorithm"].dump()
        self.signature = bytes(parsed["signature_value" if part == "tbs_certificate" else "signature"].native)
        self.sha256 = hashlib.sha256(der).hexdigest()

    def is_signed_by(self, certificate):
        try:
            return signatures.verify(certificate.key, self.algorithm, self.signed, self.signature)[0]
        except (ValueError, KeyError, TypeError):
            return False


class Certificate(Signed):
    def __init__(self, der, source):
        super().__init__(der, source, x509.Certificate.load(der, strict=True), "tbs_certificate")
        self.tbs = self.parsed["tbs_certificate"]
        self.key = signatures.Key(self.tbs["subject_public_key_info"].dump())
        self.subject, self.issuer = name_text(self.tbs["subject"]), name_text(self.tbs["issuer"])
        self.serial = self.tbs["serial_number"].contents
        validity = self.tbs["validity"]
        self.valid_from, self.valid_to = validity["not_before"].native, validity["not_after"].native
        self.country = country(self.tbs["subject"])
        self.subject_key = self.extension("2.5.29.14")
        authority = self.extension("2.5.29.35")
        self.authority_key = authority["key_identifier"] if authority else None
        constraints = self.extension("2.5.29.19")
        # Some link certificates say neither in their basic constraints; their key usage does.
        usage = self.extension("2.5.29.15")
        self.is_authority = bool(constraints and constraints["ca"]) or self.subject == self.issuer or "key_cert_sign" in (usage or ())

    def extension(self, dotted):
        """The value of an extension, or its octets where asn1crypto cannot have it: some subject key identifiers lack their OCTET STRING."""
        raw = self.raw_extensions.get(dotted)
        if raw is None:
            return None
        try:
            return x509.Extension.load(raw[0])["extn_value"].parsed.native
        except ValueError:
            return raw[1]

    @functools.cached_property
    def raw_extensions(self):
        """Each extension and the content of its OCTET STRING, by its identifier."""
        wrapper = Element(self.signed, 0).child("A3")
        found = {}
        for extension in Element(wrapper.value, 0).children() if wrapper else []:
            identifier, *_, value = extension.children()
            whole = extension.data[extension.start - extension.header:extension.end]
            dotted = core.ObjectIdentifier.load(identifier.data[identifier.start - identifier.header:identifier.end]).dotted
            found.setdefault(dotted, (whole, value.value))
        return found

    @property
    def purposes(self):
        """The identifiers of the extended key usage."""
        raw = self.raw_extensions.get("2.5.29.37")
        return [item.dotted for item in core.SequenceOf.load(raw[1], spec=core.ObjectIdentifier)] if raw else []

    @property
    def document_types(self):
        """The strings of the document type list, however it is made, without fillers; None where there is none."""
        raw = self.raw_extensions.get("2.23.136.1.1.6.2") or self.raw_extensions.get("2.23.136.1.1.4")
        return [text.rstrip("<") for text in strings(raw[1])] if raw else None

    @property
    def is_self_signed(self):
        return self.subject == self.issuer and self.is_signed_by(self)

    def facts(self, with_digest=True):
        """The members of a certificate in mrtd.report/1."""
        return {
            "subject": self.subject, "issuer": self.issuer, "serialNumber": self.serial.hex(), "country": self.country,
            "validFrom": time_text(self.valid_from), "validTo": time_text(self.valid_to),
        }


def strings(der):
    """All strings of a value, at any depth; bare characters where it is no element."""
    try:
        element = Element(der, 0)
    except (ValueError, IndexError):
        return [der.decode("latin-1")]
    if element.tag in ("30", "31"):
        return [text for child in element.children() for text in strings(der[child.start - child.header:child.end])]
    if element.tag == "02":
        return []
    return [element.value.decode("latin-1")] if element.tag in ("13", "0C", "16") and element.end == len(der) else [der.decode("latin-1")]


def folded(name):
    """The RDNs of a name for comparison (RFC 5280, 7.1): without case and superfluous blanks, in any order."""
    return sorted(" ".join(part.replace("\\ ", " ").split()).lower().replace("= ", "=") for part in re.split(r"(?<!\\),", name))


class RevocationList(Signed):
    def __init__(self, der, source):
        super().__init__(der, source, crl.CertificateList.load(der, strict=True), "tbs_cert_list")
        tbs = self.parsed["tbs_cert_list"]
        self.issuer = name_text(tbs["issuer"])
        self.this_update, self.next_update = tbs["this_update"].native, tbs["next_update"].native
        revoked = tbs["revoked_certificates"]
        self.serials = {entry["user_certificate"].contents for entry in revoked} if revoked.native else set()


class Store:
    """All certificates and lists of a folder, a file, PEM or DER, and master lists."""

    def __init__(self, path):
        self.certificates, self.lists, self.refused = [], [], []
        # Whether there is a deviation or defect list, which this oracle does not apply.
        self.speaks_of_documents = False
        root = pathlib.Path(path)
        for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if file.is_file():
                self.read(file.read_bytes(), str(file))

    def read(self, data, source):
        blocks = re.findall(rb"-----BEGIN [A-Z0-9 ]+-----(.*?)-----END", data, re.S)
        for der in [base64.b64decode(block) for block in blocks] or [data]:
            try:
                self.read_der(der, source)
            except (ValueError, TypeError, KeyError) as error:
                self.refused.append((source, str(error)))

    def read_der(self, der, source):
        first = core.Sequence.load(der)[0]
        if isinstance(first, core.ObjectIdentifier):
            signed = SignedData(der)
            if signed.content_type in ("2.23.136.1.1.7", "0.4.0.127.0.7.3.1.5"):
                self.speaks_of_documents = True
                return
            for certificate in signed.master_list() or signed.raw_certificates:
                self.certificates.append(Certificate(certificate, source))
            return
        try:
            self.certificates.append(Certificate(der, source))
        except ValueError:
            self.lists.append(RevocationList(der, source))

    def path(self, certificate, depth=6):
        """A chain from the certificate to a self-signed one of the store, or None."""
        if certificate.is_self_signed:
            return [certificate] if any(certificate.der == other.der for other in self.certificates) else None
        if depth == 0:
            return None
        for issuer in self.certificates:
            # By name or, where a certificate leaves the country out of its issuer's, by the key identifier.
            is_named = folded(issuer.subject) == folded(certificate.issuer) \
                or certificate.authority_key and certificate.authority_key == issuer.subject_key
            if issuer.is_authority and is_named and issuer.der != certificate.der and certificate.is_signed_by(issuer):
                rest = self.path(issuer, depth - 1)
                if rest:
                    return [certificate] + rest
        return None


class SignedData:
    """A CMS SignedData with its first signer."""

    def __init__(self, der, store=None):
        self.store = store
        content = cms.ContentInfo.load(der)
        if content["content_type"].native != "signed_data":
            raise ValueError("content type " + content["content_type"].native)
        self.data = content["content"]
        encapsulated = self.data["encap_content_info"]
        self.content_type = encapsulated["content_type"].dotted
        inner = encapsulated["content"]
        self.content = inner.native if isinstance(inner.native, bytes) else bytes(inner.parsed.dump()) if inner.native is not None else None
        if isinstance(inner, core.ParsableOctetString):
            self.content = bytes(inner)
        choices = self.data["certificates"]
        self.raw_certificates = [choice.chosen.dump() for choice in choices] if isinstance(choices, cms.CertificateSet) else []
        self.certificates = [Certificate(raw, "CMS") for raw in self.raw_certificates]
        infos = list(self.data["signer_infos"])
        self.info = infos[0] if infos else None

    def master_list(self):
        """The raw certificates of a CSCA master list, or None."""
        if self.content_type != "2.23.136.1.1.2":
            return None
        return [item.dump() for item in core.SetOf.load(core.Sequence.load(self.content)[1].dump(), spec=core.Any)]

    @property
    def digest_name(self):
        """The name that hashlib has; None for an algorithm that nobody knows."""
        return signatures.HASHES.get(self.info["digest_algorithm"]["algorithm"].dotted)

    @property
    def signer(self):
        """The certificate that the signer names: in the message, in the store, or the only one that the message has; of several the one whose
        key made the signature."""
        stored = self.store.certificates if self.store else []
        named = [certificate for certificate in self.certificates + stored if self.is_named(certificate)]
        if named:
            return next((certificate for certificate in named if self.is_made_by(certificate)), named[0]) if len(named) > 1 else named[0]
        return self.certificates[0] if len(self.certificates) == 1 else None

    def is_made_by(self, certificate):
        try:
            return self.verify(certificate)
        except signatures.Unknown:
            return False

    def is_named(self, certificate):
        identifier = self.info["sid"]
        if identifier.name != "issuer_and_serial_number":
            return certificate.subject_key == identifier.chosen.native
        chosen = identifier.chosen
        return chosen["serial_number"].contents == certificate.serial and folded(name_text(chosen["issuer"])) == folded(certificate.issuer)

    def attribute(self, dotted):
        attributes = self.info["signed_attrs"]
        for attribute in attributes if attributes.native is not None else []:
            if attribute["type"].dotted == dotted:
                return attribute["values"][0]
        return None

    @property
    def attributes_hold(self):
        """Whether contentType and messageDigest are those of the content; None where there are none, or nobody can say."""
        if self.info["signed_attrs"].native is None or self.digest_name is None:
            return None
        kind, digest = self.attribute("1.2.840.113549.1.9.3"), self.attribute("1.2.840.113549.1.9.4")
        return kind is not None and digest is not None and kind.dotted == self.content_type \
            and digest.native == signatures.digest(self.digest_name, self.content) and self.is_protected is not False

    @property
    def is_protected(self):
        """Whether CMSAlgorithmProtection (RFC 6211) names the algorithms that are used; None where there is none."""
        value = self.attribute("1.2.840.113549.1.9.52")
        if value is None:
            return None
        digest, signature = list(core.SequenceOf.load(value.dump(), spec=core.Any))[:2]
        signed = core.ObjectIdentifier.load(signature.contents).dotted
        used = self.info["signature_algorithm"]["algorithm"].dotted
        is_same = signed == used or signatures.RSA_KEY in (signed, used) and self.digest_name in map(signatures.PKCS1.get, (signed, used))
        return core.Sequence.load(digest.dump())[0].dotted == self.info["digest_algorithm"]["algorithm"].dotted and is_same

    @property
    def signing_time(self):
        value = self.attribute("1.2.840.113549.1.9.5")
        return None if value is None else value.native

    def verify(self, certificate):
        """Whether the signature verifies under the certificate's key."""
        attributes = self.info["signed_attrs"]
        if attributes.native is None:
            messages = [self.content]
        else:
            # The signature covers the attributes as SET OF, not under the implicit tag; some store another order than they sign.
            parts = [part.dump() for part in attributes]
            messages = [b"\x31" + attributes.dump()[1:], core.SetOf(spec=core.Any, contents=b"".join(sorted(parts))).dump()]
        algorithm, signature = self.info["signature_algorithm"].dump(), self.info["signature"].native
        return any(signatures.verify(certificate.key, algorithm, message, signature, self.digest_name, is_loose=True)[0]
                   for message in messages)

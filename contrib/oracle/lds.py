"""The files of the chip (Doc 9303-10), read by `tlv` and asn1crypto."""
import io

from asn1crypto import core
from PIL import Image

import signatures
from tlv import Element


def walk(element, tag):
    """All elements of a tag below one, through constructed elements only."""
    for child in element.children():
        if child.tag == tag:
            yield child
        elif int(child.tag[:2], 16) & 0x20:
            yield from walk(child, tag)


DATA_GROUP_TAGS = {
    "61": 1, "75": 2, "63": 3, "76": 4, "65": 5, "66": 6, "67": 7, "68": 8, "69": 9, "6A": 10, "6B": 11, "6C": 12, "6D": 13, "6E": 14,
    "6F": 15, "70": 16,
}


def common(data):
    """EF.COM: LDS version, Unicode version, data groups."""
    outer = Element(data, 0)
    lds, unicode, tags = (outer.child(tag).value for tag in ("5F01", "5F36", "5C"))
    pairs = [lds[i:i + 2].decode() for i in (0, 2)]
    triple = [unicode[i:i + 2].decode() for i in (0, 2, 4)]
    return {
        "ldsVersion": ".".join(str(int(part)) for part in pairs), "unicodeVersion": ".".join(str(int(part)) for part in triple),
        "dataGroups": [f"DG{DATA_GROUP_TAGS[f'{tag:02X}']}" for tag in tags if f"{tag:02X}" in DATA_GROUP_TAGS], "size": len(data),
    }


def zone_text(data):
    return Element(data, 0).child("5F1F").value.decode()


FACE_IMAGE_TYPES = ["basic", "fullFrontal", "tokenFrontal"]
IMAGE_DATA_TYPES = ["jpeg", "jpeg2000"]
COLOUR_SPACES = ["unspecified", "rgb24", "yuv422", "grey8", "other"]
SOURCE_TYPES = ["unspecified", "photograph", "digitalCamera", "scanner", "video", "analogueVideo", "digitalVideo", "unknown"]
MEDIA_TYPES = {"jpeg": "image/jpeg", "jpeg2000": "image/jp2", "jpeg2000-codestream": "image/j2c"}


def templates(data):
    """The biometric templates of DG2: header, and the images, each opened by Pillow (libjpeg, OpenJPEG)."""
    return [{"header": header(template.child("A1")), "images": template_images(data, template)}
            for template in walk(Element(data, 0), "7F60")]


def header(element):
    """The biometric header template (Doc 9303-10, 4.7.2.1)."""
    if element is None:
        return None

    def number(tag):
        child = element.child(tag)
        return None if child is None else int.from_bytes(child.value, "big")
    created = element.child("83")
    return {"biometricType": number("81"), "biometricSubtype": number("82"), "formatOwner": number("87"), "formatType": number("88"),
            "creationTime": None if created is None else time_text(created.value)}


def template_images(data, template):
    found = []
    for block in [child for child in template.children() if child.tag in ("5F2E", "7F2E")]:
        if block.value[:4] == b"FAC\x00":
            found += [image(data, block.start + start, length) | facts for start, length, facts in face_records(block.value)]
        else:
            found += [image(data, block.start + start, length) for start, length in image_octets(block)]
    return found


def face_records(value):
    """ISO/IEC 19794-5: a header of 14 octets; of each face 20, 8 a feature point, 12 of the image, then the image."""
    count, position = int.from_bytes(value[12:14], "big"), 14
    # The record states a length that issuers get wrong: those of its faces must fill it.
    for _ in range(count):
        length = int.from_bytes(value[position:position + 4], "big")
        points = int.from_bytes(value[position + 4:position + 6], "big")
        block = value[position + 20 + 8 * points:][:12]
        start = position + 20 + 8 * points + 12
        yield start, position + length - start, {
            "faceImageType": FACE_IMAGE_TYPES[block[0]], "imageDataType": IMAGE_DATA_TYPES[block[1]],
            "width": int.from_bytes(block[2:4], "big"), "height": int.from_bytes(block[4:6], "big"),
            "colourSpace": COLOUR_SPACES[block[6]], "sourceType": SOURCE_TYPES[block[7]],
            "quality": int.from_bytes(block[10:12], "big"), "featurePoints": points,
        }
        position += length
    if position != len(value):
        raise ValueError("faces that do not fill their record")


def image_octets(block):
    """ISO/IEC 39794-5: the primitive element that begins as a JPEG or JPEG 2000 file does."""
    def search(element):
        for child in element.children():
            if child.value[:3] == b"\xff\xd8\xff" or child.value[:12].endswith(b"jP  \r\n\x87\n") or child.value[:4] == b"\xff\x4f\xff\x51":
                yield child.start - block.start, child.end - child.start
            elif int(child.tag[:2], 16) & 0x20:
                yield from search(child)
    return list(search(block))


def image(data, offset, length):
    octets = data[offset:offset + length]
    with Image.open(io.BytesIO(octets)) as opened:
        opened.load()
        colours = len(opened.getcolors(maxcolors=1 << 24) or [])
        kind = {"JPEG": "jpeg", "JPEG2000": "jpeg2000"}.get(opened.format, opened.format)
        if kind == "jpeg2000" and octets[:2] == b"\xff\x4f":
            kind = "jpeg2000-codestream"
        return {"format": kind, "mediaType": MEDIA_TYPES.get(kind), "offset": offset, "length": length, "pixels": opened.size,
                "colours": colours}


# Doc 9303-10, tables of DG11 and DG12.
ELEMENT_NAMES = {
    "5F0E": "fullName", "5F0F": "otherNames", "5F10": "personalNumber", "5F2B": "fullDateOfBirth", "5F11": "placeOfBirth",
    "5F42": "permanentAddress", "5F12": "telephone", "5F13": "profession", "5F14": "title", "5F15": "personalSummary",
    "5F16": "proofOfCitizenship", "5F17": "otherTravelDocumentNumbers", "5F18": "custodyInformation",
    "5F19": "issuingAuthority", "5F26": "dateOfIssue", "5F1A": "otherPersons", "5F1B": "endorsements", "5F1C": "taxExitRequirements",
    "5F1D": "imageOfFront", "5F1E": "imageOfRear", "5F55": "personalizationTime", "5F56": "personalizationSystemSerialNumber",
}
DATES, TIMES = {"5F2B", "5F26"}, {"5F55"}


def elements(data):
    """The data elements of DG11 and DG12 in the order of the file; a list in a template of its own is one element."""
    found = []
    for child in Element(data, 0).children():
        if child.tag in ("5C", "02"):
            continue
        inner = [part for part in child.children() if part.tag != "02"] if child.tag.startswith("A") else []
        found.append({"tag": inner[0].tag if inner else child.tag, "offset": child.start, "length": child.end - child.start,
                      "octets": child.value, "values": [part.value for part in inner]})
    return found


def date_text(octets):
    digits = octets.hex() if len(octets) in (4, 7) else octets.decode("ascii", "replace")
    parts = [digits[0:4], digits[4:6], digits[6:8]]
    known = [part for part in parts if part.isdigit() and int(part)]
    return "-".join(known)


def time_text(octets):
    digits = octets.hex() if len(octets) == 7 else octets.decode("ascii", "replace")
    return f"{digits[0:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}Z"


def security_infos(data):
    """DG14: the identifier and the integers of each SecurityInfo, and the key where there is one."""
    return infos_of(Element(data, 0).value)


def infos_of(content):
    """The same of the set alone, which is all of EF.CardAccess."""
    found = []
    for item in core.SetOf.load(content, spec=core.Any):
        sequence = core.Sequence.load(item.dump())
        info = {"oid": sequence[0].native}
        if len(sequence) > 1 and isinstance(sequence[1], core.Integer):
            info["version"] = sequence[1].native
        elif len(sequence) > 1 and isinstance(sequence[1], core.Sequence):
            info["key"] = sequence[1].dump()
        if len(sequence) > 2:
            info["third"] = sequence[2].native
            info["last"] = sequence[2].contents.hex() if isinstance(sequence[2], core.Integer) else None
        found.append(info)
    return found


def active_authentication_key(data):
    return signatures.Key(Element(data, 0).value)


class SecurityContent:
    """The LDSSecurityObject (Doc 9303-10, 4.6.2.3)."""

    def __init__(self, der):
        sequence = core.Sequence.load(der, strict=True)
        self.version = sequence[0].native
        self.hash_name = signatures.HASHES[core.Sequence.load(sequence[1].dump())[0].native]
        self.hashes = {}
        for item in core.SequenceOf.load(sequence[2].dump(), spec=core.Any):
            pair = core.Sequence.load(item.dump())
            self.hashes[pair[0].native] = pair[1].native
        self.lds_version = self.unicode_version = None
        if len(sequence) > 3:
            texts = [core.Sequence.load(sequence[3].dump())[index].native for index in (0, 1)]
            self.lds_version, self.unicode_version = (
                ".".join(str(int(text[i:i + 2])) for i in range(0, len(text), 2)) for text in texts)

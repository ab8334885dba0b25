"""The files of the chip (Doc 9303-10), read by `tlv` and asn1crypto."""
import io
import re

from asn1crypto import core
from PIL import Image, ImageFile

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
    lds, unicode, tags = (outer.child(tag) for tag in ("5F01", "5F36", "5C"))
    tags = tags.value

    def version(element):
        if element is None:
            return None
        return ".".join(str(int(element.value[i:i + 2].decode())) for i in range(0, len(element.value), 2))
    return {
        "ldsVersion": version(lds), "unicodeVersion": version(unicode),
        "dataGroups": [f"DG{DATA_GROUP_TAGS[f'{tag:02X}']}" for tag in tags if f"{tag:02X}" in DATA_GROUP_TAGS], "size": len(data),
    }


def zone_text(data):
    return Element(data, 0).child("5F1F").value.decode()


FACE_IMAGE_TYPES = ["basic", "fullFrontal", "tokenFrontal"]
IMAGE_DATA_TYPES = ["jpeg", "jpeg2000"]
COLOUR_SPACES = ["unspecified", "rgb24", "yuv422", "grey8", "other"]
SOURCE_TYPES = ["unspecified", "photograph", "digitalCamera", "scanner", "video", "analogueVideo", "digitalVideo", "unknown"]
TEMPLATE_LIMIT, LIST_LIMIT = 32, 256
MEDIA_TYPES = {"jpeg": "image/jpeg", "jpeg2000": "image/jp2", "jpeg2000-codestream": "image/j2c"}


def templates(data):
    """The biometric templates of DG2: header, and the images, each opened by Pillow (libjpeg, OpenJPEG)."""
    found = list(walk(Element(data, 0), "7F60"))
    if len(found) > TEMPLATE_LIMIT:
        raise ValueError("more templates than a reader must take")
    return [{"header": header(template.child("A1")), "images": template_images(data, template)} for template in found]


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


SIGNATURES = (b"\xff\xd8\xff", b"\x00\x00\x00\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")


def place_of_image(field):
    """Where in its field an image begins and ends, and whether it is whole; None where there is none."""
    starts = [start for start in (field[:4096 + 12].find(signature) for signature in SIGNATURES) if start >= 0]
    if not starts:
        return None
    start = min(starts)
    if field[start] == 0xFF:
        end = field.rfind(b"\xff\xd9") + 2
        is_whole = end >= start + 4 and len(set(field[end:])) <= 1 and set(field[end:]) <= {0, 0xFF}
        return (start, end, True) if is_whole else (start, len(field), False)
    position = start
    while position + 8 <= len(field):
        length, kind = int.from_bytes(field[position:position + 4], "big"), field[position + 4:position + 8]
        if length == 0:
            return (start, position, True) if kind == bytes(4) else (start, len(field), field.endswith(b"\xff\xd9"))
        if length == 1:
            length = int.from_bytes(field[position + 8:position + 16], "big")
        if position + length > len(field):
            return start, len(field), False
        position += length
    return start, position, True


def image(data, offset, length):
    found = place_of_image(data[offset:offset + length])
    if found is None:
        return {"format": "unknown", "mediaType": "application/octet-stream", "offset": offset, "length": length, "pixels": None, "colours": 2}
    start, end, is_whole = found
    offset, octets = offset + start, data[offset + start:offset + end]
    length = len(octets)
    # What is cut is opened as far as it goes.
    ImageFile.LOAD_TRUNCATED_IMAGES = not is_whole
    with Image.open(io.BytesIO(octets)) as opened:
        try:
            opened.load()
            colours = len(opened.getcolors(maxcolors=1 << 24) or [])
        except OSError:
            if is_whole:
                raise
            colours = 0
        if not is_whole:
            # Of one that is cut, what could be opened may have one colour.
            colours = max(colours, 2)
        kind = {"JPEG": "jpeg", "JPEG2000": "jpeg2000"}.get(opened.format, opened.format)
        if kind == "jpeg2000" and octets[:2] == b"\xff\x4f":
            kind = "jpeg2000-codestream"
        return {"format": kind, "mediaType": MEDIA_TYPES.get(kind), "offset": offset, "length": length, "pixels": opened.size,
                "colours": colours}


def displayed(data, tag):
    """The images of DG5 and DG7."""
    return [image(data, child.start, child.end - child.start) for child in Element(data, 0).children() if child.tag == tag]


# Doc 9303-10, tables of DG11 and DG12.
ELEMENT_NAMES = {
    "5F0E": "fullName", "5F0F": "otherNames", "5F10": "personalNumber", "5F2B": "fullDateOfBirth", "5F11": "placeOfBirth",
    "5F42": "permanentAddress", "5F12": "telephone", "5F13": "profession", "5F14": "title", "5F15": "personalSummary",
    "5F16": "proofOfCitizenship", "5F17": "otherTravelDocumentNumbers", "5F18": "custodyInformation",
    "5F19": "issuingAuthority", "5F26": "dateOfIssue", "5F1A": "otherPersons", "5F1B": "endorsements", "5F1C": "taxExitRequirements",
    "5F1D": "imageOfFront", "5F1E": "imageOfRear", "5F55": "personalizationTime", "5F56": "personalizationSystemSerialNumber",
}
LISTS = {"5F0F", "5F1A"}
DATES, TIMES = {"5F2B", "5F26"}, {"5F55"}


def elements(data):
    """The data elements of DG11 and DG12 in the order of the file; a list in a template of its own is one element."""
    found = []
    for tag, start, end in series(data):
        if tag in ("5C", "02"):
            continue
        value = data[start:end]
        inner = [part for part in inside(value) if part.tag != "02"][:LIST_LIMIT] if tag.startswith("A") else []
        values = [value] if tag in LISTS else [part.value for part in inner]
        found.append({"tag": inner[0].tag if inner else tag, "offset": start, "length": end - start, "octets": value, "values": values})
    return found


def inside(value):
    position, found = 0, []
    while position < len(value):
        found.append(Element(value, position))
        position = found[-1].end
    return found


def series(data):
    """Tag, start and end of each value; where a wrong length leads astray, on at the next tag of the tables that was not met."""
    whole, found = Element(data, 0), []
    position = whole.start
    while position < whole.end:
        try:
            child = Element(data[:whole.end], position)
        except (ValueError, IndexError):
            position = next_known(data[:whole.end], found[-1][1], {tag for tag, _, _ in found})
            tag, start, end = found.pop()
            found.append((tag, start, min(end, position)))
            continue
        found.append((child.tag, child.start, child.end))
        position = child.end
    return found


def next_known(data, start, met):
    for position in range(start, len(data)):
        try:
            child = Element(data, position)
        except (ValueError, IndexError):
            continue
        if child.tag in ELEMENT_NAMES and child.tag not in met:
            return position
    raise ValueError("no element that is known behind a wrong length")


def date_text(octets):
    """The date as far as it is known, or None where not even the year is or there is no such date."""
    digits = octets.hex() if len(octets) in (4, 7) else octets.decode("ascii", "replace")
    if len(octets) not in (4, 7, 8, 14) or re.fullmatch("[0-9<Xf ]*", digits) is None:
        return None
    known = []
    for part in (digits[0:4], digits[4:6], digits[6:8]):
        if not part.isdigit() or not int(part):
            break
        known.append(part)
    return "-".join(known) or None


def time_text(octets):
    digits = octets.hex() if len(octets) == 7 else octets.decode("ascii", "replace")
    digits = digits.ljust(14, "0")
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
            info["last"] = sequence[2].contents.hex()
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

#!/usr/bin/env python3
"""Writes files.json: files of chips of invented persons of Utopia, each with what it says and with twins that must fail.

Lengths, tags and fields are put together here and by nothing of the library, so the expectations are an oracle of their own.
Run in this folder: python3 make-vectors.py
"""
import json


def tlv(tag, *parts):
    value = b"".join(parts)
    tag = bytes.fromhex(tag)
    n = len(value)
    if n < 0x80:
        return tag + bytes([n]) + value
    octets = n.to_bytes((n.bit_length() + 7) // 8, "big")
    return tag + bytes([0x80 | len(octets)]) + octets + value


def h(text):
    return bytes.fromhex(text)


vectors = []


def add(name, file, data, fields=None, irregularities=(), error=None):
    """error: (reason, offset) where nothing can be made of the file."""
    if file == "EF.SOD" and error is None:
        irregularities = [*irregularities, "certificates-absent"]
    vectors.append({
        "name": name, "file": file, "hex": data.hex(), "fields": fields or {}, "irregularities": sorted(irregularities),
        "error": None if error is None else {"code": error[0], "offset": error[1]},
    })


# ---- EF.COM (Doc 9303-10, 4.6.1)
def com(lds=b"0107", uni=b"040000", tags="61756b6e", extra=b""):
    return tlv("60", tlv("5f01", lds), tlv("5f36", uni), tlv("5c", h(tags)), extra)


COM = {"ldsVersion": "1.7", "unicodeVersion": "4.0.0", "dataGroups": "1 2 11 14", "unknownTags": ""}
add("COM", "EF.COM", com(), COM)
add("COM of LDS 1.8", "EF.COM", com(lds=b"0108"), COM | {"ldsVersion": "1.8"})
add("COM with tags of no data group", "EF.COM", com(tags="6175777172"), COM | {"dataGroups": "1 2", "unknownTags": "77 71 72"},
    ["unknown-data-group"] * 3)
add("COM that lists a data group twice", "EF.COM", com(tags="617561"), COM | {"dataGroups": "1 2"}, ["duplicate-data-group"])
add("COM without tag list", "EF.COM", tlv("60", tlv("5f01", b"0107"), tlv("5f36", b"040000")), COM | {"dataGroups": ""}, ["missing-tag"])
add("COM with a version of letters", "EF.COM", com(lds=b"01xx"), COM | {"ldsVersion": ""}, ["malformed-value"])
add("COM with an unknown element", "EF.COM", com(extra=tlv("5f50", b"x")), COM, ["unknown-tag"])
add("COM padded with zeros", "EF.COM", com() + bytes(40), COM, ["padded-file"])
add("COM with a status word", "EF.COM", com() + h("9000"), COM, ["status-word"])
add("COM with a length in too many octets", "EF.COM", h("6081") + com()[1:], COM, ["non-minimal-length"])
add("COM cut off", "EF.COM", com()[:-1], error=("length-beyond-end", 0))
add("COM with an inner length beyond the file", "EF.COM", h("60085f017f30313037aa"), error=("length-beyond-end", 2))
add("COM empty", "EF.COM", b"", error=("empty-file", 0))
add("COM that is a DG1", "EF.COM", tlv("61", tlv("5f1f", b"P")), error=("wrong-file", 0))
add("COM that is no file of a chip", "EF.COM", b"\x04\x01\x00", error=("unexpected-tag", 0))

# ---- DG2 (4.7.2), ISO/IEC 19794-5:2005
JPEG = h("ffd8ffe000104a46494600010100000100010000") + bytes(range(1, 60)) + h("ffd9")
JP2 = (h("0000000c6a5020200d0a870a") + h("00000014667479706a703220000000006a703220")
       + h("00000000") + b"jp2c" + h("ff4fff51") + bytes(range(1, 40)) + h("ffd9"))
J2K = h("ff4fff51002f") + bytes(range(1, 50)) + h("ffd9")


def face(image, points=0, image_type=1, data_type=0, block_delta=0):
    features = b"".join(bytes([1, 0x11 + i]) + (100 + i).to_bytes(2, "big") + (200 + i).to_bytes(2, "big") + bytes(2) for i in range(points))
    person = bytes([2, 4, 5]) + h("000003") + h("0001") + h("0a0b0c") + h("010203")
    info = bytes([image_type, data_type]) + (413).to_bytes(2, "big") + (531).to_bytes(2, "big") + bytes([1, 2]) + h("0007") + h("0050")
    block = points.to_bytes(2, "big") + person + features + info + image
    return (len(block) + 4 + block_delta).to_bytes(4, "big") + block


def record(*faces, length_delta=0, count=None, version=b"010\0"):
    body = b"".join(faces)
    return (b"FAC\0" + version + (14 + len(body) + length_delta).to_bytes(4, "big")
            + (len(faces) if count is None else count).to_bytes(2, "big") + body)


HEADER = tlv("a1", tlv("80", h("0101")), tlv("81", h("02")), tlv("82", h("00")), tlv("87", h("0101")), tlv("88", h("0008")))


def bit(block, header=HEADER, tag="5f2e"):
    return tlv("7f60", header, tlv(tag, block))


def dg2(*bits, count=None):
    return tlv("75", tlv("7f61", tlv("02", bytes([len(bits) if count is None else count])), *bits))


def image_fields(data, image, n=0, fmt="jpeg", width="413", height="531", **more):
    return {f"image{n}": f"{fmt} {data.index(image)} {len(image)}", f"size{n}": f"{width} {height}"} | more


PERSON = {"person0": "gender 2 eyes 4 hair 5 mask 3 expression 1 pose 0a0b0c uncertainty 010203 type 1 colour 1 source 2 device 7 quality 80"}
HEAD = {"templates": "1", "header0": "0101/0008 type 2 subtype 0"}
d = dg2(bit(record(face(JPEG))))
add("DG2 JPEG", "DG2", d, HEAD | PERSON | image_fields(d, JPEG) | {"points0": ""})
d = dg2(bit(record(face(JP2, data_type=1, points=2))))
add("DG2 JPEG 2000 with feature points", "DG2", d, HEAD | PERSON | image_fields(d, JP2, fmt="jpeg2000")
    | {"points0": "1/11@100,200 1/12@101,201"})
d = dg2(bit(record(face(J2K, data_type=1))))
add("DG2 bare codestream", "DG2", d, HEAD | PERSON | image_fields(d, J2K, fmt="jpeg2000-codestream") | {"points0": ""}, ["bare-codestream"])
EXIF = JPEG[:2] + h("ffe10016") + b"Exif\0\0" + h("49492a00080000000000") + bytes(4) + JPEG[20:]
d = dg2(bit(record(face(EXIF))))
add("DG2 JPEG as Exif", "DG2", d, HEAD | PERSON | image_fields(d, EXIF) | {"points0": ""}, ["jpeg-without-jfif"])
d = dg2(bit(record(face(JPEG)), tag="7f2e"))
add("DG2 record of 2005 under 7F2E", "DG2", d, HEAD | PERSON | image_fields(d, JPEG) | {"points0": ""}, ["data-block-tag"])
for delta, who in ((-8, "New Zealand"), (-1, "United Kingdom"), (1000, "too long")):
    d = dg2(bit(record(face(JPEG), length_delta=delta)))
    add(f"DG2 record length off: {who}", "DG2", d, HEAD | PERSON | image_fields(d, JPEG) | {"points0": ""}, ["record-length"])
for delta in (-8, 77, 0x7000_0000):
    d = dg2(bit(record(face(JPEG, block_delta=delta))))
    add(f"DG2 block length off by {delta}", "DG2", d, HEAD | PERSON | image_fields(d, JPEG) | {"points0": ""}, ["record-length"])
d = dg2(bit(record(face(bytes(45) + JP2, data_type=1))))
add("DG2 image 45 octets late", "DG2", d, HEAD | PERSON | image_fields(d, JP2, fmt="jpeg2000") | {"points0": ""}, ["image-offset"])
d = dg2(bit(record(face(JPEG + bytes(30)))))
add("DG2 padding behind a JPEG", "DG2", d, HEAD | PERSON | image_fields(d, JPEG) | {"points0": ""}, ["image-padding"])
d = dg2(bit(record(face(JP2 + bytes(30), data_type=1))))
add("DG2 padding behind a JP2", "DG2", d, HEAD | PERSON | image_fields(d, JP2, fmt="jpeg2000") | {"points0": ""}, ["image-padding"])
d = dg2(bit(record(face(JPEG[:-10]))))
add("DG2 image cut off", "DG2", d, HEAD | PERSON | image_fields(d, JPEG[:-10]) | {"points0": ""}, ["image-truncated"])
d = dg2(bit(record(face(JPEG, data_type=1))))
add("DG2 image type misdeclared", "DG2", d, HEAD | PERSON | image_fields(d, JPEG) | {"points0": ""}, ["image-type-mismatch"])
d = dg2(bit(record(face(b"not an image"))))
add("DG2 no image that is known", "DG2", d, HEAD | PERSON | image_fields(d, b"not an image", fmt="unknown") | {"points0": ""},
    ["unknown-image-format"])
d = dg2(bit(record(face(b""))))
add("DG2 no image", "DG2", d, HEAD | PERSON | {"image0": f"unknown {len(d)} 0", "size0": "413 531", "points0": ""}, ["no-image"])
J2 = JPEG[:-2] + b"second" + JPEG[-2:]
d = dg2(bit(record(face(JPEG), face(J2))), bit(record(face(J2K, data_type=1))))
f = {"templates": "2", "header0": HEAD["header0"], "header1": HEAD["header0"]}
for i, (img, fmt) in enumerate(((JPEG, "jpeg"), (J2, "jpeg"), (J2K, "jpeg2000-codestream"))):
    f |= image_fields(d, img, n=i, fmt=fmt) | {f"person{i}": PERSON["person0"], f"points{i}": ""}
add("DG2 two templates, three faces", "DG2", d, f, ["bare-codestream"])
d = dg2(bit(record(face(JPEG))), count=3)
add("DG2 wrong number of templates", "DG2", d, HEAD | PERSON | image_fields(d, JPEG) | {"points0": ""}, ["element-count"])
d = dg2(bit(record(face(JPEG), count=2)))
add("DG2 fewer faces than counted", "DG2", d, HEAD | PERSON | image_fields(d, JPEG) | {"points0": ""}, ["element-count", "truncated"])
d = dg2(bit(record(face(JPEG)), header=b""))
add("DG2 without biometric header", "DG2", d, {"templates": "1"} | PERSON | image_fields(d, JPEG) | {"points0": ""}, ["biometric-header-absent"])
d = dg2(bit(JPEG))
add("DG2 image without record", "DG2", d, HEAD | image_fields(d, JPEG, width="-", height="-"), ["unknown-biometric-format"])
d = dg2(bit(record(face(JPEG), version=b"030\0")))
add("DG2 record of another version", "DG2", d, HEAD | PERSON | image_fields(d, JPEG) | {"points0": ""}, ["unknown-version"])


def face39794(image, size=True, stated="02"):
    info = tlv("a0", tlv("80", h(stated))) + (tlv("a7", tlv("80", h("0190")), tlv("81", h("0200"))) if size else b"")
    rep = tlv("30", tlv("80", h("00")), tlv("a1", tlv("a0", tlv("a0", tlv("80", image), tlv("a1", info)))))
    return rep


def dg2_39794(*reps, direct=False, tag="7f2e"):
    block = tlv("65", tlv("a0", tlv("80", h("03")), tlv("81", h("07e3"))), tlv("a1", *reps))
    header = tlv("a1", tlv("87", h("0101")), tlv("88", h("002a")))
    return tlv("75", tlv("7f61", tlv("02", h("01")), tlv("7f60", header, tlv(tag, block if direct else tlv("a1", block)))))


H39 = {"templates": "1", "header0": "0101/002a type - subtype -", "year0": "2019"}
d = dg2_39794(face39794(JPEG))
add("DG2 ISO/IEC 39794-5", "DG2", d, H39 | image_fields(d, JPEG, width="400", height="512"))
d = dg2_39794(face39794(JPEG), face39794(J2, size=False), direct=True)
add("DG2 39794-5, two representations, without A1", "DG2", d,
    H39 | image_fields(d, JPEG, width="400", height="512") | image_fields(d, J2, n=1, width="-", height="-"))
for stated, image, fmt, odd in (
        ("03", JPEG, "jpeg", True), ("02", JP2, "jpeg2000", True), ("04", JP2, "jpeg2000", False), ("01", JPEG, "jpeg", False)):
    d = dg2_39794(face39794(image, stated=stated))
    add(f"DG2 39794-5, {fmt} stated as {stated}", "DG2", d, H39 | image_fields(d, image, fmt=fmt, width="400", height="512"),
        ["image-type-mismatch"] if odd else [])
d = dg2_39794(face39794(JPEG), tag="5f2e")
add("DG2 39794-5 under 5F2E", "DG2", d, H39 | image_fields(d, JPEG, width="400", height="512"), ["data-block-tag"])
d = dg2_39794(tlv("30", tlv("80", h("00"))))
add("DG2 39794-5 without image", "DG2", d, H39, ["no-image"])
add("DG2 without group of templates", "DG2", tlv("75", tlv("02", h("01"))), error=("missing-tag", 2))
add("DG2 template cut off", "DG2", tlv("75", tlv("7f61", tlv("02", h("01")), h("7f6005a103"))), error=("length-beyond-end", 8))
add("DG2 cut off", "DG2", dg2(bit(record(face(JPEG))))[:-20], error=("length-beyond-end", 0))

# ---- DG5 and DG7 (4.7.5 and 4.7.7)
def displayed(outer, tag, *images, count=None, extra=b""):
    return tlv(outer, tlv("02", bytes([len(images) if count is None else count])), *(tlv(tag, image) for image in images), extra)


for group, outer, tag in (("DG5", "65", "5f40"), ("DG7", "67", "5f43")):
    other = "5f43" if tag == "5f40" else "5f40"
    for name, image, fmt, codes in (
            ("JPEG", JPEG, "jpeg", []), ("Exif", EXIF, "jpeg", ["jpeg-without-jfif"]), ("JP2", JP2, "jpeg2000", []),
            ("codestream", J2K, "jpeg2000-codestream", ["bare-codestream"]), ("no image", b"none", "unknown", ["unknown-image-format"])):
        d = displayed(outer, tag, image)
        add(f"{group} {name}", group, d, {"image0": f"{fmt} {d.index(image)} {len(image)}"}, codes)
    d = displayed(outer, tag, JPEG, J2)
    add(f"{group} two images", group, d, {f"image{i}": f"jpeg {d.index(image)} {len(image)}" for i, image in enumerate((JPEG, J2))})
    d = displayed(outer, tag, JPEG + bytes(9), count=2)
    add(f"{group} miscounted and padded", group, d, {"image0": f"jpeg {d.index(JPEG)} {len(JPEG)}"}, ["element-count", "image-padding"])
    d = tlv(outer, tlv(tag, JPEG), tlv(other, JPEG))
    add(f"{group} without count, with the other group's tag", group, d, {"image0": f"jpeg {d.index(JPEG)} {len(JPEG)}"},
        ["missing-tag", "unknown-tag"])
    add(f"{group} inner length beyond the file", group, tlv(outer, h("020101"), h(tag + "7fffd8")), {}, ["element-count", "truncated"])
    d = displayed(outer, tag, *[J2K] * 33)
    step = len(tlv(tag, J2K))
    many = {f"image{i}": f"jpeg2000-codestream {d.index(J2K) + i * step} {len(J2K)}" for i in range(32)}
    add(f"{group} of too many images", group, d, many, ["bare-codestream"] * 32 + ["too-many-elements"])
    add(f"{group} cut off", group, displayed(outer, tag, JPEG)[:-3], error=("length-beyond-end", 0))

# ---- DG11 (4.7.11)
FULL = [("5f0e", "BENEVIDES<<JO\u00c3O".encode()), ("a0", tlv("02", h("02")) + tlv("5f0f", b"SMYTHE<<JON") + tlv("5f0f", b"DOE<<J")),
        ("5f10", b"UTO-123"), ("5f2b", b"19740812"), ("5f11", b"ZENITH<UTOPIA"), ("5f42", b"1 MAIN RD<ZENITH<UTOPIA"), ("5f12", b"+99 123"),
        ("5f13", b"TRAVEL<AGENT"), ("5f14", b"DR"), ("5f15", b"NONE"), ("5f16", JPEG), ("5f17", b"AA1<BB2"), ("5f18", b"C")]


def elements(outer, items, tags=None):
    return tlv(outer, tlv("5c", h("".join(t for t, _ in items) if tags is None else tags)), *(tlv(t, v) for t, v in items))


d = elements("6b", FULL)
F11 = {"fullName": "BENEVIDES<<JO\u00c3O", "name.primary": "BENEVIDES", "name.secondary": "JO\u00c3O", "otherNames": "SMYTHE<<JON|DOE<<J",
       "personalNumber": "UTO-123", "fullDateOfBirth": "1974-08-12", "placeOfBirth": "ZENITH<UTOPIA", "permanentAddress": "1 MAIN RD<ZENITH<UTOPIA",
       "telephone": "+99 123", "profession": "TRAVEL<AGENT", "title": "DR", "personalSummary": "NONE",
       "proofOfCitizenship": f"jpeg {d.index(JPEG)} {len(JPEG)}", "otherTravelDocumentNumbers": "AA1|BB2", "custodyInformation": "C"}
add("DG11 with every element", "DG11", d, F11)
d = elements("6b", FULL, tags="".join(t for t, _ in FULL).replace("a0", "5f0f"))
add("DG11 with 5F0F for A0 in the tag list", "DG11", d, F11 | {"proofOfCitizenship": f"jpeg {d.index(JPEG)} {len(JPEG)}"})


def dg11(*items, tags=None):
    return elements("6b", list(items), tags)


for name, value, want, code in (
        ("characters", b"19740812", "1974-08-12", None), ("BCD", h("19740812"), "1974-08-12", "binary-date"),
        ("day unknown", b"197408<<", "1974-08", "date-partial"), ("day and month unknown", b"1974<<<<", "1974", "date-partial"),
        ("zeros for the day", b"19740800", "1974-08", "date-partial"), ("BCD with fillers", h("197408ff"), "1974-08", "date-partial"),
        ("all zeros", b"00000000", "-", "date-unknown"), ("BCD zeros", bytes(4), "-", "date-unknown"),
        ("all fillers", b"<<<<<<<<", "-", "date-unknown"), ("BCD time", h("19740812103000"), "1974-08-12", "date-with-time"),
        ("fourteen characters", b"19740812103000", "1974-08-12", "date-with-time"), ("impossible", b"19740231", "-", "date-format"),
        ("year unknown", b"<<<<0812", "-", "date-format"), ("six characters", b"740812", "-", "date-format"),
        ("letters", b"12AUG74X", "-", "date-format"), ("empty", b"", "-", "date-format")):
    add(f"DG11 date: {name}", "DG11", dg11(("5f2b", value)), {"fullDateOfBirth": want}, [code] if code else [])
add("DG11 name in Latin-1", "DG11", dg11(("5f0e", "M\u00dcLLER<<J\u00d6RG".encode("latin-1"))),
    {"fullName": "M\u00dcLLER<<J\u00d6RG", "name.primary": "M\u00dcLLER", "name.secondary": "J\u00d6RG"}, ["text-encoding"])
add("DG11 name with fillers throughout", "DG11", dg11(("5f0e", b"DE<LA<CRUZ<<MARIA<ANA<<<<<")),
    {"fullName": "DE<LA<CRUZ<<MARIA<ANA<<<<<", "name.primary": "DE LA CRUZ", "name.secondary": "MARIA ANA"})
add("DG11 name padded with NUL", "DG11", dg11(("5f0e", b"DOE<<JANE\0\0")),
    {"fullName": "DOE<<JANE", "name.primary": "DOE", "name.secondary": "JANE"}, ["illegal-character"])
add("DG11 other name outside its list", "DG11", dg11(("5f0e", b"DOE"), ("5f0f", b"ROE")),
    {"fullName": "DOE", "name.primary": "DOE", "name.secondary": "-", "otherNames": "ROE"}, ["misplaced-element"])
add("DG11 list that counts wrong", "DG11", dg11(("a0", tlv("02", h("ff")) + tlv("5f0f", b"ROE"))), {"otherNames": "ROE"}, ["element-count"])
add("DG11 element not in the tag list", "DG11", dg11(("5f10", b"1"), ("5f13", b"X"), tags="5f10"),
    {"personalNumber": "1", "profession": "X"}, ["tag-list"])
add("DG11 tag list names what is missing", "DG11", dg11(("5f10", b"1"), tags="5f105f13"), {"personalNumber": "1"}, ["tag-list"])
add("DG11 without tag list", "DG11", tlv("6b", tlv("5f10", b"1")), {"personalNumber": "1"}, ["missing-tag"])
add("DG11 unknown element", "DG11", dg11(("5f10", b"1"), ("5f60", b"?")), {"personalNumber": "1", "unknown": "5F60"}, ["unknown-tag"])
add("DG11 element twice: the first counts", "DG11", dg11(("5f10", b"1"), ("5f10", b"2")), {"personalNumber": "1"}, ["duplicate-element"])
add("DG11 picture that is none", "DG11", dg11(("5f16", b"\0")), {"proofOfCitizenship": "unknown 9 1"}, ["unknown-image-format"])
# The worked sample of Doc 9303-10, 4.7.11 gives the telephone 14 octets where it has 11, so it swallows the next header.
sample = (tlv("5c", h("5f0e5f115f425f125f13")) + tlv("5f0e", b"SMITH<<JOHN<J") + tlv("5f11", b"ANYTOWN<MN")
          + tlv("5f42", b"123 MAPLE RD<ANYTOWN<MN") + h("5f120e") + b"16125551212" + h("5f130c") + b"TRAVEL<AGENT")
add("DG11 worked sample of the standard with its wrong length", "DG11", tlv("6b", sample),
    {"fullName": "SMITH<<JOHN<J", "name.primary": "SMITH", "name.secondary": "JOHN J", "placeOfBirth": "ANYTOWN<MN",
     "permanentAddress": "123 MAPLE RD<ANYTOWN<MN", "telephone": "16125551212", "profession": "TRAVEL<AGENT"}, ["resynchronised"])
short = tlv("5c", h("5f105f13")) + h("5f1003") + b"12345" + tlv("5f13", b"BAKER")
add("DG11 length too short", "DG11", tlv("6b", short), {"personalNumber": "123", "profession": "BAKER"}, ["resynchronised"])
add("DG11 last element cut off", "DG11", tlv("6b", tlv("5c", h("5f105f13")), tlv("5f10", b"1"), h("5f1309") + b"BAK"),
    {"personalNumber": "1"}, ["length-beyond-end", "tag-list"])
add("DG11 nothing readable", "DG11", tlv("6b", h("5c7f01")), error=("length-beyond-end", 2))
add("DG11 empty", "DG11", h("6b00"), {}, ["missing-tag"])

# ---- DG12 (4.7.12)
ITEMS12 = [("5f19", b"UTOPIA PASSPORT OFFICE"), ("5f26", b"20240102"), ("a0", tlv("02", h("01")) + tlv("5f1a", b"ROE<<RICHARD")),
           ("5f1b", b"NONE"), ("5f1c", b"PAID"), ("5f1d", JPEG), ("5f1e", JP2), ("5f55", b"20240102123059"), ("5f56", b"SN-1")]
d = elements("6c", ITEMS12)
F12 = {"issuingAuthority": "UTOPIA PASSPORT OFFICE", "dateOfIssue": "2024-01-02", "otherPersons": "ROE<<RICHARD", "endorsements": "NONE",
       "taxExitRequirements": "PAID", "imageOfFront": f"jpeg {d.index(JPEG)} {len(JPEG)}", "imageOfRear": f"jpeg2000 {d.index(JP2)} {len(JP2)}",
       "personalizationTime": "2024-01-02T12:30:59Z", "personalizationSystemSerialNumber": "SN-1"}
add("DG12 with every element", "DG12", d, F12)
for name, value, want, code in (
        ("BCD", h("20240102123059"), "2024-01-02T12:30:59Z", "binary-date"), ("date only", b"20240102", "2024-01-02T00:00:00Z", "date-format"),
        ("zeros", b"00000000000000", "-", "date-unknown"), ("impossible hour", b"20240102993059", "-", "date-format")):
    add(f"DG12 personalization time: {name}", "DG12", elements("6c", [("5f55", value)]), {"personalizationTime": want},
        [code])
add("DG12 date of issue in BCD", "DG12", elements("6c", [("5f26", h("20240102"))]), {"dateOfIssue": "2024-01-02"}, ["binary-date"])

# ---- DG14 and EF.CardAccess (9303-11, 9.2)
def oid(text):
    arcs = [int(a) for a in text.split(".")]
    out = bytearray()
    for arc in [arcs[0] * 40 + arcs[1]] + arcs[2:]:
        part = [arc & 0x7F]
        while arc > 0x7F:
            arc >>= 7
            part.append(0x80 | arc & 0x7F)
        out += bytes(reversed(part))
    return tlv("06", bytes(out))


def integer(n):
    return tlv("02", n.to_bytes(n.bit_length() // 8 + 1, "big"))


BSI = "0.4.0.127.0.7.2.2"
PACE = tlv("30", oid(BSI + ".4.2.2"), integer(2), integer(13))
CA = tlv("30", oid(BSI + ".3.2.2"), integer(1), integer(7))
TA = tlv("30", oid(BSI + ".2"), integer(1))
AA = tlv("30", oid("2.23.136.1.1.5"), integer(1), oid("0.4.0.127.0.7.1.1.4.1.3"))
# The point (1, 2) is on no curve; the structure alone is read here.
SPKI = tlv("30", tlv("30", oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7")),
           tlv("03", h("0004") + (1).to_bytes(32, "big") + (2).to_bytes(32, "big")))
CAPK = tlv("30", oid(BSI + ".1.2"), SPKI, integer(7))
DIR = tlv("30", oid("2.23.136.1.1.13"), tlv("04", tlv("61", tlv("4f", h("a0000002471001")))))
PACEDP = tlv("30", oid(BSI + ".4.2"), tlv("30", oid("0.4.0.127.0.7.1.2"), integer(13)), integer(13))
CADP = tlv("30", oid(BSI + ".3.2"), tlv("30", oid("0.4.0.127.0.7.1.2"), integer(13)))
UNKNOWN = tlv("30", oid("1.2.3.4"), integer(1))


def infos(*members, sort=True):
    return tlv("31", *(sorted(members) if sort else members))


def kinds(*members):
    names = {PACE: "pace 2 13", CA: "chipAuthentication 1 07", TA: "terminalAuthentication 1", AA: "activeAuthentication 1 0.4.0.127.0.7.1.1.4.1.3",
             CAPK: "chipAuthenticationPublicKey 07", DIR: "directory 11", PACEDP: "paceDomainParameters 13",
             CADP: "chipAuthenticationDomainParameters -", UNKNOWN: "unknown"}
    return {"infos": " | ".join(names[m] for m in members)}


ALL = sorted([PACE, CA, TA, AA, CAPK, DIR, PACEDP, CADP])
add("DG14 with every info", "DG14", tlv("6e", infos(*ALL)), kinds(*ALL))
add("CardAccess", "EF.CardAccess", infos(PACE, PACEDP), kinds(*sorted([PACE, PACEDP])))
add("CardAccess padded", "EF.CardAccess", infos(PACE) + bytes(20), kinds(PACE), ["padded-file"])
add("DG14 with an unknown info", "DG14", tlv("6e", infos(UNKNOWN, TA)), kinds(*sorted([UNKNOWN, TA])), ["unknown-security-info"])
add("DG14 in another order keeps it", "DG14", tlv("6e", infos(*reversed(ALL), sort=False)), kinds(*reversed(ALL)), ["unsorted-set"])
BROKEN = tlv("30", oid(BSI + ".2"), tlv("04", b"x"))
add("DG14 with an info of other data", "DG14", tlv("6e", infos(BROKEN)), {"infos": "unknown"}, ["malformed-value"])
def key(number, protocol=".1.2"):
    return tlv("30", oid(BSI + protocol), SPKI, number)


for name, number, want, codes in (
        ("without identifier", b"", "-", []), ("of nine octets", h("0209") + bytes(range(1, 10)), "010203040506070809", []),
        ("negative", h("020180"), "80", []), ("with a superfluous zero", h("02020007"), "0007", ["key-identifier-form"]),
        ("with superfluous ones", h("0202ff80"), "ff80", ["key-identifier-form"]), ("empty", h("0200"), "", ["key-identifier-form"]),
        ("as octets", h("040107"), "07", ["key-identifier-form"])):
    members = sorted([tlv("30", oid(BSI + ".3.2.2"), integer(1)), key(number)])
    words = ["chipAuthentication 1 -", f"chipAuthenticationPublicKey {want}"]
    add(f"DG14 key {name}", "DG14", tlv("6e", infos(*members)),
        {"infos": " | ".join(words if members[0] != key(number) else reversed(words))}, codes)
add("DG14 key without its protocol", "DG14", tlv("6e", infos(CAPK)), kinds(CAPK), ["chip-authentication-info-absent"])
CADH = tlv("30", oid(BSI + ".3.1.2"), integer(1))
add("DG14 key of a curve labelled as one of a prime", "DG14", tlv("6e", infos(CADH, key(integer(7), ".1.1"))),
    {"infos": "chipAuthentication 1 - | chipAuthenticationPublicKey 07"}, ["key-of-other-protocol"])
# Dss-Parms of X9.42 with small numbers; the structure alone is read here.
DH = tlv("30", tlv("30", oid("1.2.840.10046.2.1"), tlv("30", integer(23), integer(5), integer(11))), tlv("03", b"\0", integer(8)))
add("DG14 key of Diffie-Hellman", "DG14", tlv("6e", infos(CADH, tlv("30", oid(BSI + ".1.1"), DH))),
    {"infos": "chipAuthentication 1 - | chipAuthenticationPublicKey -"})
add("DG14 key of Diffie-Hellman labelled as one of a curve", "DG14", tlv("6e", infos(CADH, tlv("30", oid(BSI + ".1.2"), DH))),
    {"infos": "chipAuthentication 1 - | chipAuthenticationPublicKey -"}, ["key-of-other-protocol"])
# As JMRTD's EF.CardSecurity has it: the key lacks the SEQUENCE around its algorithm and its bits, so that the bits stand in place of the identifier.
add("DG14 key without its sequence", "DG14", tlv("6e", infos(tlv("30", oid(BSI + ".1.2"), tlv("30", oid("1.2.840.10045.2.1")), tlv("03", b"\0")))),
    {"infos": "unknown"}, ["malformed-value"])
add("DG14 with bytes behind the set", "DG14", tlv("6e", infos(TA), h("0500")), kinds(TA), ["trailing-bytes"])
add("DG14 without set", "DG14", tlv("6e", tlv("30", TA)), error=("unexpected-tag", 2))
add("DG14 info without data", "DG14", tlv("6e", infos(tlv("30", oid(BSI + ".2")))), error=("missing-element", 4))
add("DG14 identifier that is none", "DG14", tlv("6e", infos(tlv("30", h("060180"), integer(1)))), error=("malformed-value", 6))

# ---- DG15 and files that are not read further
add("DG15", "DG15", tlv("6f", SPKI), {"publicKey": "1.2.840.10045.2.1"})
# 512 bits with the highest one set: right with an octet 00 before them, and as some encoders leave it (a public number, no key of anybody)
MODULUS = bytes([0xC5]) + bytes(range(1, 63)) + bytes([0x0B])


def rsa_key(modulus):
    return tlv("30", tlv("30", h("06092a864886f70d010101"), h("0500")),
               tlv("03", b"\0", tlv("30", tlv("02", modulus), tlv("02", h("010001")))))


RSA = {"publicKey": "1.2.840.113549.1.1.1"}
add("DG15 with RSA", "DG15", tlv("6f", rsa_key(b"\0" + MODULUS)), RSA)
add("DG15 with RSA without sign octet", "DG15", tlv("6f", rsa_key(MODULUS)), RSA, ["missing-sign-octet"])
add("DG15 with RSA without modulus", "DG15", tlv("6f", rsa_key(b"")), RSA, ["malformed-public-key"])
add("DG15 without key", "DG15", tlv("6f", h("0500")), error=("unexpected-tag", 2))
add("DG13 is opaque", "DG13", tlv("6d", h("ffffffffff")), {"raw": "7"})
add("DG13 cut off", "DG13", h("6d05ffff"), error=("length-beyond-end", 0))
add("EF.DIR is opaque", "EF.DIR", h("00ff"), {"raw": "2"})
add("EF.CVCA empty", "EF.CVCA", b"", error=("empty-file", 0))

# ---- EF.SOD (4.6.2): the frame of a CMS without certificates and signers; signatures are not this module's
SHA256 = tlv("30", oid("2.16.840.1.101.3.4.2.1"))
INFO = tlv("30", tlv("13", b"0108"), tlv("13", b"040000"))


def hash_of(n, size=32):
    return tlv("30", integer(n), tlv("04", bytes([n & 0xFF]) * size))


def lds(*hashes, version=0, info=b"", extra=b""):
    return tlv("30", integer(version), SHA256, tlv("30", *hashes), info, extra)


def sod(content, kind="2.23.136.1.1.1", wrap=True, segments=0, detached=False, signers=b""):
    if segments:
        pieces = [content[i:i + segments] for i in range(0, len(content), segments)]
        octets = h("2480") + b"".join(tlv("04", p) for p in pieces) + h("0000")
    else:
        octets = tlv("04", content)
    encap = tlv("30", oid(kind), b"" if detached else tlv("a0", octets))
    # A SignedData of id-data without certificates has version 1, every other version 3 (RFC 5652, 5.1).
    signed = tlv("30", integer(1 if kind.endswith("549.1.7.1") else 3), tlv("31", SHA256), encap, tlv("31", signers))
    info = tlv("30", oid("1.2.840.113549.1.7.2"), tlv("a0", signed))
    return tlv("77", info) if wrap else info


def signer(algorithm, version=1):
    """A SignerInfo with a name of no parts and a signature of nobody."""
    return tlv("30", integer(version), tlv("30", h("3000"), integer(42)), SHA256, algorithm, tlv("04", bytes(8)))


ECDSA = oid("1.2.840.10045.4.3.2")
NS = ["no-signer"]
S = {"hashes": "1 2 14", "version": "0", "algorithm": "2.16.840.1.101.3.4.2.1", "ldsVersion": "", "unicodeVersion": ""}
three = [hash_of(1), hash_of(2), hash_of(14)]
add("SOD", "EF.SOD", sod(lds(*three)), S, NS)
add("SOD of version 1", "EF.SOD", sod(lds(*three, version=1, info=INFO)), S | {"version": "1", "ldsVersion": "1.8", "unicodeVersion": "4.0.0"}, NS)
add("SOD of version 0 with version information", "EF.SOD", sod(lds(*three, info=INFO)), S | {"ldsVersion": "1.8", "unicodeVersion": "4.0.0"},
    NS + ["version-information"])
add("SOD of version 1 without version information", "EF.SOD", sod(lds(*three, version=1)), S | {"version": "1"}, NS + ["version-information"])
add("SOD of version 7", "EF.SOD", sod(lds(*three, version=7)), S | {"version": "7"}, NS + ["unknown-version"])
add("SOD without tag 77", "EF.SOD", sod(lds(*three), wrap=False), S, NS + ["missing-wrapper"])
add("SOD padded", "EF.SOD", sod(lds(*three)) + b"\xff" * 9, S, NS + ["padded-file"])
for kind, name in (("1.2.840.113549.1.7.1", "data"), ("1.3.27.1.1.1", "early"), ("1.2.528.1.1006.1.20.1", "sdu")):
    add(f"SOD with content type {kind}", "EF.SOD", sod(lds(*three), kind=kind), S, NS + [f"content-type-{name}"])
add("SOD with a duplicate: the first counts", "EF.SOD", sod(lds(hash_of(1), hash_of(2), tlv("30", integer(1), tlv("04", bytes(32))))),
    S | {"hashes": "1 2 1", "hash1": "01" * 32}, NS + ["duplicate-data-group", "unsorted-data-groups"])
add("SOD with a signer", "EF.SOD", sod(lds(*three), signers=signer(tlv("30", ECDSA))), S)
add("SOD with a signer by ECDSA with NULL", "EF.SOD", sod(lds(*three), signers=signer(tlv("30", ECDSA, h("0500")))), S, ["parameters-with-null"])
add("SOD with a signer of another version", "EF.SOD", sod(lds(*three), signers=signer(tlv("30", ECDSA), version=3)), S, ["version-3-with-serial-number"])
add("SOD with numbers of no data group", "EF.SOD", sod(lds(hash_of(0), hash_of(1), hash_of(17))), S | {"hashes": "0 1 17"},
    NS + ["unknown-data-group"] * 2)
add("SOD with a hash of another length", "EF.SOD", sod(lds(hash_of(1), hash_of(2, 20))), S | {"hashes": "1 2"}, NS + ["hash-length"])
add("SOD unsorted", "EF.SOD", sod(lds(hash_of(2), hash_of(1))), S | {"hashes": "2 1"}, NS + ["unsorted-data-groups"])
add("SOD with one hash", "EF.SOD", sod(lds(hash_of(1))), S | {"hashes": "1"}, NS + ["data-group-count"])
segmented = sod(lds(hash_of(2), hash_of(1)), segments=10)
add("SOD in segments of BER", "EF.SOD", segmented, S | {"hashes": "2 1"}, NS + ["unsorted-data-groups"])
add("SOD detached", "EF.SOD", sod(b"", detached=True), {"content": "detached-content 0"}, NS + ["detached-content"])
add("SOD with content of another type", "EF.SOD", sod(lds(*three), kind="1.2.3.4"), {"content": "content-type 0"}, NS + ["content-type"])
bad = sod(tlv("30", integer(0), SHA256, h("0500")))
add("SOD whose content is none", "EF.SOD", bad, {"content": f"unexpected-tag {bad.index(h('0500'))}"}, NS)
add("SOD that holds no CMS", "EF.SOD", tlv("77", tlv("30", oid("1.2.3.4"))), error=("content-type", 4))
add("SOD cut off", "EF.SOD", sod(lds(*three))[:-1], error=("length-beyond-end", 0))
add("CardSecurity", "EF.CardSecurity", sod(infos(TA, CA), kind="0.4.0.127.0.7.3.2.1", wrap=False), kinds(*sorted([TA, CA])), NS)
add("CardSecurity with a signer by ECDSA with NULL", "EF.CardSecurity",
    sod(infos(TA, CA), kind="0.4.0.127.0.7.3.2.1", wrap=False, signers=signer(tlv("30", ECDSA, h("0500")))), kinds(*sorted([TA, CA])),
    ["parameters-with-null"])
add("CardSecurity of another content type", "EF.CardSecurity", sod(infos(TA), kind="2.23.136.1.1.1", wrap=False), kinds(TA), NS + ["content-type"])

# ---- DG1 (4.7.1)
TD3 = b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD1 = b"I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
TD2 = b"I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6"
for name, zone in (("TD3", TD3), ("TD1", TD1), ("TD2", TD2)):
    add(f"DG1 {name}", "DG1", tlv("61", tlv("5f1f", zone)), {"format": name, "zone": zone.decode()})
add("DG1 with an element behind the zone", "DG1", tlv("61", tlv("5f1f", TD3), h("0500")), {"format": "TD3", "zone": TD3.decode()},
    ["trailing-bytes"])
add("DG1 of a length of no format", "DG1", tlv("61", tlv("5f1f", TD3[:-1])), error=("unknown-format", 5))
add("DG1 without zone", "DG1", tlv("61", tlv("5f1e", TD3)), error=("unexpected-tag", 2))
add("DG1 empty", "DG1", h("6100"), error=("missing-element", 2))

with open("files.json", "w") as out:
    json.dump({"origin": "make-vectors.py, after Doc 9303-10 (8th edition), 4.6 and 4.7, and ISO/IEC 19794-5:2005; persons of Utopia only",
               "vectors": vectors}, out, ensure_ascii=False, indent=0)
    out.write("\n")

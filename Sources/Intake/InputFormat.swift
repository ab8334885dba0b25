/// A format that documents are read from, as the catalogue lists it.
public struct InputFormat: Sendable, Hashable {
    public enum Family: String, Sendable, Hashable {
        case chipDump = "chip-dump"
        case vendorResult = "vendor-result"
        case text
    }

    /// What a file of the format can hold.
    public enum Content: String, Sendable, Hashable {
        case chipFiles = "chip-files"
        case zone = "mrz"
        case claims
        case activeAuthentication = "active-authentication"
    }

    /// The name that `--as` takes and reports give as adapter.
    public let name: String
    public let title: String
    public let family: Family
    public let recognisedBy: String
    public let holds: [Content]
    /// A small example: names of files, or the text of one.
    public let example: String

    init(_ name: String, _ title: String, _ family: Family, by recognisedBy: String, holds: [Content], _ example: String) {
        self.name = name
        self.title = title
        self.family = family
        self.recognisedBy = recognisedBy
        self.holds = holds
        self.example = example
    }
}

extension InputFormat {
    /// The zone of the specimen of Doc 9303-4, its lines parted as JSON writes a line end.
    private static let zone = #"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"#
    /// An EF.COM that lists DG1 and DG2.
    private static let common = "YBRfAQQwMTA3XzYGMDQwMDAwXAJhdQ=="

    /// All formats: dumps first, then the vendors' by name.
    public static let all: [InputFormat] = [
        InputFormat(
            "folder", "A folder of the files of a chip, as proxmark3, RFIDIOt, GRT, pypassport, JMRTD, Flipper and Pr22 name them",
            .chipDump,
            by: "the names and the content of the files", holds: [.chipFiles, .zone, .activeAuthentication],
            "EF_DG1.bin, EF_SOD.bin, AAChallenge.bin, AASignature.bin, mrz.txt; Datagroup1.bin; 0101.bin, 011D.bin; DG1.dat, Sod.dat; DG1.hex"
        ),
        InputFormat(
            "archive", "A zip, 7z or tar archive of such files, also packed by gzip, bzip2, xz or Zstandard", .chipDump,
            by: "the first bytes", holds: [.chipFiles, .zone, .activeAuthentication], "jmrtd.zip with 011E.bin, 0101.bin and 011D.bin"),
        InputFormat(
            "file", "One file of a chip: its bytes, or these in hexadecimal, base64, PEM, a C array or JSON integers", .chipDump,
            by: "the content", holds: [.chipFiles], "60 14 5F 01 04 30 31 30 37 5F 36 06 30 34 30 30 30 30 5C 02 61 75"),
        InputFormat(
            "gmrtd", "The document file of gmrtd: its CBOR, or this in hexadecimal", .chipDump, by: "the magic text in its CBOR",
            holds: [.chipFiles, .activeAuthentication],
            "A1 68 64 6F 63 75 6D 65 6E 74 58 1C A1 63 63 6F 6D 56 60 14 5F 01 04 30 31 30 37 5F 36 06 30 34 30 30 30 30 5C 02 61 75"),
        InputFormat(
            "nfcpassportreader", "The dump of NFCPassportReader", .chipDump, by: "members named after files of the chip",
            holds: [.chipFiles, .activeAuthentication],
            #"{"COM": "\#(common)", "AAChallenge": "AAECAwQFBgc=", "AASignature": "AQI="}"#),
        InputFormat(
            "self", "The passport data of the Self wallet", .vendorResult, by: "the members mrz, eContent and encryptedDigest",
            holds: [.zone],
            #"{"mrz": "\#(zone)", "eContent": [48, 0], "signedAttr": [49, 0], "encryptedDigest": [18, 52]}"#),
        InputFormat(
            "zkpassport", "The passport object of ZKPassport", .chipDump, by: "data groups with a groupNumber", holds: [.chipFiles, .zone],
            #"{"mrz": "\#(zone)", "dataGroups": [{"groupNumber": 12, "value": [108, 4, 92, 2, 95, 25]}]}"#),
        InputFormat(
            "aws-textract", "The answer of Amazon Textract's AnalyzeID", .vendorResult, by: "the member IdentityDocuments", holds: [.zone],
            #"{"IdentityDocuments": [{"IdentityDocumentFields": [{"Type": {"Text": "MRZ_CODE"}, "ValueDetection": {"Text": "\#(zone)"}}]}]}"#
        ),
        InputFormat(
            "kinegram", "The passport object of Kinegram's DocVal", .vendorResult, by: "mrz_info beside sod_info or passive_authentication",
            holds: [.chipFiles, .claims],
            #"{"mrz_info": {}, "passive_authentication": false, "files_binary": {"com": "\#(common)"}}"#),
        InputFormat(
            "passporteye", "The output of PassportEye's mrz, as JSON or as a table", .vendorResult,
            by: "the members mrz_type and valid_score",
            holds: [.zone, .claims],
            #"{"mrz_type": "TD3", "valid_score": 100, "raw_text": "\#(zone)", "valid_composite": true}"#),
        InputFormat(
            "readid", "Inverid's ReadID as Signicat passes it on", .vendorResult, by: "consolidatedIdentityData", holds: [.claims],
            #"{"providerSpecific": {"consolidatedIdentityData": {"chipVerification": "SUCCEEDED"}}}"#),
        InputFormat(
            "regula", "A result of Regula's Document Reader", .vendorResult, by: "containers with a result_type",
            holds: [.chipFiles, .zone, .claims],
            #"{"ContainerList": {"List": [{"result_type": 33, "Status": {"detailsRFID": {"PA": 1}}}]}}"#),
        InputFormat(
            "thales", "Data items of Thales (3M, Gemalto) page readers, one a line", .vendorResult, by: "items named CD_…",
            holds: [.chipFiles, .zone, .claims],
            #"{"id": 3, "name": "CD_SCSIGNATURE_VALIDATE", "type": 0, "validation_code": "RFID_VC_VALID"}"#),
        InputFormat(
            "xml", "A result in XML, whatever its names are: files of the chip in hexadecimal or base64, and lines of a zone",
            .vendorResult,
            by: "a file of the chip or a zone in an element or attribute", holds: [.chipFiles, .zone],
            #"<Result><File name="COM">60145F0104303130375F36063034303030305C026175</File></Result>"#),
        InputFormat(
            "mrz-text", "A text with a machine readable zone, as readers and keyboards send it", .text, by: "the zone", holds: [.zone],
            zone.replacing(#"\n"#, with: "\n")),
    ]
}

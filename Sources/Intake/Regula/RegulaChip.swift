import Irregularities
import LogicalDataStructure
import TravelDocuments

/// The chip's part of a Regula result: files, their reading, and what the authentication said.
enum RegulaChip {
    /// The numbers of `RfidDataFileType` that are files of a travel document.
    static func role(_ type: Int) -> ElementaryFile? {
        switch type {
        case 1...16: RoleNames.dataGroup(type)
        case 21: .securityObject
        case 22: .cvca
        case 23: .common
        case 200: .cardAccess
        case 201: .cardSecurity
        case 400: .atrInfo
        case 401: .directory
        default: nil
        }
    }

    static func read(_ data: JSONValue?, _ place: String, _ draft: inout CaptureDraft) {
        let session = data?["RFID_Session_Data"]
        let place = place + "/RFID_Session_Data"
        for (index, application) in (session?["Applications"]?.elements ?? []).enumerated() {
            for (number, file) in (application["Files"]?.elements ?? []).enumerated() {
                read(file: file, "\(place)/Applications/\(index)/Files/\(number)", &draft)
            }
        }
        for (index, object) in (session?["SecurityObjects"]?.elements ?? []).enumerated() {
            notifications(object, "\(place)/SecurityObjects/\(index)", &draft)
        }
    }

    private static func read(file: JSONValue, _ place: String, _ draft: inout CaptureDraft) {
        // An ID or driving licence application has numbers of its own, and is no travel document.
        guard let role = file["Type"]?.number.flatMap(role) else { return }
        let data = file["FileData", "Data"]
        if let status = file["ReadingStatus"].flatMap(RegulaCode.init), status != .noError, data?.text?.isEmpty ?? true {
            draft.skip(place, .unreadableFile)
        } else {
            draft.file(place, role, data)
        }
        guard case .dataGroup(let number) = role, let status = file["PA_Status"] else { return }
        draft.claim(.dataGroupHashes, RegulaStatus.statement(status), dataGroup: number.rawValue, at: place + "/PA_Status", status)
    }

    /// What notifications of a security object claim; all others speak of encodings, which are judged here anyway.
    private static let notifications: [(code: UInt32, subject: Claim.Subject, statement: Claim.Statement)] = [
        (0x9000_0106, .fileLists, .negative),  // a hash is missing
        (0x9000_0107, .fileLists, .negative),  // a hash too many
        (0x9000_010F, .signedAttributes, .negative),  // another message digest
        (0x9000_0112, .signedAttributes, .negative),  // another content type
        (0x9000_0116, .signerCertificate, .unclear),  // the root is not trusted
        (0x9000_0117, .signerCertificate, .notPerformed),  // no CSCA found
        (0x9000_0118, .revocation, .negative),
        (0x9000_0119, .signerCertificate, .negative),  // the signature of the certificate
    ]

    private static func notifications(_ object: JSONValue, _ place: String, _ draft: inout CaptureDraft) {
        let signers = object["SignerInfos"]?.elements ?? []
        let lists =
            [(place + "/Notifications", object["Notifications"])]
            + signers.enumerated().map { ("\(place)/SignerInfos/\($0.offset)/Notifications", $0.element["Notifications"]) }
        for (place, list) in lists {
            for (index, value) in (list?.elements ?? []).enumerated() {
                guard let code = RegulaCode(value), let row = notifications.first(where: { $0.code == code.value }) else { continue }
                draft.claim(row.subject, row.statement, at: "\(place)/\(index)", value)
            }
        }
    }
}

/// A code of Regula's: 32 bits that are printed with sign in places and without in others, and 1 means that there is no error.
struct RegulaCode: Hashable {
    let value: UInt32

    static let noError = RegulaCode(value: 1)

    private init(value: UInt32) { self.value = value }

    init?(_ json: JSONValue) {
        guard let text = json.scalarText else { return nil }
        if text.hasPrefix("0x") || text.hasPrefix("0X") {
            guard let value = UInt32(text.dropFirst(2), radix: 16) else { return nil }
            self.value = value
        } else if let value = json.number.flatMap(UInt32.init(exactly:)) {
            self.value = value
        } else if let value = json.number.flatMap(Int32.init(exactly:)) {
            self.value = UInt32(bitPattern: value)
        } else {
            return nil
        }
    }
}

import DocumentVerification
import Inspection
import LogicalDataStructure
import SignedStructures
import TravelDocuments

extension Finding {
    /// The check that made the finding.
    var definition: Check { CheckRegistry.all[Int(check)] }

    /// The sentence of the finding.
    var message: String {
        InspectionReport.message(check: definition.name, verdict: verdict, reason: reason, limits: limits)
    }

    /// The bytes that the finding speaks of, with the file that they stand in.
    func place(in record: VerificationRecord) -> (file: String, bytes: ArraySlice<UInt8>)? {
        guard let chip = record.document.chip else { return nil }
        switch evidence {
        case .file(let index):
            guard Int(index) < chip.files.count else { return nil }
            return errorPlace(of: chip.files[Int(index)])
        case .checkDigits(.chip):
            return chip[.dataGroup(.one)].map { ($0.file.name, $0.bytes) }
        case .signer, .algorithms:
            return record.securityObject?.signer.map { (ElementaryFile.securityObject.name, $0.signerInfo.signature) }
        case .dataGroupHashes:
            return chip[.securityObject].flatMap { file in
                chip.securityObject?.signedData.content.map { (file.file.name, $0.bytes) }
            }
        case .dataGroup(let number):
            guard let number = DataGroupNumber(rawValue: Int(number)), let file = chip[.dataGroup(number)] else { return nil }
            return (file.file.name, file.bytes)
        case .names: return chip[.dataGroup(.eleven)].map { ($0.file.name, $0.bytes) }
        case .activeAuthentication: return chip[.dataGroup(.fifteen)].map { ($0.file.name, $0.bytes) }
        case .validity, .path, .revocation, .states:
            guard let certificate = record.securityObject?.signer?.certificate else { return nil }
            return (ElementaryFile.securityObject.name, certificate.bytes)
        case .none, .checkDigits(.printed), .fileLists, .zones, .expiry, .claim, .deviations:
            return nil
        }
    }

    /// The rest of an unreadable file from the place of its error, else the whole file.
    private func errorPlace(of file: ChipFile) -> (file: String, bytes: ArraySlice<UInt8>) {
        guard let error = file.error, file.bytes.indices.contains(error.offset) else { return (file.file.name, file.bytes) }
        return (file.file.name, file.bytes[error.offset...])
    }
}

import Glibc
import InspectionReport
import LogicalDataStructure
import SignedStructures
import TravelDocuments

/// Parts of a document, written to files byte for byte as they stand on the chip.
enum Extraction {
    static func write(_ document: TravelDocument, to folder: String) throws(ExitStatus) {
        let parts = document.parts
        try makeFolder(folder)
        for part in parts {
            let path = "\(folder)/\(part.name)"
            // Never over what is there: an extraction must not replace evidence.
            let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw failure(path) }
            defer { close(descriptor) }
            var rest = part.bytes
            while !rest.isEmpty {
                let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
                guard count > 0 else { throw failure(path) }
                rest = rest.dropFirst(count)
            }
        }
        Output.complain("\(parts.count) file\(parts.count == 1 ? "" : "s") written to \(printable(folder))")
    }

    /// Makes the folder where it is missing.
    static func makeFolder(_ folder: String) throws(ExitStatus) {
        guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure(folder) }
    }

    private static func failure(_ path: String) -> ExitStatus {
        let words = unsafe String(cString: strerror(errno))
        Output.complain("\(printable(path)): \(words)")
        return .inputOutput
    }
}

extension TravelDocument {
    /// Images, certificates and the CMS message, with the names that they are written under.
    fileprivate var parts: [(name: String, bytes: ArraySlice<UInt8>)] {
        guard let chip else { return [] }
        var parts: [(name: String, bytes: ArraySlice<UInt8>)] = []
        for (index, image) in (chip.dataGroup2?.images ?? []).enumerated() {
            parts.append(("DG2-image-\(index + 1).\(image.format.fileExtension)", image.bytes))
        }
        for (group, displayed) in [("DG5", chip.displayedPortraits), ("DG7", chip.displayedSignatures)] {
            for (index, image) in (displayed?.images ?? []).enumerated() {
                parts.append(("\(group)-image-\(index + 1).\(image.format.fileExtension)", image.bytes))
            }
        }
        if let image = chip.dataGroup11?.proofOfCitizenship {
            parts.append(("DG11-proof-of-citizenship.\(image.format.fileExtension)", image.bytes))
        }
        if let image = chip.dataGroup12?.imageOfFront { parts.append(("DG12-front.\(image.format.fileExtension)", image.bytes)) }
        if let image = chip.dataGroup12?.imageOfRear { parts.append(("DG12-rear.\(image.format.fileExtension)", image.bytes)) }
        if let object = chip.securityObject {
            parts.append(("EF.SOD.cms", object.signedData.bytes))
            for (index, certificate) in object.signedData.certificates.enumerated() {
                parts.append(("EF.SOD-certificate-\(index + 1).cer", certificate))
            }
        }
        if let key = chip.dataGroup15?.publicKey { parts.append(("DG15-public-key.der", key.bytes)) }
        return parts
    }
}

package import SafeOpenSSL

extension Specimen {
    /// The specimen with its files changed as a forger would; the rest of it is the same to the byte.
    ///
    /// A fault that the issuer makes cannot be made here, and leaves the files as they are.
    package func tampered(_ fault: Fault) throws(OpenSSLError) -> Specimen {
        var files = files
        func change(_ name: String, _ body: ([UInt8]) -> [UInt8]) {
            for index in files.indices where files[index].name == name { files[index].bytes = body(files[index].bytes) }
        }
        switch fault {
        case .pictureByte: change("EF_DG2.bin", Specimen.changingPicture)
        case .zoneName: change("EF_DG1.bin") { Specimen.replacing("SOLBERG", by: "SOLDERG", in: $0) }
        case .zoneNumber:
            let number = series.zone.documentNumber
            change("EF_DG1.bin") { Specimen.replacing(number, by: number.dropLast() + "7", in: $0) }
        case .signatureBit: change("EF_SOD.bin") { $0.dropLast() + [($0.last ?? 0) ^ 0x01] }
        case .securityObjectReplaced:
            // The forger writes the new hash where the old one stands.
            let engine = DigestEngine()
            let old = try engine.digest(series.hashAlgorithm, of: self["EF_DG1.bin"][...]).bytes
            change("EF_DG1.bin") { Specimen.replacing("SOLBERG", by: "SOLDERG", in: $0) }
            let forged = files.first { $0.name == "EF_DG1.bin" }?.bytes ?? []
            let new = try engine.digest(series.hashAlgorithm, of: forged[...]).bytes
            change("EF_SOD.bin") { Specimen.replacing(old, by: new, in: $0) }
        default: break
        }
        return Specimen(
            series: series, fault: fault, files: files, zone: zone, signerCertificate: signerCertificate,
            authorityCertificate: authorityCertificate)
    }

    /// Changes a byte of the picture's data that is not part of a marker before or after the change.
    private static func changingPicture(_ file: [UInt8]) -> [UInt8] {
        var file = file
        let range = file.count / 2..<max(file.count / 2, file.count - 2)
        if let place = range.first(where: { index in ![file[index - 1], file[index], file[index] ^ 0x01].contains(0xFF) }) {
            file[place] ^= 0x01
        }
        return file
    }

    private static func replacing(_ old: String, by new: String, in bytes: [UInt8]) -> [UInt8] {
        replacing(Array(old.utf8), by: Array(new.utf8), in: bytes)
    }

    /// The bytes with the first occurrence of a series replaced by another of the same length.
    private static func replacing(_ old: [UInt8], by new: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        guard let start = bytes.firstRange(of: old)?.lowerBound else { return bytes }
        return Array(bytes[..<start]) + new + bytes[(start + old.count)...]
    }
}

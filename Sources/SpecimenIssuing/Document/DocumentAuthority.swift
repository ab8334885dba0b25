import CivilTime

/// The CSCA that certifies a document's signer.
package struct AuthorityPlan: Sendable {
    package var commonName: String
    package var algorithm: SigningAlgorithm
    package var serialNumber: [UInt8] = [0x01]
    package var validity = Period(time(2020, 1, 1), time(2040, 1, 1))
    package var keyUsage = Period(time(2020, 1, 1), time(2028, 1, 1))
    /// The serial number of the one certificate in its revocation list.
    package var revokedSerialNumber: [UInt8] = [0x0D, 0x52]

    /// The usual CSCA with an algorithm, which has its name.
    package init(_ algorithm: SigningAlgorithm) {
        commonName = "CSCA Utopia \(algorithm.name)"
        self.algorithm = algorithm
    }
}

/// The document signer of a plan, where it is not the usual one.
package struct SignerPlan: Sendable {
    package var commonName: String
    package var serialNumber: [UInt8]
    package var validity: Period
    package var keyUsage: Period

    package init(commonName: String, serialNumber: [UInt8], validity: Period, keyUsage: Period) {
        self.commonName = commonName
        self.serialNumber = serialNumber
        self.validity = validity
        self.keyUsage = keyUsage
    }
}

/// A synthetic document: the files of its chip, and the certificates that prove it.
package struct Specimen: Sendable {
    package let series: Series
    /// Nil where nothing is wrong with it.
    package let fault: Fault?
    /// Names such as `EF_DG1.bin`, in the order of the standard's table.
    package let files: [(name: String, bytes: [UInt8])]
    /// The lines of the MRZ as DG1 holds them.
    package let zone: [String]
    package let signerCertificate: [UInt8]
    package let authorityCertificate: [UInt8]

    /// The bytes of a file by its name, empty where there is none.
    package subscript(_ name: String) -> [UInt8] {
        files.first { $0.name == name }?.bytes ?? []
    }
}

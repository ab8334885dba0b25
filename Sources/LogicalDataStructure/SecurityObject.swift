public import Irregularities
public import SignedStructures
public import TagLengthValue

/// EF.SOD: the signed list of the hashes of the data groups.
///
///     77 { CMS ContentInfo with SignedData, whose content is an LDSSecurityObject }
///
/// Doc 9303-10, 4.6.2.
public final class SecurityObject: Sendable {
    /// The outermost element: `77`, or the CMS itself where the file lacks it.
    public let element: Element
    public let signedData: SignedData
    /// The signed content, or why it cannot be read; the signature can be verified in both cases.
    public let ldsSecurityObject: Result<LDSSecurityObject, LDSError>
    /// The irregularities of the file, of the CMS with its signers, and of the signed content; certificates are not looked into.
    public var irregularities: [Irregularity] {
        var irregularities = frameIrregularities
        if let lds, let content = signedData.content { irregularities += lds.irregularities.map { content.inFile($0) } }
        return signedData.signerInfos.reduce(into: irregularities) { $0 += $1.irregularities }
    }
    private let frameIrregularities: [Irregularity]

    /// Whether the CMS or its content has a version that its standard does not know there.
    public var hasUnknownVersion: Bool {
        frameIrregularities.contains { $0.code == .unknownVersion } || lds.map { !LDSSecurityObject.versions.contains($0.version) } ?? false
    }

    /// The LDSSecurityObject where it can be read.
    public var lds: LDSSecurityObject? { try? ldsSecurityObject.get() }

    /// The content types that stand for an LDSSecurityObject; only the first is the standard's.
    ///
    /// China signs plain data, early French, Belgian and Dutch chips have types of their own.
    private static let contentTypes: [OID] = [.ldsSecurityObject, .data, .earlySecurityObject, .sduSecurityObject]

    private static func irregularity(of contentType: OID) -> ReasonCode? {
        switch contentType {
        case .ldsSecurityObject: nil
        case .data: .contentTypeData
        case .earlySecurityObject: .contentTypeEarly
        case .sduSecurityObject: .contentTypeSdu
        default: .contentType
        }
    }

    /// Reads the outermost element of the file, `77` or `30`.
    ///
    /// An error is that it holds no SignedData.
    init(_ file: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) throws(LDSError) {
        element = Element(file, in: bytes)
        var irregularities: [Irregularity] = []
        let contentInfo: ArraySlice<UInt8>
        if file.tag == .sequence {
            contentInfo = bytes[file.range]
            irregularities.append(Irregularity(.missingWrapper, at: .bytes(offset: file.start, length: 1)))
        } else {
            contentInfo = bytes[file.contentRange]
        }
        do { signedData = try SignedData(contentInfo: contentInfo) } catch { throw LDSError(error) }
        irregularities += signedData.irregularities
        if let code = SecurityObject.irregularity(of: signedData.contentType) {
            irregularities.append(Irregularity(code, at: SourceLocation(of: signedData.bytes)))
        }
        if signedData.certificates.isEmpty {
            irregularities.append(Irregularity(.certificatesAbsent, at: SourceLocation(of: signedData.bytes)))
        }
        do throws(LDSError) {
            guard let content = signedData.content else { throw LDSError(.detachedContent, at: file.start) }
            guard SecurityObject.contentTypes.contains(signedData.contentType) else { throw LDSError(.contentType, at: file.start) }
            do throws(LDSError) {
                ldsSecurityObject = .success(try LDSSecurityObject(content.bytes))
            } catch {
                throw LDSError(error.code, at: content.offsetInFile(of: error.offset), tag: error.tag)
            }
        } catch {
            ldsSecurityObject = .failure(error)
        }
        frameIrregularities = irregularities
    }
}

/// EF.CardSecurity: the signed security infos of the master file (BSI TR-03110-3, A.1.2.2).
public final class CardSecurity: Sendable {
    /// The outermost element, the CMS.
    public let element: Element
    public let signedData: SignedData
    /// The signed content, or why it cannot be read.
    public let securityInfos: Result<SecurityInfos, LDSError>
    /// The irregularities of the frame of the CMS and of the signed content.
    private let frameIrregularities: [Irregularity]
    /// The irregularities of the CMS with its signers and of the signed content; certificates are not looked into.
    public var irregularities: [Irregularity] { signedData.signerInfos.reduce(into: frameIrregularities) { $0 += $1.irregularities } }

    /// Whether the CMS has a version that its standard does not know there.
    public var hasUnknownVersion: Bool { frameIrregularities.contains { $0.code == .unknownVersion } }

    /// Reads the outermost element of the file.
    ///
    /// An error is that it is no SignedData.
    init(_ file: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) throws(LDSError) {
        element = Element(file, in: bytes)
        do { signedData = try SignedData(contentInfo: bytes[file.range]) } catch { throw LDSError(error) }
        var irregularities = signedData.irregularities
        if signedData.contentType != .securityObject {
            irregularities.append(Irregularity(.contentType, at: SourceLocation(of: signedData.bytes)))
        }
        do throws(LDSError) {
            guard let content = signedData.content else { throw LDSError(.detachedContent, at: file.start) }
            do throws(LDSError) {
                let infos = try SecurityInfos(content.bytes)
                irregularities += infos.irregularities.map { content.inFile($0) }
                securityInfos = .success(infos)
            } catch {
                throw LDSError(error.code, at: content.offsetInFile(of: error.offset), tag: error.tag)
            }
        } catch {
            securityInfos = .failure(error)
        }
        frameIrregularities = irregularities
    }
}

extension EncapsulatedContent {
    /// The offset in the file of a place in the content; content in segments was put together, so its indices are not those of the file.
    fileprivate func offsetInFile(of index: Int) -> Int {
        guard isConstructed else { return index }
        // The segments stand in order; the last one that starts at or before the index holds it.
        var low = 0
        var high = segments.count
        while low < high {
            let middle = (low + high) / 2
            if segments[middle].contentOffset <= index { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return index }
        let segment = segments[low - 1]
        return segment.fileOffset + min(index - segment.contentOffset, segment.length)
    }

    fileprivate func inFile(_ irregularity: Irregularity) -> Irregularity {
        guard isConstructed, case .bytes(let offset, let length)? = irregularity.place else { return irregularity }
        return Irregularity(irregularity.code, at: .bytes(offset: offsetInFile(of: offset), length: length))
    }
}

extension LDSError {
    init(_ error: StructureError) {
        self.init(error.code, at: error.offset)
    }
}

import DocumentPKI
public import Inspection
public import Irregularities

extension Tolerance {
    /// What deviates, as a clause.
    public var words: String {
        switch deviation {
        case .reason(let code): code.words
        case .rule(let rule): rule.message
        }
    }

    /// The clause that asks for something else; nil where several could be meant.
    public var citation: String? {
        switch deviation {
        case .reason(let code): code.citation
        case .rule(let rule): rule.citation
        }
    }

    var subjectWords: String { subject == .signer ? "signer's certificate" : subjectName }
}

extension ReasonCode {
    /// The clause that what was tolerated departs from, for the codes of files, messages, signatures and certificates.
    public var citation: String? { ReasonCode.citations[self] }

    private static let citations: [ReasonCode: String] = {
        let table: [(String, [ReasonCode])] = [
            ("X.690, 10.1", [.indefiniteLength, .nonMinimalLength]),
            ("X.690, 11.6", [.unsortedSet]),
            ("ICAO Doc 9303-10, 4.6.1", [.commonDataAbsent]),
            ("ICAO Doc 9303-10, 4.6.2", [.missingWrapper]),
            (
                "ICAO Doc 9303-10, 4.6.2.2",
                [.contentType, .contentTypeData, .contentTypeEarly, .contentTypeSdu, .certificatesAbsent, .severalSigners]
            ),
            (
                "ICAO Doc 9303-10, 4.6.2.3",
                [.unsortedDataGroups, .duplicateDataGroup, .versionInformation, .dataGroupCount, .hashLength, .signedWithTrailingBytes]
            ),
            ("ICAO Doc 9303-10, 4.6", [.unknownDataGroup]),
            ("ICAO Doc 9303-10, 4.6 and 4.7", [.paddedFile, .statusWord, .trailingBytes, .missingTag, .unknownTag, .tagList]),
            (
                "ICAO Doc 9303-10, 4.7.2",
                [
                    .imageTypeMismatch, .imageOffset, .imagePadding, .imageTruncated, .dataBlockTag, .biometricHeaderAbsent,
                ]
            ),
            (
                "ICAO Doc 9303-10, 4.7.2, 4.7.5 and 4.7.7",
                [.bareCodestream, .jpegWithoutJfif, .noImage, .unknownImageFormat, .unknownBiometricFormat]
            ),
            ("ICAO Doc 9303-10, 4.7", [.elementCount, .duplicateElement, .tooManyElements, .malformedValue]),
            ("X.690, 8.1.3", [.resynchronised]),
            ("ISO/IEC 19794-5, 5.4", [.recordLength]),
            ("ICAO Doc 9303-10, 4.7.11", [.textEncoding, .illegalCharacter, .nameOrder, .misplacedElement]),
            ("ICAO Doc 9303-10, 4.7.11 and 4.7.12", [.binaryDate, .dateFormat, .dateWithTime, .datePartial, .dateUnknown]),
            (
                "RFC 5652, 5.3",
                [
                    .version1WithKeyIdentifier, .version3WithSerialNumber, .signerIdentifierMismatch, .signerIdentifierOrder,
                    .signerIdentifierSpelling,
                ]
            ),
            ("RFC 5652, 5.4", [.attributesReordered]),
            ("RFC 5652, 11.3", [.signingTimeForm]),
            ("RFC 4055, 5", [.parametersWithoutNull]),
            ("RFC 5758, 3.2", [.parametersWithNull]),
            ("RFC 4055, 3.1", [.pssParametersAbsent, .trailerFieldPresent, .otherSaltLength]),
            ("RFC 8017, 9.2", [.digestInfoWithoutNull]),
            ("RFC 3279, 2.2.3; BSI TR-03111, 5.2", [.otherSignatureForm]),
            ("X.690, 8.3.2; RFC 8017, 8.2.2", [.signatureEncoding]),
            ("ICAO Doc 9303-11, 6.1", [.otherHashFunction, .hashFunctionNotStated]),
            ("BSI TR-03110-3, A.1.1", [.chipAuthenticationInfoAbsent, .keyOfOtherProtocol, .keyIdentifierForm, .unknownSecurityInfo]),
            ("ICAO Doc 9303-12, 4.1.6", [.weakAlgorithm]),
            ("ICAO Doc 9303-12, 4.1.6.3", [.otherCurve]),
            ("ICAO Doc 9303-12, 7.1", [.negativeSerialNumber, .unknownVersion, .algorithmMismatch]),
            ("RFC 5280, 4.1.2.5", [.malformedTime]),
            ("RFC 5280, 4.2", [.duplicateExtension, .malformedExtension]),
            ("RFC 5280, 4.2.1.2", [.rawKeyIdentifier]),
            ("SEC 1, 2.3.5", [.fieldElementLength]),
            (
                "ICAO Doc 9303-12, 7.1.1",
                [
                    .malformedDocumentTypeList, .documentTypesWithoutSet, .documentTypesWithoutVersion, .documentTypesInSeveralSets,
                    .documentTypesBareString, .documentTypesBareCharacters, .documentTypesWithFiller,
                ]
            ),
        ]
        return Dictionary(table.flatMap { row in row.1.map { ($0, row.0) } }, uniquingKeysWith: { first, _ in first })
    }()
}

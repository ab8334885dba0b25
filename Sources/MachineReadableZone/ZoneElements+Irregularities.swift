import Irregularities

extension ZoneElements {
    /// Everything about the zone that is not as Doc 9303 has it, in the order of the zone; wrong check digits are in `checkDigits`.
    var irregularities: [Irregularity] {
        var found: [Irregularity] = table.isConfirmed ? [] : [Irregularity(.layoutUnconfirmed)]
        for row in rows {
            switch row.field {
            case .names, .primaryIdentifier: found += nameIrregularities(row)
            case .dateOfBirth, .dateOfExpiry: found += dateIrregularities(row)
            case .sex: found += sexIrregularities(row)
            case .documentCode, .issuingState, .nationality: found += codeIrregularities(row)
            case .unassigned: found += fillerIrregularities(row)
            case .documentNumber, .optionalData, .optionalData2, .composite, .secondaryIdentifier, .issueCount, .identityNumber, .other:
                break
            }
            if !analysis.isNational { found += digitIrregularities(row.field) }
            found += characterIrregularities(row)
        }
        return found + nationalDigitIrregularities
    }

    private func location(_ row: LayoutRow) -> SourceLocation {
        let (line, column) = place(row.first)
        return .characters(line: line, column: column, length: row.count)
    }

    /// Each run of characters that are unread, illegal, or digits in a name, of the element and its check digit.
    private func characterIrregularities(_ row: LayoutRow) -> [Irregularity] {
        var found: [Irregularity] = []
        var run: (code: ReasonCode, first: Int, count: Int)?
        func close() {
            guard let ended = run else { return }
            let (line, column) = place(ended.first)
            found.append(Irregularity(ended.code, at: .characters(line: line, column: column, length: ended.count)))
        }
        for offset in row.first..<row.end + (row.hasCheckDigit ? 1 : 0) {
            let code = characters(offset..<offset + 1).first.flatMap { self.code(of: $0, in: row) }
            if let code, let current = run, current.code == code, current.first + current.count == offset {
                run = (code, current.first, current.count + 1)
            } else if let code {
                close()
                run = (code, offset, 1)
            }
        }
        close()
        return found
    }

    private func code(of byte: UInt8, in row: LayoutRow) -> ReasonCode? {
        let entry = CharacterTable.entry(byte)
        if entry >= CharacterTable.unread { return .unreadCharacter }
        if entry >= CharacterTable.illegal { return .illegalCharacter }
        // Digits are not for names (Doc 9303-3, 4.6), but some national zones code other letters by them.
        let isName = row.field == .names || row.field == .primaryIdentifier || row.field == .secondaryIdentifier
        return isName && !table.hasCodedNames && (48...57).contains(byte) ? .digitInName : nil
    }

    private func nameIrregularities(_ row: LayoutRow) -> [Irregularity] {
        var found: [Irregularity] = []
        if analysis.name.primaryCount == 0 { found.append(Irregularity(.emptyName, at: location(row))) }
        if analysis.name.hasMoreParts { found.append(Irregularity(.moreThanTwoIdentifiers, at: location(row))) }
        return found
    }

    /// Characters that should be fillers, unless nobody knows what they are.
    private func fillerIrregularities(_ row: LayoutRow) -> [Irregularity] {
        guard table.isConfirmed, characters(row.first..<row.end).contains(where: { $0 != filler && CharacterTable.entry($0) <= 35 }) else {
            return []
        }
        return [Irregularity(.unexpectedCharacter, at: location(row))]
    }

    /// Of the digits of a national format, which stand in no row: those that are fillers, unread or illegal.
    private var nationalDigitIrregularities: [Irregularity] {
        guard analysis.isNational else { return [] }
        return digits.compactMap { digit in
            let (line, column) = place(digit.offset)
            let entry = CharacterTable.entry(digit.found)
            let code: ReasonCode? =
                digit.found == filler
                ? .checkDigitFiller
                : entry >= CharacterTable.unread ? .unreadCharacter : entry >= CharacterTable.illegal ? .illegalCharacter : nil
            return code.map { Irregularity($0, at: .characters(line: line, column: column, length: 1)) }
        }
    }

    private func dateIrregularities(_ row: LayoutRow) -> [Irregularity] {
        let date = row.field == .dateOfBirth ? analysis.dateOfBirth : analysis.dateOfExpiry
        return date.isImpossible ? [Irregularity(.impossibleDate, at: location(row))] : []
    }

    private func sexIrregularities(_ row: LayoutRow) -> [Irregularity] {
        guard let character = raw(.sex).first, CharacterTable.entry(character) <= CharacterTable.valueMask else { return [] }
        if character == UInt8(ascii: "X") { return [Irregularity(.printedXSex, at: location(row))] }
        return analysis.sex == nil ? [Irregularity(.unknownSex, at: location(row))] : []
    }

    private func codeIrregularities(_ row: LayoutRow) -> [Irregularity] {
        // A national format is known by its code, and may have another where this stands.
        if analysis.isNational && row.field == .documentCode { return [] }
        let characters = raw(row.field)
        // A code with unread characters is not unknown, it is unread.
        guard !characters.contains(where: { CharacterTable.entry($0) >= CharacterTable.unread }) else { return [] }
        if row.field == .documentCode {
            return DocumentCode.isKnown(characters, format: analysis.format) ? [] : [Irregularity(.unknownDocumentCode, at: location(row))]
        }
        return StateCode.entry(characters) == nil ? [Irregularity(.unknownStateCode, at: location(row))] : []
    }

    private func digitIrregularities(_ field: Field) -> [Irregularity] {
        guard let digit = digits.first(where: { $0.field == field }) else { return [] }
        let (line, column) = place(digit.offset)
        let location = SourceLocation.characters(line: line, column: column, length: 1)
        if field == .documentNumber, analysis.format == .td3, analysis.longNumberEnd > 0 {
            let found = [Irregularity(.longNumber, at: location)]
            return digit.isWithoutFiller ? found + [Irregularity(.checkDigitWithoutFiller, at: location)] : found
        }
        if digit.found == filler {
            // The filler for the digit of empty optional data is the standard's own.
            return field == .optionalData && digit.verdict == .notPrinted ? [] : [Irregularity(.checkDigitFiller, at: location)]
        }
        return digit.isWithoutFiller ? [Irregularity(.checkDigitWithoutFiller, at: location)] : []
    }
}

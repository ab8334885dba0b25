import Irregularities

extension ZoneElements {
    /// Everything about the zone that is not as Doc 9303 has it, in the order of the zone; wrong check digits are in `checkDigits`.
    var irregularities: [Irregularity] {
        var found: [Irregularity] = []
        for index in rows.indices {
            let row = rows[index]
            switch row.kind {
            case .absent: continue
            case .names: found += nameIrregularities(row)
            case .date: found += dateIrregularities(row)
            case .sex: found += sexIrregularities(row)
            case .code: found += codeIrregularities(row)
            case .number, .text, .composite: break
            }
            found += digitIrregularities(row.field)
            found += characterIrregularities(row)
        }
        return found
    }

    private func location(_ row: LayoutRow) -> SourceLocation {
        let (line, column) = place(row.first)
        return .characters(line: line, column: column, length: row.count)
    }

    /// Each character that is unread or illegal, of the element and its check digit.
    private func characterIrregularities(_ row: LayoutRow) -> [Irregularity] {
        var found: [Irregularity] = []
        for offset in row.first..<row.first + row.count + (row.hasCheckDigit ? 1 : 0) {
            guard let byte = characters(offset..<offset + 1).first else { continue }
            let entry = CharacterTable.entry(byte)
            let isMisplacedDigit = row.kind == .names && (48...57).contains(byte)
            let isOtherSex = row.kind == .sex && analysis.sex == nil && entry < CharacterTable.unread
            let (line, column) = place(offset)
            if entry >= CharacterTable.unread {
                found.append(Irregularity(.unreadCharacter, at: .characters(line: line, column: column, length: 1)))
            } else if entry >= CharacterTable.illegal || isMisplacedDigit || isOtherSex {
                found.append(Irregularity(.illegalCharacter, at: .characters(line: line, column: column, length: 1)))
            }
        }
        return found
    }

    private func nameIrregularities(_ row: LayoutRow) -> [Irregularity] {
        var found: [Irregularity] = []
        if analysis.name.primaryCount == 0 { found.append(Irregularity(.emptyName, at: location(row))) }
        if analysis.name.hasMoreParts { found.append(Irregularity(.moreThanTwoIdentifiers, at: location(row))) }
        return found
    }

    private func dateIrregularities(_ row: LayoutRow) -> [Irregularity] {
        let date = row.field == .dateOfBirth ? analysis.dateOfBirth : analysis.dateOfExpiry
        return date.isImpossible ? [Irregularity(.impossibleDate, at: location(row))] : []
    }

    private func sexIrregularities(_ row: LayoutRow) -> [Irregularity] {
        raw(.sex).first == UInt8(ascii: "X") ? [Irregularity(.printedXSex, at: location(row))] : []
    }

    private func codeIrregularities(_ row: LayoutRow) -> [Irregularity] {
        let characters = raw(row.field)
        // A code with unread characters is not unknown, it is unread.
        guard !characters.contains(where: { CharacterTable.entry($0) >= CharacterTable.unread }) else { return [] }
        if row.field == .documentCode {
            return DocumentCode.isKnown(characters, format: analysis.format) ? [] : [Irregularity(.unknownDocumentCode, at: location(row))]
        }
        return StateCode.entry(characters) == nil ? [Irregularity(.unknownStateCode, at: location(row))] : []
    }

    private func digitIrregularities(_ field: Field) -> [Irregularity] {
        for index in 0..<analysis.digitCount where analysis.digits[index].field == field {
            let digit = analysis.digits[index]
            let (line, column) = place(Int(digit.offset))
            let place = SourceLocation.characters(line: line, column: column, length: 1)
            // The filler for the digit of empty optional data is the standard's own.
            if digit.isFiller && !(field == .optionalData && digit.verdict == .notPrinted) {
                return [Irregularity(.checkDigitFiller, at: place)]
            }
            return digit.isWithoutFiller ? [Irregularity(.checkDigitWithoutFiller, at: place)] : []
        }
        return []
    }
}

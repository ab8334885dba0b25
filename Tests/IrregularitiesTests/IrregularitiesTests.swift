import Irregularities
import Testing

@Suite struct IrregularitiesTests {
    @Test func everyReasonCodeIsItsCaseNameInKebabCase() {
        for code in ReasonCode.allCases {
            var kebab = ""
            for character in String(describing: code) {
                // A number is one word, however many digits it has.
                let beginsNumber = character.isNumber && kebab.last?.isNumber != true
                if character.isUppercase || beginsNumber { kebab += "-" }
                kebab += character.lowercased()
            }
            #expect(code.rawValue == kebab)
            #expect(ReasonCode(rawValue: kebab) == code)
        }
        #expect(ReasonCode(rawValue: "no-such-code") == nil)
    }

    @Test func theIndexOfASliceIsTheOffset() {
        let file: [UInt8] = [0, 1, 2, 3, 4, 5]
        #expect(SourceLocation(of: file[2..<5]) == .bytes(offset: 2, length: 3))
        #expect(SourceLocation(of: file[6...]) == .bytes(offset: 6, length: 0))
        #expect(SourceLocation(4..<6) == .bytes(offset: 4, length: 2))
        #expect(SourceLocation(4..<6) != .characters(line: 4, column: 2, length: 2))
    }

    /// Of one kind sixty-four are listed; how many more there are the last of them says, and no kind takes another's place.
    @Test func noMoreOfAKindAreListedThanTheLimit() {
        var kept: [Irregularity] = []
        var all: [Irregularity] = []
        for offset in 0..<1000 {
            let code: ReasonCode = offset % 10 == 9 ? .trailingBytes : .unexpectedTag
            let irregularity = Irregularity(code, at: .bytes(offset: offset, length: 1))
            kept.appendLimited(irregularity)
            all.append(irregularity)
        }
        for (list, times) in [(kept, 1), (all.limited, 1), (all.limited.limited, 1), ((kept + all).limited, 2)] {
            for (code, total) in [(ReasonCode.unexpectedTag, 900), (.trailingBytes, 100)] {
                let listed = list.filter { $0.code == code }
                #expect(listed.count == 64 && listed.dropLast().allSatisfy { $0.further == 0 })
                #expect(listed.count + (listed.last?.further ?? 0) == total * times)
            }
        }
        #expect(kept == all.limited && Array(all.prefix(64)).limited == Array(all.prefix(64)))
    }

    @Test func valuesCompareByAllTheirParts() {
        let place = SourceLocation(0..<1)
        #expect(Irregularity(.truncated, at: place) == Irregularity(.truncated, at: place))
        #expect(Irregularity(.truncated, at: place) != Irregularity(.truncated))
        #expect(Irregularity(.truncated) != Irregularity(.trailingBytes))
        let edit = Edit(rule: .unreadCharacter, line: 1, column: 2, before: "O", after: "0")
        #expect(edit != Edit(rule: .unreadCharacter, line: 2, column: 1, before: "O", after: "0"))
        #expect((edit.rule, edit.line, edit.column, edit.before, edit.after) == (.unreadCharacter, 1, 2, "O", "0"))
        #expect(Citation(.doc9303(part: 11), "5.1") != Citation(.doc9303(part: 12), "5.1"))
        #expect(Citation(.rfc(5652), "5.1").section == "5.1")
    }
}

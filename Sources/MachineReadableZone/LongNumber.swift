/// A document number that goes on in the optional data, because a filler stands for its digit (Doc 9303-5, 4.2.2, note j).
///
/// The digit is the last character before the next filler. Issuers compute it with or without the filler between the two parts; either is
/// accepted. Without optional data no digit is printed at all. A number that does not fill its field goes on only where the digit proves
/// it: the data are the issuer's own otherwise. Passports have no long numbers (Doc 9303-4, 4.2.2), and yet some go on so: there all digits
/// have to prove it.
struct LongNumber {
    /// The offset of the digit, after the last character of the number; 0 where the number is not long.
    private(set) var end = 0
    private(set) var found: UInt8 = 0
    /// 0 where a character is unread or illegal.
    private(set) var computed: UInt8 = 0
    private(set) var isWithoutFiller = false
    private(set) var isWrong = false

    var isLong: Bool { end > 0 }

    @inline(never)
    init(_ zone: borrowing Span<UInt8>, _ number: LayoutRow, _ optional: LayoutRow, _ principal: Sums) {
        var limit = optional.first
        while limit < optional.end && zone[limit] != filler { limit += 1 }
        guard limit > optional.first else { return }

        let place = limit - 1
        let digit = zone[place]
        var rest = Sums()
        rest.add(zone, optional.first, place - optional.first)
        var without = principal
        without.add(rest, at: number.count)
        var with = principal
        with.add(rest, at: number.count + 1)
        let isRead = with.classes <= CharacterTable.valueMask
        let isRight = isRead && (with.digit == digit || without.digit == digit)
        guard isRight || zone[number.end - 1] != filler else { return }

        end = place
        found = digit
        isWithoutFiller = isRight && with.digit != digit
        computed = !isRead ? 0 : isWithoutFiller ? without.digit : with.digit
        isWrong = !isRight
    }
}

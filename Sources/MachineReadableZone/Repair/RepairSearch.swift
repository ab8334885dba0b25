/// The search for what the characters of a zone may have been that are unread or out of their class.
///
/// First every check digit by itself: the open places that it covers, with all that their classes allow. What is left of each is put together
/// and tried against the composite digit. The numbers below bound the work for any zone to some ten milliseconds.
struct RepairSearch {
    /// A choice for some places, and how unlikely it is.
    struct Choice {
        var changes: [(offset: Int, byte: UInt8)]
        var cost: Int
    }

    /// The open places of one check digit for which all characters are tried: ten thousand combinations of digits.
    static let mostOpenPlaces = 4
    static let mostCombinations = 10_000
    /// The choices of one check digit that are kept, the likeliest.
    static let mostChoices = 128
    static let mostWholes = 4096

    let zone: [UInt8]
    let elements: ZoneElements
    let classes: [CharacterClass]
    let groups: [CheckedGroup]
    let composite: CheckedGroup?
    /// The places that are unread or hold what their class does not allow.
    let open: Set<Int>

    init(_ elements: ZoneElements) {
        self.elements = elements
        zone = Array(elements.zone)
        classes = elements.classes
        groups = elements.groups
        composite = elements.compositeGroup
        open = Set(
            zip(zone.indices, zone).filter { [classes] offset, byte in
                CharacterTable.entry(byte) > CharacterTable.valueMask || !classes[offset].contains(byte)
            }.map(\.0))
    }

    /// The places that a check digit covers, or is.
    var checked: Set<Int> { Set((groups + [composite].compactMap(\.self)).flatMap(\.places)) }

    /// What can be done for the places of one check digit: the choices, and whether they are all that there are.
    struct Outcome {
        var choices: [Choice]
        /// Whether the choices are all that the classes and the digit allow for places that are known to be wrong.
        var isComplete: Bool
    }

    /// The choices for the places of an element's check digit.
    func outcome(_ group: CheckedGroup) -> Outcome {
        let places = group.places.filter(open.contains)
        if places.isEmpty {
            return group.isRight(zone) ? Outcome(choices: [Choice(changes: [], cost: 0)], isComplete: true) : suspicions(group)
        }
        let sets = places.map { alternatives($0, isAlone: places.count <= RepairSearch.mostOpenPlaces) }
        let combinations = sets.reduce(1) { min($0 * max($1.count, 1), RepairSearch.mostCombinations + 1) }
        let isWhole = combinations <= RepairSearch.mostCombinations && places.count <= RepairSearch.mostOpenPlaces
        let tried = isWhole ? sets : places.map { Array(alternatives($0, isAlone: false).prefix(3)) }
        var found: [Choice] = []
        combine(places, tried) { choice in
            let changed = applied(choice)
            if group.isRight(changed), isPossible(changed, group.field) { found.append(choice) }
        }
        guard !found.isEmpty else { return Outcome(choices: [], isComplete: false) }
        let kept = found.sorted { $0.cost < $1.cost }.prefix(RepairSearch.mostChoices)
        return Outcome(choices: Array(kept), isComplete: isWhole && kept.count == found.count)
    }

    /// Where a digit is wrong and no place known: each place by itself, what it may have been confused with.
    ///
    /// None of this is proven.
    private func suspicions(_ group: CheckedGroup) -> Outcome {
        var found: [Choice] = []
        for place in group.places {
            let confusions = Confusions.all(zone[place])
            for byte in classes[place].members where byte != zone[place] && byte != filler {
                let rank = confusions.firstIndex(of: byte)
                // In fields of letters and digits only what looks alike; of digits there are few.
                guard rank != nil || classes[place] == .digit || classes[place] == .dateDigit else { continue }
                let choice = Choice(changes: [(place, byte)], cost: 10 + (rank ?? 6))
                let changed = applied(choice)
                if group.isRight(changed), isPossible(changed, group.field) { found.append(choice) }
            }
        }
        return Outcome(choices: Array(found.sorted { $0.cost < $1.cost }.prefix(RepairSearch.mostChoices)), isComplete: false)
    }

    /// The characters for an open place with the cost of each, the likeliest first: all of its class, or what looks like the one read.
    func alternatives(_ place: Int, isAlone: Bool) -> [(byte: UInt8, cost: Int)] {
        let read = zone[place]
        let isUnread = CharacterTable.entry(read) > CharacterTable.valueMask
        let confusions = isUnread ? [] : Confusions.acrossClasses(read)
        let members = classes[place].members.filter { $0 != read }
        guard isUnread || isAlone || confusions.isEmpty else {
            return confusions.filter(members.contains).enumerated().map { ($1, $0) }
        }
        let likely = isUnread ? likelyClass(place) : nil
        let ranked = members.map { byte -> (byte: UInt8, cost: Int) in
            if let rank = confusions.firstIndex(of: byte) { return (byte, rank) }
            let isDigit = (48...57).contains(byte)
            return (byte, isUnread ? (byte == filler ? 2 : likely == isDigit ? 0 : 1) : 5)
        }
        return ranked.sorted { $0.cost < $1.cost }
    }

    /// Whether the read characters around a place are digits, or letters; nil where they are neither.
    private func likelyClass(_ place: Int) -> Bool? {
        let around = [place - 1, place + 1].filter(zone.indices.contains).map { zone[$0] }.filter {
            $0 != filler && CharacterTable.entry($0) <= CharacterTable.valueMask
        }
        guard let first = around.first else { return nil }
        let isDigit = (48...57).contains(first)
        return around.allSatisfy { (48...57).contains($0) == isDigit } ? isDigit : nil
    }

    /// Every combination of one alternative for each place, up to the limit.
    func combine(_ places: [Int], _ sets: [[(byte: UInt8, cost: Int)]], _ take: (Choice) -> Void) {
        guard sets.allSatisfy({ !$0.isEmpty }) else { return }
        var indices = [Int](repeating: 0, count: places.count)
        for _ in 0..<RepairSearch.mostCombinations {
            var choice = Choice(changes: [], cost: 0)
            for (number, place) in places.enumerated() {
                let alternative = sets[number][indices[number]]
                choice.changes.append((place, alternative.byte))
                choice.cost += alternative.cost
            }
            take(choice)
            guard let next = indices.indices.last(where: { indices[$0] + 1 < sets[$0].count }) else { return }
            indices[next] += 1
            for later in indices.indices where later > next { indices[later] = 0 }
        }
    }

    func applied(_ choice: Choice) -> [UInt8] {
        var changed = zone
        for (offset, byte) in choice.changes { changed[offset] = byte }
        return changed
    }

    /// Whether a date is one of the calendar.
    private func isPossible(_ zone: [UInt8], _ field: Field) -> Bool {
        guard field == .dateOfBirth || field == .dateOfExpiry else { return true }
        let row = elements.row(field)
        guard row.count == 6, row.first + 8 <= zone.count else { return true }
        let span = zone.span
        return !DateReading(span, at: row.first).isImpossible
    }
}

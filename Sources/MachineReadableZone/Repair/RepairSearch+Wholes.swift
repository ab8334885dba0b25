extension RepairSearch {
    /// A proposal for the whole zone.
    struct Whole {
        var choice: Choice
        /// The places whose change is proven.
        var proven: Set<Int>
    }

    /// The proposals, the likeliest first, and the changes that are proven whatever becomes of the others.
    func wholes() -> (wholes: [Whole], proven: [(offset: Int, byte: UInt8)]) {
        let outcomes = groups.map { ($0, outcome($0)) }
        // A digit that nothing can mend leaves its characters as they are; the composite digit is of no use then.
        let isComposable = outcomes.allSatisfy { !$0.1.choices.isEmpty }
        var partial: [Choice] = [Choice(changes: [], cost: 0)]
        var isComplete = outcomes.allSatisfy { $0.1.isComplete }
        for (_, outcome) in outcomes where !outcome.choices.isEmpty {
            (partial, isComplete) = product(partial, outcome.choices, isComplete)
        }
        var isAgainst = false
        if let composite, isComposable {
            let inGroups = Set(groups.flatMap(\.places))
            let rest = composite.places.filter { open.contains($0) && !inGroups.contains($0) }
            let (found, isWhole) = compositeChoices(partial.sorted { $0.cost < $1.cost }, rest, composite)
            // Where nothing makes it right, something else is wrong, and nothing is proven.
            isAgainst = found.isEmpty
            if !isAgainst { partial = found }
            isComplete = isComplete && isWhole
        }
        let provenHere = isAgainst ? [] : isComplete ? agreed(partial) : agreedByGroup(outcomes)
        let free = open.subtracting(checked).sorted()
        let likeliest = partial.sorted { $0.cost < $1.cost }.prefix(RepairSearch.mostChoices)
        let wholes = likeliest.map { Whole(choice: withFree($0, free), proven: Set(provenHere.map(\.offset))) }
        return (wholes, provenHere)
    }

    private func product(_ left: [Choice], _ right: [Choice], _ isComplete: Bool) -> ([Choice], Bool) {
        var found: [Choice] = []
        for first in left {
            for second in right {
                guard found.count < RepairSearch.mostWholes else { return (found, false) }
                found.append(Choice(changes: first.changes + second.changes, cost: first.cost + second.cost))
            }
        }
        return (found, isComplete)
    }

    /// The choices that make the composite digit right, with its own open places filled, and whether these are all.
    private func compositeChoices(_ choices: [Choice], _ rest: [Int], _ composite: CheckedGroup) -> ([Choice], Bool) {
        let isWhole = rest.count <= 2
        // Up to some ten places what looks like the character, beyond that nothing: the composite digit says little then.
        let most = isWhole ? 40 : rest.count <= 8 ? 2 : 1
        let sets = rest.map { Array(alternatives($0, isAlone: isWhole).prefix(most)) }
        // As many choices as the limit leaves with all additions of each.
        let additions = sets.reduce(1) { $0 * max($1.count, 1) }
        let tried = choices.prefix(max(RepairSearch.mostCombinations / additions, 1))
        var found: [Choice] = []
        for choice in tried {
            combine(rest, sets) { addition in
                let whole = Choice(changes: choice.changes + addition.changes, cost: choice.cost + addition.cost)
                if composite.isRight(applied(whole)) { found.append(whole) }
            }
        }
        return (found, isWhole && tried.count == choices.count)
    }

    /// The changes that all choices share, in places that hold digits: there no two characters have the same value, so that no other passes.
    private func agreed(_ choices: [Choice]) -> [(offset: Int, byte: UInt8)] {
        guard let first = choices.first else { return [] }
        return first.changes.filter { change in
            isDigitPlace(change.offset) && !isDigitOfDoubtfulLength(change.offset)
                && choices.allSatisfy { $0.changes.contains { $0.offset == change.offset && $0.byte == change.byte } }
        }
    }

    /// The same where the zone as a whole stays open: of the elements whose own digit leaves one choice.
    private func agreedByGroup(_ outcomes: [(CheckedGroup, Outcome)]) -> [(offset: Int, byte: UInt8)] {
        outcomes.flatMap { _, outcome in outcome.isComplete && outcome.choices.count == 1 ? agreed(outcome.choices) : [] }
    }

    private func isDigitPlace(_ offset: Int) -> Bool { classes[offset] == .digit || classes[offset] == .dateDigit }

    /// Whether the place is the check digit of a long number and a letter stands there.
    ///
    /// Then the one filler that makes the number long may be the misread character, in the place of the digit of a number that is not.
    private func isDigitOfDoubtfulLength(_ offset: Int) -> Bool {
        offset == elements.analysis.longNumberEnd && CharacterTable.entry(zone[offset]) <= CharacterTable.valueMask
    }

    /// A choice with what the class alone suggests for places that no digit covers; unread characters of names stay unread.
    private func withFree(_ choice: Choice, _ places: [Int]) -> Choice {
        var whole = choice
        for place in places where CharacterTable.entry(zone[place]) <= CharacterTable.valueMask {
            guard let meant = Confusions.acrossClasses(zone[place]).first(where: classes[place].members.contains) else { continue }
            whole.changes.append((place, meant))
        }
        return whole
    }
}

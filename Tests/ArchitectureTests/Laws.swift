/// A committed text file: its path below the package, and its words.
struct SourceText: Sendable {
    let path: String
    let text: String

    /// The module of a file in Sources, from its path.
    var module: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }

    /// The lines, each with its number from 1.
    var lines: [(number: Int, text: Substring)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { ($0.offset + 1, $0.element) }
    }

    /// The lines without what follows `//`; a URL in a string literal is cut too, which hides nothing that the laws look for.
    var codeLines: [(number: Int, text: Substring)] {
        lines.map { line in
            guard let slashes = line.text.firstRange(of: "//") else { return line }
            return (line.number, line.text[..<slashes.lowerBound])
        }
    }

    /// The place of a line, as compilers write it.
    func place(_ number: Int) -> String { "\(path):\(number)" }
}

/// What a file imports, with the line of each.
func imports(of file: SourceText) -> [(module: String, line: Int)] {
    file.codeLines.compactMap { line in
        var words = line.text.split(separator: " ")[...]
        while let first = words.first, first.hasPrefix("@") || accessWords.contains(first) { words = words.dropFirst() }
        guard words.first == "import", words.count > 1 else { return nil }
        words = words.dropFirst()
        if importKinds.contains(words[words.startIndex]) { words = words.dropFirst() }
        guard let name = words.first else { return nil }
        return (String(name.prefix { $0 != "." && $0 != ";" }), line.number)
    }
}

private let accessWords: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
private let importKinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]

/// Imports that do not point down, by the table of layers.
func importsAgainstTheLayers(_ file: SourceText, _ layers: [Layer]) -> [String] {
    guard let module = file.module else { return [] }
    guard let layer = layers.first(where: { $0.module == module }) else { return ["\(file.path): module \(module) is not in the table"] }
    let watched = Set(layers.map(\.module)).union(foreignModules)
    return imports(of: file).filter { watched.contains($0.module) && !layer.imports.contains($0.module) }
        .map { "\(file.place($0.line)): \(module) imports \($0.module)" }
}

/// Foundation, in whatever part, where the module stays free of it.
func foundationImports(_ file: SourceText, in modules: Set<String>) -> [String] {
    guard let module = file.module, modules.contains(module) else { return [] }
    return imports(of: file).filter { $0.module.hasPrefix("Foundation") }.map { "\(file.place($0.line)): \(module) imports \($0.module)" }
}

/// Foundation as a whole, whose CoreFoundation brings socket calls into the command; FoundationEssentials brings none.
func coreFoundationImports(_ file: SourceText) -> [String] {
    imports(of: file).filter { ["Foundation", "FoundationNetworking", "FoundationXML"].contains($0.module) }
        .map { "\(file.place($0.line)): \($0.module), where FoundationEssentials would do" }
}

/// COpenSSL anywhere but in SafeOpenSSL.
func cryptographyImports(_ file: SourceText) -> [String] {
    guard file.module != "SafeOpenSSL" else { return [] }
    return imports(of: file).filter { $0.module == "COpenSSL" }.map { "\(file.place($0.line)): COpenSSL outside SafeOpenSSL" }
}

/// Lines of code in which one of the words stands, as itself and not as a part of a longer word.
func lines(_ file: SourceText, with words: [String], codeOnly: Bool = true) -> [String] {
    (codeOnly ? file.codeLines : file.lines).flatMap { line in
        words.filter { contains(line.text, word: $0) }.map { "\(file.place(line.number)): \($0)" }
    }
}

/// Whether the word stands in the text with no letter or digit before its first and after its last letter.
func contains(_ text: Substring, word: String) -> Bool {
    var rest = text
    while let found = rest.firstRange(of: word) {
        let openLeft = word.first.map(isWordCharacter) == true && found.lowerBound > text.startIndex
        let openRight = word.last.map(isWordCharacter) == true && found.upperBound < text.endIndex
        let touchesLeft = openLeft && isWordCharacter(text[text.index(before: found.lowerBound)])
        let touchesRight = openRight && isWordCharacter(text[found.upperBound])
        if !touchesLeft && !touchesRight { return true }
        rest = text[found.upperBound...]
    }
    return false
}

private func isWordCharacter(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }

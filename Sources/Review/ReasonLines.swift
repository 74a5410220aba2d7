import Emit

/// What the worker wrote down of one thing (`why.json`, `lines.json`), in lines for people: the step that took it and what that went by, the regions
/// that were looked at as tables there, and what was weighed for and against a heading.
struct ReasonLines {
  private let tape: JSONTape
  private let at: Int

  init(_ tape: JSONTape, _ at: Int) {
    self.tape = tape
    self.at = at
  }

  var all: [String] { step + tables + heading }

  // MARK: Steps

  private var step: [String] {
    guard let step = text("step") else { return measures(at).map { ["measured: \($0)"] } ?? [] }
    var out = ["step: \(ReasonLines.steps[step] ?? step)"]
    if let by = text("by") { out.append("by: \(ReasonLines.means[by] ?? by)") }
    if let measured = measures(at) { out.append("measured: \(measured)") }
    return out
  }

  private var tables: [String] {
    guard let list = tape.member(at, "candidates") else { return [] }
    let candidates = tape.children(of: list)
    var out: [String] = []
    // Others that lost are told of after what stands.
    let taken = candidates.filter { text("reason", of: $0) == nil }
    for candidate in taken {
      let by = text("by", of: candidate) ?? ""
      out.append("=> taken as a table, \(look(candidate)), sure to \(number("confidence", of: candidate)): \(ReasonLines.means[by] ?? by)")
      if let measured = measures(candidate) { out.append("     \(measured)") }
    }
    if taken.isEmpty, text("step") == "table" {
      out.append(
        "no candidate of its own page: it goes on from a table of the page before, has the heads of one near by, or the file states it as a table"
      )
    }
    for candidate in candidates {
      guard let reason = text("reason", of: candidate) else { continue }
      out.append("   refused as a table, \(look(candidate)): \(reason), \(ReasonLines.refusals[reason] ?? reason)")
      if let measured = measures(candidate) { out.append("     \(measured)") }
    }
    return out
  }

  private var heading: [String] {
    guard let score = tape.member(at, "score").flatMap({ tape.double($0) }),
      let threshold = tape.member(at, "threshold").flatMap({ tape.double($0) })
    else { return [] }
    let taken = tape.member(at, "taken").flatMap { tape.bool($0) } ?? false
    var out = ["as a heading: \(taken ? "taken" : "not taken"), \(score) against \(threshold)"]
    if let barred = text("barred") { out.append("  no weight counts: \(ReasonLines.bars[barred] ?? barred)") }
    if let dropped = text("dropped") { out.append("  taken out again: \(ReasonLines.drops[dropped] ?? dropped)") }
    if let raised = text("raised") { out.append("  taken all the same: \(ReasonLines.raises[raised] ?? raised)") }
    if let weighed = text("weighed") {
      out.append("  weighed as one: «\(weighed.prefix(ReasonLines.longest))\(weighed.count > ReasonLines.longest ? "…" : "")»")
    }
    for entry in tape.member(at, "evidences").map({ tape.children(of: $0) }) ?? [] {
      let adds = tape.member(entry, "adds").flatMap { tape.double($0) } ?? 0
      out.append("  \(adds >= 0 ? "+" : "")\(adds)\t\(text("name", of: entry) ?? "")\tmeasured \(text("value", of: entry) ?? "")")
    }
    return out
  }

  // MARK: Small steps

  private func text(_ key: String, of node: Int? = nil) -> String? { tape.member(node ?? at, key).flatMap { tape.text($0) } }

  private func number(_ key: String, of node: Int) -> String { tape.member(node, key).flatMap { tape.double($0) }.map { "\($0)" } ?? "?" }

  private func look(_ candidate: Int) -> String {
    let kind = text("kind", of: candidate) ?? ""
    func count(_ key: String) -> String { tape.member(candidate, key).flatMap { tape.integer($0) }.map { "\($0)" } ?? "?" }
    return "page \(count("page")), found by \(ReasonLines.kinds[kind] ?? kind), \(count("rows")) x \(count("columns"))"
  }

  private func measures(_ node: Int) -> String? {
    guard let list = tape.member(node, "measured") else { return nil }
    return tape.children(of: list).map { "\(text("name", of: $0) ?? "") \(text("value", of: $0) ?? "")" }.joined(separator: "; ")
  }

  // MARK: Words

  /// Characters of a chunk that are shown.
  private static let longest = 80

  private static let steps = [
    "none": "none took it for anything else: it is text",
    "furniture": "furniture (Layout/Furniture)",
    "table": "part of a table (Objects/Tables)", "figure": "part of a figure (Objects/Figures)",
    "glossary": "a term with its meaning (Objects/Glossaries)",
    "contents": "an entry of the contents: leaders or page numbers (Structure/Contents)",
    "captions": "a caption, its units, source or note: by its words (Structure/Captions)",
    "references": "an entry of a list of references (Structure/References)",
    "footnotes": "a footnote: a marker, in smaller type, at the foot (Structure/Notes)",
    "headings": "weighed as a heading (Structure/Headings)",
    "lists": "an item of a list: its marker and its edge (Structure/Paragraphs/Lists)",
    "quotes": "a quote: its edges (Structure/Paragraphs/Quotes)",
    "corrections": "as a person said (Pipelines/corrections)",
  ]

  /// What something was found by.
  private static let means = [
    // Furniture
    "line-numbers": "numbers of lines beside the text", "folio": "a page number, which counts up with the pages",
    "band": "a running head or foot: its words, or its look where the words change, come back in one band of the pages",
    "title": "it repeats the document's title over its pages", "rule": "it stands outside of a rule that comes back over the pages",
    "stated": "the file says that it is no content", "side": "it stands beside the text, along the edge",
    "label": "a label of a table or text that goes on", "letterhead": "a letterhead",
    // Tables
    "drawn": "cells are drawn all around and mostly filled", "half-ruled": "rules part its rows or its heads",
    "captioned": "a caption stands right over it, and its cells fill rows and columns", "values": "numbers fill rows and columns",
    "shaded": "its rows are shaded, and hold no running text", "headed": "a rule closes its heads, and its cells are short",
    "spaced": "its rows of several lines stand apart by white space", "weak": "it is a listing or checklist: short cells in every row",
    // Figures
    "chart": "strokes and fills of a chart", "photo": "a picture", "map": "a picture or strokes of a map",
    "diagram": "strokes and boxes of a diagram",
    "image": "a picture", "glossary": "terms begin at one edge, their meanings at another",
  ]

  private static let kinds = [
    "ruled": "rules that meet", "halfRuled": "rules in a stack", "shaded": "shaded rows", "open": "lines that stand in columns",
  ]

  private static let refusals = [
    "one-column": "nothing beside its first column", "one-row": "nothing under its first row",
    "drawing": "curves or slanted lines run through it",
    "chart": "bars of a chart stand in it", "figure": "its frame begins with the caption of a figure",
    "nearly-empty": "too few cells have words",
    "boxes-of-text": "a paragraph or more in each of few cells", "form": "drawn boxes with a label in each",
    "empty-cells": "most cells are empty",
    "words-across-rules": "words run across its rules", "contents": "titles with page numbers that never fall", "list": "items of a list",
    "lines-across-columns": "lines run across its columns", "running-text": "running text in columns",
    "words-without-rules": "words alone, and neither rules nor numbers that make them a table",
    "no-grid": "its lines make no rows and columns",
  ]

  private static let bars = [
    "long": "it is too long for a heading", "letters": "it has hardly a letter",
    "goes-on": "it is the first line of a sentence that goes on below",
    "interrupts": "a sentence of the text goes on over it",
    "sentence": "it is a sentence",
    "date": "it is a date and nothing else",
    "name": "it names persons",
    "leaders": "leaders lead to a page number", "item": "it stands in a list: items are numbered like headings",
  ]

  private static let raises = [
    "series": "its number is the one that the headings around it lack, and it is set like them",
    "label": "it is nothing but the word of a part and its number",
  ]

  private static let drops = [
    "cover": "a cover has larger type: of display type alone on a page the largest stands",
    "subtitle": "it stands right under the title, in a look of its own",
    "empty": "nothing stands under it", "contents": "it is the head of the table of contents",
  ]
}

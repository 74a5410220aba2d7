/// Something that the text names: a date, an amount, a body, a person, … with its exact place and normal value.
package struct Mention: Equatable, Sendable {
  package var id: String
  package var type: MentionType
  /// The text as it stands in the block (or cell).
  package var text: String
  package var block: String
  package var cell: CellPlace?
  /// Offsets in Unicode scalars into the block's text, or the cell's.
  package var start: Int
  package var end: Int
  package var value: MentionValue?
  /// `dates/es/day-range`: rule set, language, rule.
  package var rule: String
  package var page: Int
  /// On the page as shown.
  package var box: Box?
  /// Of a citation: the block (an entry of a reference list, a note) that it points to.
  package var target: String?
  /// What the value rests on where it rests on little: `weak-number-style`, `undecided-number-style`, `assumed-currency`, `unknown-currency`, ….
  package var flags: [String] = []
  /// Of a quantity: the UCUM code of its unit, where it has one (`km`, `har`, `kW.h`).
  package var ucum: String?

  package init(
    id: String = "", type: MentionType, text: String, block: String, cell: CellPlace? = nil, start: Int, end: Int,
    value: MentionValue?, rule: String, page: Int = 0, box: Box? = nil
  ) {
    self.id = id
    self.type = type
    self.text = text
    self.block = block
    self.cell = cell
    self.start = start
    self.end = end
    self.value = value
    self.rule = rule
    self.page = page
    self.box = box
  }
}

package enum MentionType: String, Sendable, CaseIterable {
  case date, money, percent, quantity, organization, person, place, law, event, work, citation, acronym, url, identifier
}

/// Decimals are exact and written as text (`63518204770.45`).
package enum MentionValue: Equatable, Sendable {
  /// EDTF; `start` and `end` are the first and last day (`YYYY-MM-DD`) that it covers.
  case date(edtf: String, start: String, end: String)
  case money(amount: String, currency: String?)
  case percent(number: String, unit: String)
  case quantity(number: String, unit: String)
  case organization(id: String, name: String, ref: String?)
  case person(name: String)
  case place(name: String, ref: String?)
  case law(number: String?, year: String?)
  case event(name: String)
  case work(title: String)
  case citation(key: String, pages: String?)
  case acronym(short: String, long: String)
  case url(href: String)
  case identifier(scheme: String, id: String)
}

/// An acronym of the document with what it stands for.
package struct Acronym: Equatable, Sendable {
  package var short: String
  package var long: String
  package var block: String

  package init(short: String, long: String, block: String) {
    self.short = short
    self.long = long
    self.block = block
  }
}

/// What Recognize gives: all mentions in the order of the text, the document's acronyms, and what money its tables are in.
package struct Recognition: Sendable {
  package var mentions: [Mention]
  package var acronyms: [Acronym]
  package var findings: [Finding]
  /// By the units of cells as printed (`Miles de pesos`): the currency that they name.
  package var currencies: [String: Currency] = [:]

  package struct Currency: Sendable, Equatable {
    /// ISO 4217.
    package var code: String
    /// Nothing in the document says which of several it is; its language does.
    package var isAssumed: Bool
    /// The units are its name and nothing else: no scale can stand in them.
    package var isWhole: Bool

    package init(code: String, isAssumed: Bool, isWhole: Bool = false) {
      self.code = code
      self.isAssumed = isAssumed
      self.isWhole = isWhole
    }
  }

  package init(mentions: [Mention] = [], acronyms: [Acronym] = [], findings: [Finding] = []) {
    self.mentions = mentions
    self.acronyms = acronyms
    self.findings = findings
  }
}

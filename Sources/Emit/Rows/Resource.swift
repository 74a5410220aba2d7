/// The shape of the loadable set: kinds of thing (*resources*, as Frictionless calls them), the columns of each, and how each column is read
/// from a record.
///
/// There is one list, ``resources``. JSON Lines, CSV, Table Schema, SQLite and Parquet all follow from it. Every row has every column, flat:
/// what is a list or an object in the record is spread over columns of their own, or over rows of a resource of its own.
package struct Resource: Sendable {
  package var name: String
  package var title: String
  /// Where its items are: keys of lists from the top of the record (`tables`, `cells`). Empty for the document itself.
  package var list: [JSONKey]
  package var columns: [Column]
  /// Names of the columns that tell a row from all others.
  package var key: [String]
  package var references: [Reference]

  package init(
    _ name: String, _ title: String, list: [JSONKey], key: [String], references: [Reference] = [], columns: [Column]
  ) {
    self.name = name
    self.title = title
    self.list = list
    self.key = key
    self.references = references
    self.columns = columns
  }

  /// Columns that hold, in each row, the key of a row of another resource.
  package struct Reference: Sendable {
    package var fields: [String]
    package var resource: String
    package var named: [String]

    package init(_ fields: [String], _ resource: String, _ named: [String]) {
      self.fields = fields
      self.resource = resource
      self.named = named
    }
  }
}

package struct Column: Sendable {
  package var name: String
  package var type: ColumnType
  package var note: String
  package var source: ColumnSource
  /// Never null.
  package var isRequired: Bool

  package init(_ name: String, _ type: ColumnType, _ source: ColumnSource, required: Bool = false, _ note: String) {
    self.name = name
    self.type = type
    self.source = source
    self.note = note
    isRequired = required
  }
}

/// Types as Table Schema names them. A `number` is an exact decimal; a `date` is a day, `YYYY-MM-DD`.
package enum ColumnType: String, Sendable { case string, integer, number, boolean, date }

/// How the value of a column is read.
package enum ColumnSource: Sendable {
  /// The document's name in the set.
  case document
  /// What the catalogue knows of the document, and the record does not.
  case told(@Sendable (RowDocument) -> RowValue)
  /// The place among the items of the list, from 1.
  case ordinal
  /// Of the item, down a path of keys; of what holds the item; of the record.
  case at([JSONKey])
  case owner([JSONKey])
  case record([JSONKey])
  /// The same, of mentions and cells of certain types only: `value.number` is a law's number or a percentage's.
  case value(JSONKey, of: [JSONKey])
  /// An item of a list at the end of a path.
  case item([JSONKey], Int)
  /// How many items a list has, and their texts joined.
  case count([JSONKey])
  case joined([JSONKey])
  /// Where to look it up: the file, and its page.
  case link
  /// What needs more than one look.
  case made(@Sendable (RowContext) -> RowValue)
}

/// A key of a JSON object, as bytes: compared with each key of a record.
package struct JSONKey: ExpressibleByStringLiteral, Sendable {
  let bytes: [UInt8]

  package init(stringLiteral value: String) { bytes = Array(value.utf8) }
  package init(_ value: String) { bytes = Array(value.utf8) }
}

package enum RowValue: Sendable, Equatable {
  case null
  case text(String)
  case integer(Int)
  case bool(Bool)
  /// A decimal as it is written.
  case number(String)
  /// A value of the record, as it stands there: a node of the tape.
  case node(Int)

  package init(_ text: String?) { self = text.map { .text($0) } ?? .null }
}

/// What a row says of its document that is not in the record.
package struct RowDocument: Sendable {
  /// Its folder below `documents/`, or, where a record stands alone, its file's name.
  package var name: String
  /// Below the inputs.
  package var path: String
  package var outcome: String
  package var code: String?
  package var stale: Bool
  package var gone: Bool

  package init(name: String, path: String, outcome: String, code: String? = nil, stale: Bool = false, gone: Bool = false) {
    self.name = name
    self.path = path
    self.outcome = outcome
    self.code = code
    self.stale = stale
    self.gone = gone
  }
}

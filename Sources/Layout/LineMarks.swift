package import Model

/// What a step of Structure says of lines, for the flow to take when the step is done: the role of each line, and what goes with it.
///
///     var marks = LineMarks()
///     marks.add(LineMark(.listItem, begins: true, level: 1, marker: "a)", skip: 2), at: place)
///     flow.take(marks)
package struct LineMarks {
  package private(set) var lines: [(place: Int, mark: LineMark)] = []

  package init() {}

  /// `place`: in ``Flow/items``.
  package mutating func add(_ mark: LineMark, at place: Int) { lines.append((place, mark)) }
}

/// The role of a line; nil leaves what the line has.
package struct LineMark {
  package var role: Role
  /// The role that it takes the place of: text, unless a step puts right what an earlier one took.
  package var over: Role
  package var begins: Bool?
  package var level: Int?
  package var marker: String?
  package var skip: Int?
  package var column: Box?

  package init(
    _ role: Role, over: Role = .text, begins: Bool? = nil, level: Int? = nil, marker: String? = nil, skip: Int? = nil, column: Box? = nil
  ) {
    self.role = role
    self.over = over
    self.begins = begins
    self.level = level
    self.marker = marker
    self.skip = skip
    self.column = column
  }
}

extension Flow {
  /// Gives lines the roles that a step found. What an earlier step took stays as it is, unless a mark says that it is put right.
  package mutating func take(_ marks: LineMarks) {
    for (place, mark) in marks.lines { take(mark, at: place) }
  }

  package mutating func take(_ mark: LineMark, at place: Int) {
    guard case .line(var line) = items[place], line.role == mark.over else { return }
    line.role = mark.role
    line.begins = mark.begins ?? line.begins
    line.level = mark.level ?? line.level
    line.marker = mark.marker ?? line.marker
    line.skip = mark.skip ?? line.skip
    line.column = mark.column ?? line.column
    items[place] = .line(line)
  }
}

import Model

/// Rulings drawn in pieces (cell by cell, dash by dash) → one each: collinear ones of one thickness whose ends meet.
///
/// Clusters by position, then joins along it.
func mergedRulings(_ rulings: [Ruling]) -> [Ruling] {
  guard rulings.count > 1 else { return rulings }
  let order = rulings.indices.sorted { a, b in
    let (p, q) = (rulings[a], rulings[b])
    if p.horizontal != q.horizontal { return p.horizontal }
    if p.position != q.position { return p.position < q.position }
    if p.start != q.start { return p.start < q.start }
    return a < b
  }
  var merged: [Ruling] = []
  var cluster: [Ruling] = []
  for index in order {
    let ruling = rulings[index]
    if let last = cluster.last, last.horizontal != ruling.horizontal || ruling.position - last.position > sameLine {
      appendJoined(cluster, to: &merged)
      cluster.removeAll(keepingCapacity: true)
    }
    cluster.append(ruling)
  }
  appendJoined(cluster, to: &merged)
  return merged
}

/// Points across within which pieces lie on one line.
private let sameLine = 0.35
/// Points along that may be open between two pieces.
private let meetingGap = 0.8
/// Points by which two pieces that meet may overlap, if no more than they are thick.
private let greatestOverlap = 1.0
/// Points: dashes are at most so long, and so far apart.
private let greatestDash = 9.0
private let greatestDashGap = 6.0

private func appendJoined(_ cluster: [Ruling], to merged: inout [Ruling]) {
  guard cluster.count > 1 else {
    merged += cluster
    return
  }
  let sorted = cluster.indices.sorted { (cluster[$0].start, cluster[$0].end, $0) < (cluster[$1].start, cluster[$1].end, $1) }
  var current = cluster[sorted[0]]
  var pieces = 1
  var lastLength = current.end - current.start
  for index in sorted.dropFirst() {
    let next = cluster[index]
    let gap = next.start - current.end
    let length = next.end - next.start
    let isAlike = next.colour == current.colour && abs(next.thickness - current.thickness) < 0.5
    let isDash = isAlike && gap > meetingGap && gap <= greatestDashGap && length <= greatestDash && lastLength <= greatestDash
    // White is seen on shading only, and so are strips of shading; joined with ink, either would be taken for the other.
    let isSeenAlike = isPale(next.colour) == isPale(current.colour)
    if gap <= meetingGap && (isAlike || gap <= 0 && isSeenAlike) || isDash {
      if !isDash, abs(gap) <= max(greatestOverlap, next.thickness), length > greatestDash { current.joints.append(current.end + gap / 2) }
      current.box = current.box.union(next.box)
      current.dashed = current.dashed || next.dashed || (isDash && pieces >= 3)
      pieces += 1
    } else {
      merged.append(current)
      current = next
      pieces = 1
    }
    lastLength = length
  }
  merged.append(current)
}

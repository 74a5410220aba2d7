import Model

func ledger(_ flow: Flow, draft: Draft, furniture: Furniture) -> [PageFacts] {
  flow.pages.enumerated().map { index, page in
    PageFacts(
      number: page.number, label: page.label ?? furniture.labels[index], width: page.shownWidth, height: page.shownHeight,
      rotation: page.rotation, glyphs: GlyphLedger())
  }
}

func ledgerFindings(_ pages: [PageFacts]) -> [Finding] { [] }

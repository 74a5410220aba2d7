/// How the page looks on a screen and on paper. Colours keep a contrast of 7:1 (WCAG 2.2, 1.4.6).
let htmlStyle = """
  body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 serif; color: #1a1a1a; background: #fff; }
  h1, h2, h3, h4, h5, h6, nav, figcaption, .page, header p { font-family: sans-serif; line-height: 1.25; }
  nav ol, ul { list-style: none; padding-left: 1.5rem; }
  nav .level-2 { margin-left: 1rem; } nav .level-3 { margin-left: 2rem; }
  nav .level-4, nav .level-5, nav .level-6 { margin-left: 3rem; }
  a { color: #003b8e; }
  figure { margin: 1.5rem 0; } body { overflow-wrap: break-word; }
  figcaption { font-weight: bold; } figcaption p { margin: 0; }
  .units, .source, .note, .words, .footnote { font-size: .875rem; }
  table { border-collapse: collapse; font-size: .875rem; }
  th, td { border-bottom: 1px solid #767676; padding: .2rem .5rem; vertical-align: top; text-align: left; }
  thead { border-top: 2px solid #1a1a1a; border-bottom: 2px solid #1a1a1a; }
  td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
  .footnote { border-left: 3px solid #767676; padding-left: .75rem; }
  .page { float: right; clear: right; margin-right: -1rem; font-size: .75rem; color: #474747; }
  .page::before { content: "[" attr(title) "]"; }
  .reference { padding-left: 1.5rem; text-indent: -1.5rem; }
  @media print {
    body { max-width: none; margin: 0; font-size: 10pt; } nav { display: none; }
    a { color: inherit; text-decoration: none; }
    h1, h2, h3, h4, h5, h6, figcaption { break-after: avoid; } tr, .footnote { break-inside: avoid; } thead { display: table-header-group; }
    @page { margin: 2cm; }
  }

  """

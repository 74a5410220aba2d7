// The record as the page needs it: everything that can be pointed at is an item with an id, boxes on pages, and a place in a list.
//
//     {id, kind, type, page, boxes: [{page, box}], text, source, flags}
//
// kinds: block, cell, table, note, call, figure, mention, finding, section. Cells are `t1:2:3` (row, column), calls `n1^0`, findings `x0`.
'use strict';

foja.model = (() => {
  const record = foja.data.record;
  const items = new Map();
  const byPage = new Map();
  const blocks = new Map(record.blocks.map(block => [block.id, block]));
  const tableOf = new Map(record.tables.map(table => [table.block, table]));

  const add = item => {
    items.set(item.id, item);
    for (const page of new Set(item.boxes.map(place => place.page))) {
      if (!byPage.has(page)) byPage.set(page, []);
      byPage.get(page).push(item);
    }
    return item;
  };
  const at = (page, box) => box ? [{page, box}] : [];

  for (const block of record.blocks) {
    add({
      id: block.id, kind: 'block', type: block.type, page: block.page, text: block.text, source: block, flags: [],
      boxes: outlines(block.spans), lines: block.spans,
    });
  }
  for (const table of record.tables) {
    const block = blocks.get(table.block);
    add({
      id: table.id, kind: 'table', type: 'table', page: table.pages[0] ?? block?.page, source: table,
      text: [table.label, table.caption].filter(Boolean).join(' ') || `${table.id}: ${table.rows} × ${table.columns}`, boxes: block ? outlines(block.spans) : [],
      flags: (table.checks || []).some(check => !check.holds) ? ['total-does-not-hold'] : [],
    });
    for (const cell of table.cells) {
      add({
        id: `${table.id}:${cell.row}:${cell.column}`, kind: 'cell', type: cell.header ? 'head' : 'cell', page: cell.page, text: cell.text,
        source: cell, table, boxes: at(cell.page, cell.box), flags: (cell.value && cell.value.flags) || [],
      });
    }
  }
  for (const figure of record.figures) {
    add({
      id: figure.id, kind: 'figure', type: figure.kind, page: figure.page, source: figure, flags: [],
      text: [figure.label, figure.caption].filter(Boolean).join(' ') || (figure.texts || []).slice(0, 3).join(' '),
      boxes: at(figure.page, figure.box),
    });
  }
  for (const note of record.footnotes) {
    add({id: note.id, kind: 'note', type: 'note', page: note.page, text: `${note.marker} ${note.text}`, source: note, flags: [],
      boxes: at(note.page, note.box)});
    note.anchors.forEach((anchor, index) => add({
      id: `${note.id}^${index}`, kind: 'call', type: 'call', page: anchor.page, text: note.marker, source: anchor, note, flags: [],
      boxes: at(anchor.page, anchor.box),
    }));
  }
  for (const mention of record.mentions) {
    add({id: mention.id, kind: 'mention', type: mention.type, page: mention.page, text: mention.text, source: mention,
      boxes: at(mention.page, mention.box), drawn: overLines(mention), flags: mention.flags || []});
  }
  record.findings.forEach((finding, index) => add({
    id: `x${index}`, kind: 'finding', type: finding.severity, page: finding.page, text: foja.finding(finding).text, language: foja.finding(finding).language, source: finding, flags: [finding.code],
    boxes: at(finding.page, finding.box),
  }));
  for (const section of record.sections) {
    items.set(section.id, {
      id: section.id, kind: 'section', type: 'section', page: section.page, source: section, flags: [], boxes: items.get(section.block)?.boxes ?? [],
      text: [section.number, section.title].filter(Boolean).join(' '), block: section.block,
    });
  }

  // One box for what a block has on each page, or in each column of it: lines that go on below each other.
  function outlines(spans) {
    const out = [];
    for (const span of spans) {
      const [x0, y0, x1, y1] = span.box;
      const last = out[out.length - 1];
      const below = last && last.page === span.page && y0 >= last.box[1] && y0 - last.box[3] < 2.5 * (y1 - y0) && x0 < last.box[2] && x1 > last.box[0];
      if (below) last.box = [Math.min(last.box[0], x0), last.box[1], Math.max(last.box[2], x1), Math.max(last.box[3], y1)];
      else out.push({page: span.page, box: [...span.box]});
    }
    return out;
  }

  // A mention over several lines has one box, which holds other words too: it is drawn line by line, about where its letters are.
  function overLines(mention) {
    const spans = mention.cell ? [] : (blocks.get(mention.block)?.spans ?? []).filter(span => span.start < mention.end && mention.start < span.end);
    if (spans.length < 2) return null;
    return spans.map(({page, box: [x0, y0, x1, y1], start, end}) => {
      const x = offset => x0 + (x1 - x0) * Math.min(1, Math.max(0, (offset - start) / (end - start)));
      return {page, box: [x(mention.start), y0, x(mention.end), y1]};
    });
  }

  // Trouble first, in the order of the pages.
  const rank = {error: 0, warning: 1, info: 2};
  const findings = [...items.values()].filter(item => item.kind === 'finding')
    .sort((a, b) => rank[a.type] - rank[b.type] || (a.page ?? 0) - (b.page ?? 0));

  return {
    record, items, findings, blocks, tableOf,
    onPage: page => byPage.get(page) || [],
    of: (...kinds) => [...items.values()].filter(item => kinds.includes(item.kind)),
    // Boxes of the body's blocks on a page, in reading order.
    order: page => record.blocks.filter(block => block.type !== 'furniture')
      .flatMap(block => items.get(block.id).boxes.filter(place => place.page === page).map(place => place.box)),
  };
})();

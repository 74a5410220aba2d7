// The left side: every page as its picture, with marks over it. Marks of a page are made when it comes into view.
'use strict';

foja.pages = (() => {
  const {el, say, model} = foja;
  const layers = ['blocks', 'order', 'tables', 'notes', 'figures', 'mentions', 'furniture', 'hidden', 'findings'];
  const shown = new Set((foja.recall('layers') || 'blocks,tables,notes,figures,mentions,findings').split(','));
  const places = new Map();
  let chosen = null;
  let scroller = null;

  const layerOf = item => {
    switch (item.kind) {
      case 'block': return item.type === 'furniture' ? 'furniture' : 'blocks';
      case 'table': case 'cell': return 'tables';
      case 'note': case 'call': return 'notes';
      case 'figure': return 'figures';
      case 'mention': return 'mentions';
      case 'finding': return ['hidden-text', 'covered-text'].includes(item.source.code) ? 'hidden' : 'findings';
      default: return null;
    }
  };

  const draw = page => {
    const place = places.get(page.number);
    if (place.drawn) return;
    place.drawn = true;
    for (const layer of layers) place.groups[layer] = el('g', {class: 'layer ' + layer});
    // What is small lies over what is large, so that it can be clicked.
    const depth = {block: 0, table: 1, figure: 1, cell: 2, note: 3, finding: 4, mention: 5, call: 6};
    const items = model.onPage(page.number).filter(layerOf).sort((a, b) => depth[a.kind] - depth[b.kind]);
    for (const item of items) {
      // A table's own block is its table.
      if (item.kind === 'block' && ['table', 'figure', 'photo', 'footnote'].includes(item.type)) continue;
      for (const {page: number, box} of item.drawn ?? item.boxes) {
        if (number !== page.number) continue;
        const [x0, top, x1, y1] = box;
        // A mention in a cell has the cell's box: a strip at its foot leaves the cell to be read and clicked.
        const y0 = item.kind === 'mention' && item.source.cell ? Math.max(top, y1 - 3) : top;
        place.groups[layerOf(item)].append(el('rect', {
          class: `${item.kind} ${item.type}`, 'data-id': item.id, x: x0, y: y0, width: Math.max(0.5, x1 - x0), height: Math.max(0.5, y1 - y0),
        }));
      }
    }
    const boxes = model.order(page.number);
    const middle = ([x0, y0, x1, y1]) => [(x0 + x1) / 2, (y0 + y1) / 2];
    if (boxes.length > 1) {
      const path = boxes.map((box, index) => (index ? 'L' : 'M') + middle(box).map(part => part.toFixed(1)).join(' ')).join(' ');
      place.groups.order.append(el('path', {class: 'way', d: path}));
      for (const box of boxes) {
        const [x, y] = middle(box);
        place.groups.order.append(el('rect', {class: 'stop', x: x - 2, y: y - 2, width: 4, height: 4}));
      }
    }
    for (const layer of layers) {
      place.groups[layer].toggleAttribute('hidden', !shown.has(layer));
      place.svg.append(place.groups[layer]);
    }
    mark(place);
  };

  const mark = place => {
    place.svg.querySelectorAll('.chosen').forEach(rect => rect.remove());
    if (!chosen) return;
    for (const {page, box} of chosen.drawn ?? chosen.boxes) {
      if (page !== place.number) continue;
      const [x0, y0, x1, y1] = box;
      place.svg.append(el('rect', {class: 'chosen', x: x0 - 2, y: y0 - 2, width: x1 - x0 + 4, height: y1 - y0 + 4}));
    }
  };

  // Clicks on one place again and again go down through what lies there.
  let under = [];
  const clicked = event => {
    const ids = document.elementsFromPoint(event.clientX, event.clientY).filter(rect => rect.dataset?.id).map(rect => rect.dataset.id);
    const distinct = [...new Set(ids)];
    if (!distinct.length) return;
    const again = distinct.join() === under.join() && chosen && distinct.includes(chosen.id);
    under = distinct;
    foja.choose(distinct[again ? (distinct.indexOf(chosen.id) + 1) % distinct.length : 0], 'pages');
  };

  const make = page => {
    const svg = el('svg', {viewBox: `0 0 ${page.width} ${page.height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true', onclick: clicked});
    const failed = (foja.data.failed || {})[page.number];
    const name = say('page', page.number) + (page.label && page.label !== String(page.number) ? ` (${page.label})` : '');
    const sheet = el('div', {class: 'sheet'},
      failed ? el('p', {class: 'failed'}, say('not-drawn', failed))
        : el('img', {src: `pages/${page.number}.png`, loading: 'lazy', decoding: 'async', alt: say('page-picture', page.number),
          width: Math.round(page.width), height: Math.round(page.height)}), svg);
    sheet.style.aspectRatio = `${page.width} / ${page.height}`;
    const ledger = page.glyphs;
    const figure = el('figure', {'data-page': page.number},
      el('figcaption', {}, el('span', {}, name), ledger.unplaced ? el('strong', {}, say('unplaced', ledger.unplaced)) : null,
        el('span', {class: 'ledger'}, say('ledger', ledger.total, ledger.body, ledger.table, ledger.furniture, ledger.hidden))), sheet);
    places.set(page.number, {number: page.number, figure, svg, groups: {}, drawn: false});
    return figure;
  };

  const build = () => {
    scroller = el('section', {class: 'pages', id: 'pages', tabindex: '0', 'aria-label': say('pages')}, foja.data.record.pages.map(make));
    const watcher = new IntersectionObserver(entries => {
      for (const entry of entries) if (entry.isIntersecting) draw(foja.data.record.pages.find(page => page.number === +entry.target.dataset.page));
    }, {root: scroller, rootMargin: '800px'});
    for (const place of places.values()) watcher.observe(place.figure);
    return scroller;
  };

  const show = item => {
    chosen = item;
    for (const place of places.values()) if (place.drawn) mark(place);
    const first = item.boxes[0] || (item.page ? {page: item.page} : null);
    if (!first || !places.has(first.page)) return;
    const place = places.get(first.page);
    const page = foja.data.record.pages.find(other => other.number === first.page);
    draw(page);
    const sheet = place.svg.getBoundingClientRect();
    const frame = scroller.getBoundingClientRect();
    const top = sheet.top - frame.top + scroller.scrollTop;
    const y = first.box ? first.box[1] / page.height * sheet.height : -24;
    const bottom = first.box ? Math.min(first.box[3] / page.height * sheet.height, y + frame.height * 0.6) : 0;
    // Where it can be seen already nothing moves.
    if (first.box && top + y >= scroller.scrollTop + 8 && top + bottom <= scroller.scrollTop + frame.height - 8) return;
    scroller.scrollTop = top + y - (first.box ? frame.height * 0.3 : 0);
  };

  const toggle = layer => {
    if (shown.has(layer)) shown.delete(layer); else shown.add(layer);
    foja.remember('layers', [...shown].join(','));
    for (const place of places.values()) place.groups[layer]?.toggleAttribute('hidden', !shown.has(layer));
    return shown.has(layer);
  };

  return {build, show, toggle, layers, isShown: layer => shown.has(layer)};
})();

// What is known of the chosen item: its fields, why it is what it is, and the buttons to mark it as wrong.
'use strict';

foja.detail = (() => {
  const {el, say, model} = foja;
  let place;

  const fields = pairs => el('dl', {}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
    .flatMap(([name, value]) => [el('dt', {}, say('field-' + name)), el('dd', {}, value instanceof Node ? value : String(value))]));
  const link = (id, text) => el('button', {type: 'button', class: 'link', onclick: () => foja.choose(id, 'detail')}, text ?? id);
  const box = item => item.boxes[0] ? item.boxes[0].box.join(', ') : null;

  const facts = item => {
    const it = item.source;
    switch (item.kind) {
      case 'block': return [['type', foja.typeName(item.type)], ['level', it.level], ['marker', it.marker], ['section', it.section && link(it.section, model.items.get(it.section)?.text)],
        ['language', it.language], ['confidence', it.confidence], ['box', box(item)]];
      case 'section': return [['number', it.number], ['level', it.level], ['block', link(it.block)], ['parent', it.parent && link(it.parent, model.items.get(it.parent)?.text)]];
      case 'table': return [['size', `${it.rows} × ${it.columns}`], ['headerRows', it.headerRows], ['pages', it.pages.join(', ')], ['units', it.units], ['source', it.source],
        ['checks', it.checks?.length ? say('checks-hold', it.checks.filter(check => check.holds).length, it.checks.length) : null], ['confidence', it.confidence]];
      case 'cell': return [['table', link(item.table.id)], ['place', say('row-column', it.row + 1, it.column + 1)], ['type', foja.typeName(item.type)],
        ['value', it.value ? `${it.value.type}: ${foja.valueText(it.value)}` : null], ['flags', item.flags.join(', ')], ['box', box(item)]];
      case 'mention': return [['type', foja.typeName(item.type)], ['value', foja.valueText(it.value)], ['block', link(it.block)], ['rule', it.rule], ['flags', item.flags.join(', ')], ['box', box(item)]];
      case 'note': return [['marker', it.marker], ['calls', el('span', {}, it.anchors.map((anchor, index) => link(`${it.id}^${index}`, say('p', anchor.page))))], ['block', link(it.block)]];
      case 'call': return [['note', link(item.note.id, item.note.marker)], ['block', link(it.block)]];
      case 'figure': return [['type', foja.typeName(item.type)], ['units', it.units], ['source', it.source], ['box', box(item)]];
      case 'finding': return [['code', it.code], ['severity', foja.typeName(it.severity)], ['box', box(item)]];
      default: return [];
    }
  };

  // A mention within its text, some words before and after. Offsets count scalars.
  const context = item => {
    if (item.kind !== 'mention') return null;
    const owner = item.source.cell ? model.items.get(`${model.tableOf.get(item.source.block)?.id}:${item.source.cell.join(':')}`) : model.items.get(item.source.block);
    const scalars = Array.from(owner?.text ?? '');
    const part = (from, to) => scalars.slice(Math.max(0, from), Math.max(0, to)).join('');
    const {start, end} = item.source;
    return el('p', {class: 'context'}, (start > 160 ? '… ' : '') + part(start - 160, start), el('mark', {}, part(start, end)), part(end, end + 160) + (end + 160 < scalars.length ? ' …' : ''));
  };

  const measures = list => el('p', {class: 'extra'}, list.map(({name, value}) => {
    const word = say('v-' + value);
    return `${say('m-' + name)} ${word === 'v-' + value ? value : word}`;
  }).join(' · '));

  // Made when the page was written: the rules that had a say, or what was weighed.
  const why = item => {
    const said = (foja.data.why || {})[item.kind === 'section' ? item.block : ['table', 'figure', 'note'].includes(item.kind) ? item.source.block : item.id];
    if (!said) return null;
    const parts = [el('h3', {}, say('why'))];
    if (said.rules) {
      parts.push(el('ul', {class: 'why'}, said.rules.map(rule => el('li', {class: rule.outcome === 'stands' ? 'won' : 'lost'},
        el('strong', {}, rule.rule), ` ${rule.text} → ${rule.value} `, el('span', {class: 'extra'}, rule.outcome === 'stands' ? say('stands') : rule.outcome),
        rule.file ? el('div', {class: 'extra'}, `${rule.file}:${rule.line}`) : null, rule.pattern ? el('code', {}, rule.pattern) : null))));
    }
    if (said.step) parts.push(el('p', {}, say('step-' + said.step)));
    if (said.by) parts.push(el('p', {}, say('by', say('by-' + said.by))));
    if (said.measured) parts.push(measures(said.measured));
    for (const candidate of said.candidates ?? []) {
      const [found, size] = [say('found-' + candidate.kind), `${candidate.rows} × ${candidate.columns}`];
      parts.push(el('p', {class: candidate.reason ? 'lost' : 'won'}, candidate.reason ? say('no-table', found, size, say('no-' + candidate.reason))
        : say('a-table', found, size, candidate.confidence, say('by-' + candidate.by))));
      parts.push(measures(candidate.measured));
    }
    if (said.step === 'table' && said.candidates && said.candidates.every(candidate => candidate.reason)) parts.push(el('p', {}, say('without-candidate')));
    if (said.evidences) {
      if (said.barred) parts.push(el('p', {}, say('barred', say('bar-' + said.barred))));
      if (said.raised) parts.push(el('p', {}, say('raised', say('raise-' + said.raised))));
      if (said.dropped) parts.push(el('p', {}, say('dropped', say('drop-' + said.dropped))));
      if (said.weighed) parts.push(el('p', {}, say('weighed-as', said.weighed)));
      parts.push(el('p', {}, say(said.taken ? 'heading-yes' : 'heading-no', said.score, said.threshold)));
      parts.push(el('table', {class: 'why'}, el('thead', {}, el('tr', {}, ['evidence', 'measured', 'adds'].map(name => el('th', {scope: 'col'}, say(name))))),
        el('tbody', {}, said.evidences.map(entry => el('tr', {}, el('th', {scope: 'row'}, entry.name), el('td', {}, entry.value), el('td', {}, String(entry.adds)))))));
    }
    return parts;
  };

  // MARK: Corrections

  const spot = item => ({page: item.boxes[0].page, box: item.boxes[0].box, text: textOf(item)});
  // A table is known by its first words.
  const textOf = item => item.kind === 'table' ? (item.source.cells.find(cell => cell.text) || {text: ''}).text : item.kind === 'mention' || item.kind === 'cell' || item.kind === 'block' ? item.source.text : item.text;
  const button = (id, text, mark) => el('button', {type: 'button', 'data-mark': id, onclick: () => foja.marks.put(mark())}, text);

  const corrections = item => {
    if (!item.boxes.length) return null;
    const rows = [];
    if (item.kind === 'block' && !['table', 'figure', 'photo', 'furniture'].includes(item.type)) {
      const level = item.type === 'heading' ? item.source.level : 0;
      rows.push(el('div', {class: 'choices', role: 'group', 'aria-label': say('mark-heading')}, el('span', {}, say('mark-heading')),
        level ? button('heading-no', say('not-heading'), () => ({kind: 'heading', says: 'no', ...spot(item)})) : null,
        [1, 2, 3, 4, 5, 6].filter(number => number !== level).map(number =>
          button('heading-' + number, String(number), () => ({kind: 'heading', says: number, ...spot(item)})))));
      rows.push(el('div', {class: 'choices'}, button('title', say('is-title'), () => ({kind: 'title', says: item.source.text, ...spot(item)}))));
    }
    if (item.kind === 'table') {
      const tables = model.of('table');
      const next = tables[tables.indexOf(item) + 1];
      if (next && next.boxes.length) {
        rows.push(el('div', {class: 'choices'}, button('table-joined', say('one-with', next.id, next.page), () => ({kind: 'table', says: 'joined', ...spot(item), with: spot(next)}))));
      }
    }
    if (item.kind === 'cell') {
      rows.push(el('div', {class: 'choices'}, item.source.header
        ? button('header-no', say('not-head'), () => ({kind: 'header', says: 'no', ...spot(item)}))
        : button('header-yes', say('is-head'), () => ({kind: 'header', says: 'yes', ...spot(item)}))));
      rows.push(valueForm(item, item.source.value?.type ?? 'number', ['number', 'percent', 'money', 'date', 'missing']));
    }
    if (item.kind === 'mention') {
      rows.push(valueForm(item, item.type, null));
      rows.push(el('div', {class: 'choices'}, button('mention-no', say('not-' + (foja.words.en['not-' + item.type] ? item.type : 'mention')),
        () => ({kind: 'mention', type: item.type, says: 'no', ...spot(item)}))));
    }
    if (!rows.length) return null;
    return [el('h3', {}, say('wrong')), rows];
  };

  const partsOf = {
    money: ['amount', 'currency'], percent: ['number', 'unit'], quantity: ['number', 'unit'], number: ['number', 'unit'], date: ['edtf'], missing: [],
    organization: ['name'], person: ['name'], place: ['name'], event: ['name'], law: ['number', 'year'], work: ['title'], citation: ['key', 'pages'],
    acronym: ['short', 'long'], url: ['href'], identifier: ['scheme', 'id'],
  };
  const cellParts = {money: ['number', 'unit'], percent: ['number', 'unit']};
  const valueForm = (item, type, types) => {
    const form = el('form', {class: 'choices value', onsubmit: event => {
      event.preventDefault();
      const kind = event.target.elements.type?.value ?? type;
      const value = {};
      for (const input of event.target.querySelectorAll('input')) if (input.value.trim() !== '') value[input.name] = input.value.trim();
      if (['organization', 'person', 'place'].includes(kind) && item.kind === 'mention') {
        if (value.name) foja.marks.put({kind: 'name', type: kind, says: value.name, ...spot(item)});
      } else {
        foja.marks.put({kind: item.kind === 'cell' ? 'cell' : 'value', type: kind, value, ...spot(item)});
      }
    }});
    const fill = kind => {
      const parts = (item.kind === 'cell' && cellParts[kind]) || partsOf[kind] || [];
      const inputs = parts.map(part => el('label', {}, say('field-' + part), ' ', el('input', {name: part, value: (item.source.value || {})[part] ?? '', autocomplete: 'off'})));
      form.replaceChildren(...(types ? [el('label', {}, say('type'), ' ', el('select', {name: 'type', onchange: event => fill(event.target.value)},
        types.map(name => el('option', {value: name, selected: name === kind}, foja.typeName(name)))))] : []), ...inputs,
      el('button', {type: 'submit', 'data-mark': 'value'}, say('is-value')));
    };
    fill(type);
    return form;
  };

  const marked = item => {
    const marks = foja.marks.of(item);
    return marks.length ? el('p', {class: 'marked'}, marks.map(mark => el('span', {}, `${say('marked')}: ${say('mark-' + mark.kind)} ${foja.markText(mark)} `))) : null;
  };
  const applied = item => {
    const box = String(item.boxes[0]?.box);
    const list = (foja.data.record.corrections || []).filter(entry => String(entry.box) === box && entry.page === item.page);
    return list.length ? el('p', {class: 'marked'}, list.map(entry => `${say('corrected')}: ${say('mark-' + entry.kind)} (${say('outcome-' + entry.outcome)}) `)) : null;
  };

  const show = item => {
    const name = item.kind === 'section' ? say('section') : say('kind-' + item.kind);
    place.replaceChildren(el('h2', {}, `${name} ${item.id}`, item.page ? el('span', {class: 'where'}, say('p', item.page)) : null),
      context(item) ?? el('p', {class: 'full'}, item.text || say('without-text')), marked(item) ?? '', applied(item) ?? '', fields(facts(item)),
      ...(why(item) ?? []), ...(corrections(item) ?? []).flat());
    place.scrollTop = 0;
  };

  return {
    build: () => place = el('section', {class: 'detail', id: 'detail', 'aria-label': say('detail'), tabindex: '0'}, el('p', {class: 'none'}, say('choose'))),
    show,
  };
})();

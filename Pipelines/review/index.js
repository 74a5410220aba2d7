// All documents of a run: sorted, searched and filtered; those with trouble first. Rows are made as they come into view.
'use strict';

(() => {
  const {el, say, data} = foja;
  // path, outcome, code, message, pages, findings, state (gone, stale or ''), link
  const [path, outcome, code, message, pageCount, findings, state, target] = [0, 1, 2, 3, 4, 5, 6, 7];
  const trouble = {failed: 0, refused: 1, partial: 2, complete: 3};
  const rows = data.documents.map(row => ({row, folded: foja.fold(row[path] + ' ' + (row[code] ?? '') + ' ' + (row[message] ?? ''))}));
  const columns = [
    {name: 'document', by: row => row[path]},
    {name: 'outcome', by: row => trouble[row[outcome]] ?? 9},
    {name: 'code', by: row => row[code] ?? ''},
    {name: 'findings', by: row => -row[findings]},
    {name: 'pages-head', by: row => -row[pageCount]},
  ];
  let sorted = 1;
  let turned = false;
  let wanted = '';
  let kind = '';
  let count, body, list = [], done = 0;
  const portion = 150;
  const compare = new Intl.Collator(foja.language, {numeric: true}).compare;

  const line = row => el('tr', {},
    el('th', {scope: 'row'}, row[target] ? el('a', {href: row[target]}, row[path]) : row[path]),
    el('td', {}, el('span', {class: `outcome ${row[outcome]}`}, say(row[outcome])), row[state] ? ` (${say(row[state])})` : ''),
    el('td', {}, row[code] ?? '', row[message] ? el('div', {class: 'extra'}, row[message]) : null),
    el('td', {class: 'figure'}, String(row[findings])), el('td', {class: 'figure'}, String(row[pageCount])));
  const more = () => {
    const end = Math.min(list.length, done + portion);
    const made = document.createDocumentFragment();
    while (done < end) made.append(line(list[done++].row));
    body.append(made);
  };
  const fill = () => {
    const by = columns[sorted].by;
    list = rows.filter(({row, folded}) => folded.includes(wanted) && (!kind || (kind === 'trouble' ? row[outcome] !== 'complete' || row[state] : row[outcome] === kind)));
    list.sort((a, b) => {
      const [left, right] = [by(a.row), by(b.row)];
      const order = typeof left === 'number' ? left - right : compare(left, right);
      return (turned ? -order : order) || b.row[findings] - a.row[findings] || compare(a.row[path], b.row[path]);
    });
    done = 0;
    body.replaceChildren();
    more();
    count.textContent = say('documents-shown', list.length, rows.length);
    document.querySelectorAll('thead th').forEach((head, index) => {
      if (index === sorted) head.setAttribute('aria-sort', turned ? 'descending' : 'ascending'); else head.removeAttribute('aria-sort');
    });
  };
  const head = (column, index) => el('th', {scope: 'col'}, el('button', {type: 'button', 'data-sort': column.name, onclick: () => {
    turned = sorted === index ? !turned : false;
    sorted = index;
    fill();
  }}, say(column.name)));

  const kinds = Object.keys(trouble).map(name => [name, data.documents.filter(row => row[outcome] === name).length]).filter(([, number]) => number);
  const search = el('input', {type: 'search', id: 'search', placeholder: say('search'), 'aria-label': say('search'), oninput: event => { wanted = foja.fold(event.target.value.trim()); fill(); }});
  const choice = el('select', {id: 'outcome', 'aria-label': say('outcome'), onchange: event => { kind = event.target.value; fill(); }},
    el('option', {value: ''}, say('all-outcomes')), el('option', {value: 'trouble'}, say('only-trouble')), kinds.map(([name]) => el('option', {value: name}, say(name))));
  count = el('span', {class: 'count', role: 'status'});
  body = el('tbody');
  const sentinel = el('div', {class: 'sentinel'});
  document.title = `${say('all-documents')} · Foja`;
  document.body.replaceChildren(
    el('header', {}, el('div', {class: 'line'}, el('h1', {}, say('all-documents')), el('span', {class: 'extra'},
      say('index-summary', data.documents.length, kinds.map(([name, number]) => `${say(name)} ${number}`).join(', '))), el('span', {class: 'push'}), ...foja.switches())),
    el('main', {}, el('div', {class: 'filters line'}, search, choice, count),
      el('table', {class: 'rows'}, el('thead', {}, el('tr', {}, columns.map(head))), body), sentinel));
  fill();
  new IntersectionObserver(entries => { if (entries.some(entry => entry.isIntersecting)) while (done < list.length && sentinel.getBoundingClientRect().top < innerHeight + 600) more(); },
    {rootMargin: '600px'}).observe(sentinel);
  document.addEventListener('keydown', event => {
    if (event.key === '/' && foja.isOrder(event)) { event.preventDefault(); search.focus(); }
    if (event.key === 'd' && foja.isOrder(event)) foja.switchTheme();
  });
  document.documentElement.dataset.ready = 'yes';
})();

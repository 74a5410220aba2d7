// The right side's lists: findings, sections, text, tables, mentions, corrections; one at a time, searched and filtered.
'use strict';

foja.lists = (() => {
  const {el, say, model} = foja;
  const sources = {
    findings: () => model.findings,
    sections: () => model.of('section'),
    text: () => model.of('block').filter(item => item.type !== 'table'),
    tables: () => model.of('table', 'cell').filter(item => item.kind === 'table' || item.text),
    mentions: () => model.of('mention'),
    notes: () => model.of('note', 'figure'),
  };
  const tabOf = {finding: 'findings', section: 'sections', block: 'text', table: 'tables', cell: 'tables', mention: 'mentions', note: 'notes',
    call: 'notes', figure: 'notes'};
  const names = [...Object.keys(sources), 'marks'];
  const cache = {};
  let current = 'findings';
  let wanted = '';
  let type = '';
  let flag = '';
  let tablist, panel, typeField, flagField, count;

  const all = name => cache[name] = cache[name] || sources[name]();
  const passes = item => (!type || item.type === type) && (!flag || item.flags.includes(flag))
    && (!wanted || foja.fold(item.text + ' ' + (item.flags.join(' '))).includes(wanted));
  const visible = () => current === 'marks' ? [] : all(current).filter(passes);

  const row = item => {
    const badge = item.kind === 'block' && item.source.level && item.type === 'heading' ? `${say('type-heading')} ${item.source.level}`
      : foja.typeName(item.type);
    const extra = item.kind === 'mention' ? foja.valueText(item.source.value) : item.kind === 'cell' && item.source.value
      ? foja.valueText(item.source.value) : item.kind === 'finding' ? item.source.code : null;
    const button = el('button', {type: 'button', class: `row ${item.kind} ${item.type}`, 'data-id': item.id, onclick: () => foja.choose(item.id, 'lists')},
      el('span', {class: `badge ${item.kind} ${item.type}`}, badge),
      el('span', {class: 'words', ...(item.language ? {lang: item.language} : {})}, item.text || say('without-text')),
      extra ? el('span', {class: 'extra'}, extra) : null,
      item.page ? el('span', {class: 'where'}, say('p', item.page)) : null);
    if (item.kind === 'section') button.dataset.depth = Math.min(6, item.source.level);
    if (item.kind === 'cell') button.dataset.depth = 2;
    return el('li', {}, button);
  };

  // Rows are made in portions as they come into view: a long report has ten thousand.
  const portion = 120;
  const fill = () => {
    panel.replaceChildren();
    if (current === 'marks') { panel.append(foja.marks.list()); count.textContent = say('count', foja.marks.count()); return; }
    const items = visible();
    count.textContent = say('count', items.length);
    if (!items.length) { panel.append(el('p', {class: 'none'}, say(wanted || type || flag ? 'none-fits' : 'none-' + current))); return; }
    const list = el('ul', {class: 'rows'});
    panel.append(list);
    let done = 0;
    const more = upTo => {
      while (done < items.length && done < upTo) list.append(row(items[done++]));
      if (done >= items.length) watcher.disconnect();
    };
    const sentinel = el('div', {class: 'sentinel'});
    panel.append(sentinel);
    const watcher = new IntersectionObserver(entries => { if (entries.some(entry => entry.isIntersecting)) more(done + portion); }, {root: panel, rootMargin: '600px'});
    watcher.observe(sentinel);
    more(portion);
    fill.upTo = id => { const index = items.findIndex(item => item.id === id); if (index >= 0) more(index + 50); return index >= 0; };
  };

  const options = (field, values, any, name) => {
    field.replaceChildren(el('option', {value: ''}, any), ...values.map(value => el('option', {value}, name(value))));
    field.disabled = values.length === 0;
  };
  const open = (name, keep) => {
    current = name;
    if (!keep) { type = ''; flag = ''; }
    for (const tab of tablist.children) {
      const on = tab.dataset.tab === name;
      tab.setAttribute('aria-selected', on);
      tab.tabIndex = on ? 0 : -1;
    }
    panel.setAttribute('aria-labelledby', 'tab-' + name);
    const items = name === 'marks' ? [] : all(name);
    options(typeField, [...new Set(items.map(item => item.type))].sort(), say('all-types'), foja.typeName);
    options(flagField, [...new Set(items.flatMap(item => item.flags))].sort(), say('all-flags'), value => value);
    fill();
  };

  const build = () => {
    tablist = el('div', {role: 'tablist', class: 'tabs', 'aria-label': say('lists'), onkeydown: event => {
      const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (!step) return;
      const next = names[(names.indexOf(current) + step + names.length) % names.length];
      open(next);
      tablist.querySelector(`[data-tab=${next}]`).focus();
    }}, names.map(name => el('button', {type: 'button', role: 'tab', id: 'tab-' + name, 'data-tab': name, 'aria-controls': 'list', onclick: () => open(name)},
      say('tab-' + name), name === 'findings' ? el('span', {class: 'number'}, model.findings.length || '') : null,
      name === 'marks' ? el('span', {class: 'number', id: 'marked'}, foja.marks.count() || '') : null)));
    const search = el('input', {type: 'search', id: 'search', placeholder: say('search'), 'aria-label': say('search'), oninput: event => {
      wanted = foja.fold(event.target.value.trim());
      fill();
    }});
    typeField = el('select', {id: 'type', 'aria-label': say('type'), onchange: event => { type = event.target.value; fill(); }});
    flagField = el('select', {id: 'flag', 'aria-label': say('flag'), onchange: event => { flag = event.target.value; fill(); }});
    count = el('span', {class: 'count', role: 'status'});
    panel = el('div', {role: 'tabpanel', id: 'list', class: 'list', tabindex: '0'});
    const side = el('div', {class: 'lists'}, tablist, el('div', {class: 'filters'}, search, typeField, flagField, count), panel);
    open(model.findings.length ? 'findings' : 'text');
    return side;
  };

  const show = (item, from) => {
    const tab = tabOf[item.kind];
    // The list that was clicked in stays, whatever else has the item.
    if (from !== 'lists' && (tab !== current || !visible().some(other => other.id === item.id))) {
      wanted = '';
      document.getElementById('search').value = '';
      open(tab);
    }
    const id = item.kind === 'call' ? item.note.block && item.id.split('^')[0] : item.id;
    if (fill.upTo) fill.upTo(id);
    panel.querySelectorAll('[aria-current]').forEach(row => row.removeAttribute('aria-current'));
    const row = panel.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!row) return;
    row.setAttribute('aria-current', 'true');
    row.scrollIntoView({block: 'nearest'});
  };

  // To the next (or previous) row of the list.
  const step = (from, by) => {
    const items = visible();
    if (!items.length) return null;
    const index = items.findIndex(item => item.id === from);
    return items[index < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, index + by))].id;
  };

  return {build, show, step, open, refresh: () => open(current, true)};
})();

// Names of types are words of the page where it has them, else the record's own.
foja.typeName = type => foja.words[foja.language]['type-' + type] ?? foja.words.en['type-' + type] ?? type;

// Puts the page together, and keeps its two sides and the address in step. Keys: see `help`.
'use strict';

(() => {
  const {el, say, model, pages, lists, detail, data} = foja;
  const record = data.record;
  let chosen = null;
  let layerBoxes;

  // What was chosen, and on which side: the other one shows it.
  foja.choose = (id, from) => {
    const item = model.items.get(id);
    if (!item) return;
    chosen = item;
    pages.show(item);
    lists.show(item, from);
    detail.show(item);
    history.replaceState(null, '', '#' + encodeURIComponent(id));
  };
  foja.changed = () => {
    lists.refresh();
    if (chosen) detail.show(chosen);
    document.getElementById('marked').textContent = foja.marks.count() || '';
  };

  const toggle = layer => {
    const on = pages.toggle(layer);
    layerBoxes.querySelector(`[value=${layer}]`).checked = on;
  };

  const help = () => {
    const keys = [['n / p', 'key-findings'], ['j / k', 'key-rows'], ['/', 'key-search'], ['1 … 9', 'key-layers'], ['m', 'key-marks'], ['d', 'key-theme'], ['?', 'key-help']];
    const dialog = el('dialog', {'aria-labelledby': 'help-title'}, el('h2', {id: 'help-title'}, say('keys')),
      el('dl', {}, keys.flatMap(([key, text]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, say(text))])),
      el('p', {}, el('label', {}, el('input', {type: 'checkbox', checked: foja.recall('keys') !== 'off',
        onchange: event => foja.remember('keys', event.target.checked ? 'on' : 'off')}), ' ', say('keys-on'))),
      el('form', {method: 'dialog'}, el('button', {class: 'main'}, say('close'))));
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  const head = () => {
    const source = record.source;
    const place = el('input', {type: 'number', id: 'page', min: 1, max: record.pages.length, 'aria-label': say('go-to-page'), onchange: event => {
      const page = record.pages.find(page => page.number === +event.target.value);
      if (page) pages.show({boxes: [], page: page.number});
    }});
    layerBoxes = el('fieldset', {class: 'layers'}, el('legend', {}, say('layers')), pages.layers.map(layer => el('label', {class: 'layer-' + layer},
      el('input', {type: 'checkbox', value: layer, checked: pages.isShown(layer), onchange: () => toggle(layer)}), ' ', say('layer-' + layer))));
    return el('header', {},
      el('div', {class: 'line'}, data.index ? el('a', {href: data.index}, say('index')) : null,
        el('h1', {}, record.metadata.title || source.file),
        el('span', {class: 'extra'}, [source.file, record.profile, record.language, say('pages-count', record.pages.length)].join(' · ')),
        el('span', {class: 'push'}), ...foja.switches(),
        el('button', {type: 'button', class: 'quiet', onclick: help}, say('keys'))),
      el('div', {class: 'line'}, el('label', {}, say('page-label'), ' ', place), layerBoxes, el('span', {class: 'push'}),
        model.findings.length ? el('button', {type: 'button', onclick: () => next(1)}, say('next-finding')) : null));
  };

  // The next finding, in the order of their list.
  const next = by => {
    if (!model.findings.length) return;
    const at = chosen ? model.findings.indexOf(chosen) : -1;
    const index = at < 0 ? (by > 0 ? 0 : model.findings.length - 1) : (at + by + model.findings.length) % model.findings.length;
    foja.choose(model.findings[index].id, 'key');
  };
  const row = by => { const id = lists.step(chosen?.id, by); if (id) foja.choose(id, 'lists'); };

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && event.target.id === 'search') { event.target.blur(); return; }
    if (!foja.isOrder(event)) return;
    const orders = {n: () => next(1), p: () => next(-1), j: () => row(1), k: () => row(-1), m: () => lists.open('marks'), d: foja.switchTheme,
      '?': help, '/': () => document.getElementById('search').focus()};
    const order = orders[event.key] || (/^[1-9]$/.test(event.key) && pages.layers[event.key - 1] && (() => toggle(pages.layers[event.key - 1])));
    if (!order) return;
    event.preventDefault();
    order();
  });

  document.title = `${record.metadata.title || record.source.file} · Foja`;
  const side = el('div', {class: 'side'});
  document.body.replaceChildren(head(), el('main', {}, pages.build(), side));
  side.append(lists.build(), detail.build());
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked) foja.choose(asked, 'key');
  document.documentElement.dataset.ready = 'yes';
})();

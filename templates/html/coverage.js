(function () {
  'use strict';

  // Written for old engines too, as page.js is.
  var root = document.documentElement;
  var form = document.getElementById('filter');
  var area = document.getElementById('area');
  var lacking = document.getElementById('lacking');
  var count = document.getElementById('count');
  var bar = document.getElementById('bar');
  var table = document.getElementById('cross');
  var pane = table.parentElement;
  var panel = document.getElementById('panel');
  var evidence = document.getElementById('evidence');
  var every = document.getElementById('all');
  var points = all('.point');
  var rows = all('tbody tr', table);
  var links = all('td a', table);
  var mentions = {};
  var open = null;
  var current = null;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function toggle(element, name, on) {
    var names = element.className.split(/\s+/).filter(function (each) { return each && each !== name; });
    if (on) { names.push(name); }
    element.className = names.join(' ');
  }

  function above(element, name) {
    while (element && (' ' + element.className + ' ').indexOf(' ' + name + ' ') < 0) { element = element.parentElement; }
    return element;
  }

  function made(tag, look, text) {
    var element = document.createElement(tag);
    element.className = look;
    element.textContent = text;
    return element;
  }

  // A requirement opens and closes under its own head, which without a script is open and no button.
  function fold(point, on) {
    toggle(point, 'on', on);
    point.querySelector('.head').setAttribute('aria-expanded', on ? 'true' : 'false');
  }

  function unfolded() {
    return points.filter(function (each) { return !each.hidden; }).every(function (each) {
      return (' ' + each.className + ' ').indexOf(' on ') >= 0;
    });
  }

  function told() {
    var on = unfolded();
    every.textContent = on ? '全部收起' : '全部展开';
    every.setAttribute('aria-expanded', on ? 'true' : 'false');
  }

  points.forEach(function (point) {
    var head = point.querySelector('.head');
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'head';
    while (head.firstChild) { button.appendChild(head.firstChild); }
    head.parentNode.replaceChild(button, head);
    fold(point, false);
    button.addEventListener('click', function () {
      fold(point, button.getAttribute('aria-expanded') !== 'true');
      told();
    });
  });
  every.addEventListener('click', function () {
    var on = !unfolded();
    points.forEach(function (each) { if (!each.hidden) { fold(each, on); } });
    told();
  });

  all('.mention[data-cell]').forEach(function (each) {
    var key = each.getAttribute('data-cell');
    (mentions[key] = mentions[key] || []).push(each);
  });

  // What a cell rests on, as the list of requirements has it, is shown beside the table.
  function show(link) {
    if (open) {
      toggle(open.parentElement, 'open', false);
      open.removeAttribute('aria-expanded');
    }
    open = link;
    toggle(panel, 'empty', !link);
    evidence.textContent = '';
    if (!link) { return; }
    toggle(link.parentElement, 'open', true);
    link.setAttribute('aria-expanded', 'true');
    var found = mentions[link.getAttribute('data-cell')] || [];
    evidence.appendChild(made('h3', '', link.parentElement.parentElement.cells[0].textContent));
    found.forEach(function (each) {
      var point = above(each, 'point');
      var head = document.createElement('h4');
      var lead = document.createElement('a');
      lead.href = '#' + point.id;
      lead.appendChild(each.querySelector('.mark').cloneNode(true));
      lead.appendChild(made('span', 'at', point.querySelector('.at').textContent));
      lead.appendChild(made('span', 'name', point.querySelector('.name').textContent));
      head.appendChild(lead);
      var copy = each.cloneNode(true);
      copy.removeAttribute('id');
      copy.removeAttribute('data-cell');
      var where = [each.querySelector('.strength').textContent];
      var line = each.querySelector('.line');
      if (line) { where.push(line.textContent); }
      evidence.appendChild(head);
      evidence.appendChild(made('p', 'where', where.join('，')));
      var list = document.createElement('ul');
      list.className = 'mentions';
      list.appendChild(copy);
      evidence.appendChild(list);
    });
    panel.scrollTop = 0;
    measure();
  }

  // One stop of the Tab key for the whole table; inside, the arrow keys go from mark to mark.
  function reach(link) {
    links.forEach(function (each) { each.tabIndex = each === link ? 0 : -1; });
  }

  function seen(link) {
    return !link.parentElement.hidden && !link.parentElement.parentElement.hidden;
  }

  function beside(link, key) {
    var shown = links.filter(seen);
    var cell = link.parentElement;
    var row = cell.parentElement;
    var column = cell.cellIndex;
    var step = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
    if (key === 'ArrowLeft' || key === 'ArrowRight') { return shown[shown.indexOf(link) + step]; }
    var place = rows.indexOf(row) + step;
    while (rows[place]) {
      var other = rows[place].cells[column];
      var target = other && !rows[place].hidden && !other.hidden && other.querySelector('a');
      if (target) { return target; }
      place += step;
    }
    return null;
  }

  table.addEventListener('click', function (event) {
    var cell = event.target;
    while (cell !== table && cell.tagName !== 'TD') { cell = cell.parentElement; }
    var link = cell !== table && cell.querySelector('a');
    if (!link) { return; }
    event.preventDefault();
    reach(link);
    link.focus();
    show(link === open ? null : link);
  });
  table.addEventListener('keydown', function (event) {
    var link = event.target;
    if (link.tagName !== 'A' || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === ' ') {
      event.preventDefault();
      link.click();
    }
    if (!/^Arrow/.test(event.key)) { return; }
    event.preventDefault();
    var next = beside(link, event.key);
    if (next) {
      reach(next);
      next.focus();
      if (open) { show(next); }
    }
  });
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && open) {
      var link = open;
      show(null);
      link.focus();
    }
  });
  document.getElementById('close').addEventListener('click', function () {
    var link = open;
    show(null);
    if (link) { link.focus(); }
  });

  function filter() {
    var wanted = area.value;
    var gaps = lacking.checked;
    var active = !!(wanted || gaps);
    function fits(element) {
      return (!wanted || element.getAttribute('data-area') === wanted) && (!gaps || element.hasAttribute('data-gap'));
    }
    all('#gaps [data-area]').forEach(function (row) { row.hidden = !fits(row); });
    all('#gaps .gaps tbody').forEach(function (body) { body.hidden = !body.querySelector('[data-area]:not([hidden])'); });
    var listed = document.querySelector('.gaps');
    if (listed) {
      listed.hidden = !listed.querySelector('tbody:not([hidden])');
      document.querySelector('#gaps .none').hidden = !listed.hidden;
    }
    points.forEach(function (point) { point.hidden = !fits(point); });
    all('#points .chapter').forEach(function (chapter) { chapter.hidden = !chapter.querySelector('.point:not([hidden])'); });
    all('[data-area]', table).forEach(function (cell) { cell.hidden = !!wanted && cell.getAttribute('data-area') !== wanted; });
    // The sums are of all tasks and areas, so they go where some are left out.
    toggle(table, 'lacking', gaps);
    toggle(table, 'filtered', active);
    rows.forEach(function (row) {
      row.hidden = active && !row.querySelector('td:not([hidden]) a' + (gaps ? ' .gap' : ''));
    });
    var any = rows.some(function (row) { return !row.hidden; });
    pane.hidden = !any;
    document.querySelector('#heat .none').hidden = any;
    if (open && !seen(open)) { show(null); }
    var first = links.filter(seen);
    reach(first.filter(function (each) { return each.tabIndex === 0; })[0] || first[0]);
    var counted = points.filter(function (each) { return each.getAttribute('data-area'); });
    count.textContent = active ? counted.filter(function (each) { return !each.hidden; }).length + '/' + counted.length + ' 个要点' : '';
    toggle(form, 'active', active);
    told();
    measure();
  }

  // The address names a section, a requirement, a row of the picture or a piece of evidence, filtered out or not.
  function follow() {
    var place = document.getElementById(location.hash.slice(1));
    if (current) { toggle(current, 'current', false); }
    current = null;
    if (!place) { return; }
    var point = above(place, 'point');
    var inside = point || above(place, 'item') || above(place, 'chapter');
    if (!inside) { return; }
    if (inside.hidden || above(inside, 'chapter') && above(inside, 'chapter').hidden) { form.reset(); lacking.checked = false; area.value = ''; filter(); }
    if (point) {
      fold(point, true);
      told();
    }
    current = inside;
    toggle(current, 'current', true);
    if (pane.contains(place)) { pane.scrollTop += place.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3; }
    var target = pane.contains(place) ? pane : place;
    window.scrollBy(0, target.getBoundingClientRect().top - bar.offsetHeight - 16);
    place.focus({ preventScroll: true });
  }

  // Heads stay under the bar, whose height depends on the window; the second line of heads under the first.
  function measure() {
    var top = bar.offsetHeight;
    all('.grid thead th').forEach(function (cell) { cell.style.top = top + 'px'; });
    var room = Math.max(240, window.innerHeight - top - 40) + 'px';
    pane.style.maxHeight = room;
    // Beside the table; in a narrow window it lies at the foot of it.
    panel.style.maxHeight = room;
    panel.style.top = window.getComputedStyle(panel).position === 'fixed' ? '' : top + 16 + 'px';
    var lines = all('thead tr', table);
    if (lines.length > 1) {
      var head = lines[0].querySelector('th[colspan]:not([hidden])');
      var offset = head ? head.offsetHeight : 0;
      all('th', lines[1]).forEach(function (cell) { cell.style.top = offset + 'px'; });
    }
    var foot = 0;
    all('tfoot tr', table).reverse().forEach(function (row) {
      all('th, td', row).forEach(function (cell) { cell.style.bottom = foot + 'px'; });
      foot += row.offsetHeight;
    });
  }

  toggle(root, 'live', true);
  form.hidden = false;
  above(every, 'tools').hidden = false;
  panel.hidden = !links.length;
  table.setAttribute('role', 'grid');
  links.forEach(function (each) { each.setAttribute('aria-controls', 'panel'); });
  form.addEventListener('change', filter);
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('reset', function () { setTimeout(filter, 0); });
  window.addEventListener('hashchange', follow);
  window.addEventListener('resize', measure);
  filter();
  follow();
}());

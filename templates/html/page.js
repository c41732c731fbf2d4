(function () {
  'use strict';

  // Written for old engines too: no arrow functions, no let, no NodeList.forEach, no closest.
  var root = document.documentElement;
  var form = document.getElementById('filter');
  var views = all('.view');
  var links = all('.bar nav a');
  var bar = document.getElementById('bar');
  var head = document.getElementById('head');

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

  // One view at a time. The address names a view, or a place inside one.
  function go() {
    var name = '';
    try { name = decodeURIComponent(location.hash.slice(1)); } catch (error) { name = ''; }
    var place = name && document.getElementById(name);
    var view = place && above(place, 'view') || views[0];
    views.forEach(function (each) { toggle(each, 'on', each === view); });
    links.forEach(function (link) {
      if (link.getAttribute('href') === '#' + view.id) { link.setAttribute('aria-current', 'page'); } else { link.removeAttribute('aria-current'); }
    });
    toggle(root, 'tables', view.id !== 'plan');
    measure();
    if (place && place !== view) {
      window.scrollBy(0, place.getBoundingClientRect().top - bar.offsetHeight - 16);
    } else if (name) {
      window.scrollTo(0, Math.min(window.pageYOffset, head.offsetHeight));
    }
  }

  // Heads of long tables stay under the bar, whose height depends on the window.
  function measure() {
    all('.grid thead th').forEach(function (cell) { cell.style.top = bar.offsetHeight + 'px'; });
    all('.pane').forEach(function (pane) {
      pane.style.maxHeight = Math.max(240, window.innerHeight - bar.offsetHeight - 110) + 'px';
    });
  }

  // Full-width letters, digits and marks are looked for as their half-width twins, without regard to case.
  function fold(text) {
    return text.replace(/[\uff01-\uff5e]/g, function (ch) {
      return String.fromCharCode(ch.charCodeAt(0) - 0xfee0);
    }).replace(/\u3000/g, ' ').toLowerCase();
  }

  function filtering() {
    var tasks = JSON.parse(document.getElementById('data').textContent).tasks;
    var words = document.getElementById('words');
    var unit = document.getElementById('unit');
    var role = document.getElementById('role');
    var texts = tasks.map(function (task) { return fold(task.words); });
    var rows = all('tr[data-task]');
    var paragraphs = all('.text [data-task]');
    var columns = all('#cross col');

    function hits(place) {
      var roles = tasks[place].roles;
      var wanted = role.value;
      if (unit.value) {
        if (!roles[unit.value] || wanted && roles[unit.value] !== wanted) { return false; }
      } else if (wanted && !Object.keys(roles).some(function (key) { return roles[key] === wanted; })) {
        return false;
      }
      return fold(words.value).split(/\s+/).every(function (word) { return texts[place].indexOf(word) >= 0; });
    }

    function show() {
      var found = tasks.map(function (task, place) { return hits(place); });
      var count = found.filter(Boolean).length;
      var active = !!(words.value.trim() || unit.value || role.value);
      rows.forEach(function (row) { row.hidden = !found[row.getAttribute('data-task')]; });
      paragraphs.forEach(function (each) { toggle(each, 'dim', !found[each.getAttribute('data-task')]); });
      all('tbody').forEach(function (body) {
        var group = body.querySelector('.group');
        if (group) { group.hidden = !body.querySelector('tr[data-task]:not([hidden])'); }
      });
      all('.unit').forEach(function (sheet) {
        var other = unit.value && sheet.getAttribute('data-unit') !== unit.value;
        sheet.hidden = !!other || !sheet.querySelector('tr[data-task]:not([hidden])');
      });
      all('.none').forEach(function (note) {
        var view = above(note, 'view');
        note.hidden = view.id === 'targets' || !!view.querySelector(view.id === 'plan' ? '.text [data-task]:not(.dim)' : 'tr[data-task]:not([hidden])') || !tasks.length;
        if (view.id === 'units') { note.hidden = !!view.querySelector('.unit:not([hidden])'); }
      });
      columns.forEach(function (column, place) { toggle(column, 'chosen', unit.value && place === +unit.value + 2); });
      document.getElementById('count').textContent = active ? count + '/' + tasks.length + ' 项' : '';
      toggle(form, 'active', active);
    }

    form.hidden = false;
    form.addEventListener('input', show);
    form.addEventListener('change', show);
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('reset', function () { setTimeout(show, 0); });
    all('.none button').forEach(function (button) {
      button.addEventListener('click', function () { form.reset(); });
    });
    document.addEventListener('keydown', function (event) {
      var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
      if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        words.focus();
      } else if (event.key === 'Escape' && event.target === words) {
        form.reset();
      }
    });
    show();
  }

  // The column under the pointer, and in words what the cell says.
  function crosshair() {
    var table = document.getElementById('cross');
    var where = document.getElementById('where');
    if (!table) { return; }
    var columns = all('col', table);
    var heads = all('thead span', table);
    var marked = null;
    table.addEventListener('mouseover', function (event) {
      var cell = event.target;
      while (cell && cell !== table && !/^T[DH]$/.test(cell.tagName)) { cell = cell.parentElement; }
      var row = cell && cell.parentElement;
      var inside = row && row.getAttribute('data-task') !== null && cell.cellIndex > 1;
      if (marked) { toggle(marked, 'over', false); marked = null; }
      where.textContent = '';
      if (!inside) { return; }
      marked = columns[cell.cellIndex];
      toggle(marked, 'over', true);
      where.textContent = row.cells[1].textContent + '　' + heads[cell.cellIndex - 2].textContent + (cell.textContent ? '　' + cell.textContent : '');
    });
  }

  toggle(root, 'js', true);
  if (form) { filtering(); }
  crosshair();
  window.addEventListener('hashchange', go);
  window.addEventListener('resize', measure);
  go();
}());

(function () {
  'use strict';

  // Written for old engines too, as page.js is.
  var form = document.getElementById('filter');
  var words = document.getElementById('words');
  var count = document.getElementById('count');
  var bar = document.getElementById('bar');
  var none = document.querySelector('.none');
  var choices = all('[data-look]', form);
  var look = '';
  var current = null;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function toggle(element, name, on) {
    var names = element.className.split(/\s+/).filter(function (each) { return each && each !== name; });
    if (on) { names.push(name); }
    element.className = names.join(' ');
  }

  // Full-width letters, digits and marks are looked for as their half-width twins, without regard to case.
  function fold(text) {
    return text.replace(/[\uff01-\uff5e]/g, function (ch) {
      return String.fromCharCode(ch.charCodeAt(0) - 0xfee0);
    }).replace(/\u3000/g, ' ').toLowerCase();
  }

  var groups = all('tr.pair').map(function (row) {
    return {
      row: row,
      lines: all('.line', row).map(function (line) {
        return { element: line, looks: ' ' + line.className + ' ', text: fold(line.querySelector('p').textContent) };
      })
    };
  });
  var rest = all('tbody.rest, tr.heading');
  var doubts = all('.line.doubt');
  var cards = all('.card');

  function show() {
    var wanted = fold(words.value).split(/\s+/);
    var active = !!(look || words.value.trim());
    var found = 0;
    groups.forEach(function (group) {
      var hits = 0;
      group.lines.forEach(function (line) {
        var hit = (!look || line.looks.indexOf(' ' + look + ' ') >= 0) &&
          wanted.every(function (word) { return line.text.indexOf(word) >= 0; });
        line.element.hidden = !hit;
        hits += hit ? 1 : 0;
      });
      group.row.hidden = !hits;
      found += hits;
    });
    rest.forEach(function (body) { body.hidden = active; });
    choices.forEach(function (button) {
      button.setAttribute('aria-pressed', button.getAttribute('data-look') === look ? 'true' : 'false');
    });
    none.hidden = found > 0;
    count.textContent = active ? found + ' 段' : '';
  }

  function clear() {
    look = '';
    words.value = '';
    show();
  }

  function mark(line) {
    if (current) { toggle(current, 'current', false); }
    current = line;
    if (line) { toggle(line, 'current', true); }
  }

  // The doubt after or before the one at hand; the last is followed by the first.
  function step(by) {
    if (!doubts.length) { return; }
    var at = doubts.indexOf(current);
    var next = at < 0 ? (by > 0 ? 0 : doubts.length - 1) : (at + by + doubts.length) % doubts.length;
    go(doubts[next]);
    count.textContent = '第 ' + (next + 1) + '/' + doubts.length + ' 处';
  }

  function go(line) {
    if (line.hidden) { clear(); }
    mark(line);
    line.focus({ preventScroll: true });
    // With the beginning of what it became in sight, where that is near: there the doubt is told.
    var row = line.parentElement.getBoundingClientRect().top;
    var top = line.getBoundingClientRect().top;
    window.scrollBy(0, (top - row < window.innerHeight / 3 ? row : top) - bar.offsetHeight - 60);
  }

  // The address names a paragraph of the source, also when it is filtered out.
  function follow() {
    var line = document.getElementById(location.hash.slice(1));
    if (line && (' ' + line.className + ' ').indexOf(' line ') >= 0) { go(line); }
  }

  // The heads of the two sides, and short results, stay under the bar, whose height depends on the window.
  function measure() {
    var top = bar.offsetHeight;
    all('.sides > thead th').forEach(function (cell) { cell.style.top = top + 'px'; });
    var room = window.innerHeight - top - 60;
    var high = cards.map(function (card) { return card.offsetHeight > room; });
    cards.forEach(function (card, place) {
      card.style.position = high[place] ? 'static' : '';
      card.style.top = top + 44 + 'px';
    });
  }

  form.hidden = false;
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  words.addEventListener('input', show);
  choices.forEach(function (button) {
    button.addEventListener('click', function () {
      look = button.getAttribute('data-look');
      show();
      window.scrollTo(0, Math.min(window.pageYOffset, bar.offsetTop));
    });
  });
  none.querySelector('button').addEventListener('click', clear);
  if (doubts.length) {
    document.getElementById('next').addEventListener('click', function () { step(1); });
    document.getElementById('previous').addEventListener('click', function () { step(-1); });
  }
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === 'Escape' && event.target === words) { clear(); }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) { return; }
    if (event.key === 'n') { step(1); }
    if (event.key === 'p') { step(-1); }
    if (event.key === '/') {
      event.preventDefault();
      words.focus();
    }
  });
  window.addEventListener('hashchange', follow);
  window.addEventListener('resize', measure);
  measure();
  show();
  follow();
}());

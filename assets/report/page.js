/* page.js: what the report can do with a script; without one it is read as it stands.
 * Sorts and filters the matrix, opens a cell, changes the language. Asks the network nothing.
 * SPDX-License-Identifier: Apache-2.0 */
(function () {
  'use strict';
  var root = document.documentElement;
  var data = JSON.parse(document.getElementById('data').textContent);
  var panel = document.getElementById('panel');
  var tables = Array.prototype.slice.call(document.querySelectorAll('table.matrix'));
  var signs = { met: '●', floor: '◐', below: '○', unknown: '?', noline: '·' };
  var shown = 'all';
  var opened = null;

  root.classList.add('js');

  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function language() { return root.classList.contains('en') ? 1 : 0; }
  function say(key) { return data.say[key] ? data.say[key][language()] : key; }
  function text(of) {
    var found = typeof of === 'number' ? data.texts[of] : of || '';
    return Array.isArray(found) ? found[language()] : found;
  }
  function make(tag, name, content) {
    var node = document.createElement(tag);
    if (name) node.className = name;
    if (content !== undefined) node.textContent = content;
    return node;
  }

  /* ---- language ---- */

  var swapped = ['title', 'aria-label', 'placeholder'];

  function setLanguage(english) {
    root.classList.toggle('en', english);
    root.classList.toggle('zh', !english);
    root.lang = english ? 'en' : 'zh-CN';
    swapped.forEach(function (name) {
      each(document.querySelectorAll('[data-en-' + name + ']'), function (node) {
        if (!node.hasAttribute('data-zh-' + name)) node.setAttribute('data-zh-' + name, node.getAttribute(name));
        node.setAttribute(name, node.getAttribute((english ? 'data-en-' : 'data-zh-') + name));
      });
    });
    count();
    if (opened) open(opened);
  }

  document.getElementById('language').addEventListener('click', function () {
    setLanguage(language() === 0);
  });

  /* ---- filter and sort ---- */

  function count() {
    var all = 0;
    var visible = 0;
    tables.forEach(function (table) {
      each(table.tBodies[0].rows, function (row) { all += 1; visible += row.hidden ? 0 : 1; });
    });
    document.getElementById('shown').textContent = say('shown') + ' ' + visible + ' / ' + all;
  }

  function filter() {
    var wanted = document.getElementById('name').value.trim().toLowerCase();
    tables.forEach(function (table) {
      each(table.tBodies[0].rows, function (row) {
        var school = data.rows[+row.dataset.r];
        var named = (school.name || '') + ' ' + school.code;
        row.hidden = (shown !== 'all' && !row.classList.contains('is-' + shown)) ||
          (wanted !== '' && named.toLowerCase().indexOf(wanted) < 0);
      });
    });
    count();
  }

  each(document.querySelectorAll('[data-show]'), function (button) {
    button.addEventListener('click', function () {
      shown = button.dataset.show;
      each(document.querySelectorAll('[data-show]'), function (other) {
        other.setAttribute('aria-pressed', other === button ? 'true' : 'false');
      });
      filter();
    });
  });
  document.getElementById('name').addEventListener('input', filter);
  document.querySelector('.controls').addEventListener('submit', function (event) { event.preventDefault(); });

  /* Rows without a value stay last in both directions; ties keep the order of school codes. */
  function compare(column, up) {
    return function (a, b) {
      var x = a.cells[column].dataset.s;
      var y = b.cells[column].dataset.s;
      if (column === 0) {
        x = data.rows[+a.dataset.r].name || '';
        y = data.rows[+b.dataset.r].name || '';
        if (x !== y) return x.localeCompare(y, 'zh-CN') * (up ? 1 : -1);
      } else if (x !== y) {
        if (x === undefined) return 1;
        if (y === undefined) return -1;
        if (+x !== +y) return (+x < +y ? -1 : 1) * (up ? 1 : -1);
      }
      return +a.dataset.r - +b.dataset.r;
    };
  }

  tables.forEach(function (table) {
    var heads = table.tHead.rows[0].cells;
    each(heads, function (head, column) {
      head.querySelector('button').addEventListener('click', function () {
        var up = head.getAttribute('aria-sort') !== 'ascending';
        var rows = Array.prototype.slice.call(table.tBodies[0].rows).sort(compare(column, up));
        each(heads, function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
        roam(table);
      });
    });
  });

  /* ---- a cell opened ---- */

  function math(parent, key, content) {
    if (!content) return;
    parent.appendChild(make('h3', '', say(key)));
    parent.appendChild(make('p', 'math', content));
  }

  function leaves(step, found) {
    (step.i || []).forEach(function (input) { found.push(input); });
    (step.s || []).forEach(function (under) { leaves(under, found); });
    return found;
  }

  function inputs(step) {
    var seen = {};
    return leaves(step, []).filter(function (input) {
      var key = JSON.stringify(input);
      var is_new = !seen[key];
      seen[key] = true;
      return is_new;
    });
  }

  function source(input) {
    if (input.f === undefined) return say('by_hand');
    return [text(input.f), text(input.h), input.c].filter(Boolean).join(' · ');
  }

  function inputTable(list) {
    var table = make('table');
    var head = table.createTHead().insertRow();
    ['input', 'reported', 'share', 'source'].forEach(function (key) { head.appendChild(make('th', '', say(key))); });
    var body = table.createTBody();
    list.forEach(function (input) {
      var row = body.insertRow();
      var what = text(input.e) + (input.s === 'whole' ? '' : ' (' + say('stage_' + input.s) + ')');
      var cell = row.appendChild(make('td', '', what));
      cell.appendChild(document.createElement('br'));
      cell.appendChild(make('small', 'none', text(input.u)));
      row.appendChild(make('td', 'n', input.v !== undefined ? input.v + ' ' + text(input.m) : say('why_' + input.w)));
      row.appendChild(make('td', 'n', input.a || '1'));
      cell = row.appendChild(make('td', '', source(input)));
      if (input.z) cell.appendChild(make('small', 'note', say('note') + input.z));
    });
    return table;
  }

  function outcome(step) {
    if (step.q !== undefined) return say(step.q);
    if (step.w !== undefined) return say('why_' + step.w);
    if (step.v === undefined) return '';
    return step.v + ' ' + text(step.m);
  }

  function tree(steps) {
    var list = make('ul');
    steps.forEach(function (step) {
      var item;
      if (!text(step.l)) return;
      item = make('li', '', text(step.l) + ' = ' + outcome(step));
      if (step.x && step.x !== step.v) item.appendChild(make('small', 'none', ' ' + step.x));
      if (step.s && step.n) item.appendChild(make('p', 'math', text(step.f) + ' = ' + text(step.n)));
      if (step.s) item.appendChild(tree(step.s));
      list.appendChild(item);
    });
    return list;
  }

  function standing(cell, column, stage) {
    var line = column[stage];
    var parts = [];
    if (!line) return '';
    parts.push(say('line') + ' ' + column.sense + ' ' + line[0]);
    if (line[1]) parts.push(say('floor') + ' ' + line[1]);
    if (cell.d) parts.push(say('lacks') + ' ' + cell.d + ' ' + text(cell.m));
    return parts.join(' · ');
  }

  function heading(school, column) {
    var head = make('header');
    var title = make('div');
    var close = make('button', 'close', say('close'));
    title.appendChild(make('h2', '', school.name));
    title.appendChild(make('p', 'about', say('stage_' + school.stage) + ' · ' + text(column.title)));
    close.type = 'button';
    close.addEventListener('click', shut);
    head.appendChild(title);
    head.appendChild(close);
    return head;
  }

  function markWords(key) { return say(key === 'floor' ? 'at_floor' : key); }

  function open(which) {
    var school = data.rows[which.row];
    var column = data.columns[which.column];
    var cell = school.cells[which.column];
    if (!cell) return;
    shutMarks();
    opened = which;
    panel.textContent = '';
    panel.appendChild(heading(school, column));
    var value = make('p', 'value', cell.v !== undefined ? cell.v : '—');
    value.appendChild(make('small', '', ' ' + (cell.v !== undefined ? text(column.unit) : say('why_' + cell.w))));
    panel.appendChild(value);
    panel.appendChild(make('p', 'mark ' + cell.k, signs[cell.k] + ' ' + markWords(cell.k)));
    panel.appendChild(make('p', 'about', standing(cell, column, school.stage)));
    if (cell.t) explain(cell.t);
    if (which.cell) which.cell.classList.add('open');
    panel.hidden = false;
  }

  function explain(step) {
    var list = inputs(step);
    math(panel, 'formula', text(step.f));
    math(panel, 'numbers', text(step.n));
    math(panel, 'exact', step.x);
    if (list.length) {
      panel.appendChild(make('h3', '', say('inputs')));
      panel.appendChild(inputTable(list));
    }
    if (step.s) {
      panel.appendChild(make('h3', '', say('steps')));
      panel.appendChild(tree(step.s));
    }
  }

  function shutMarks() {
    each(document.querySelectorAll('.m.open'), function (cell) { cell.classList.remove('open'); });
  }

  function shut() {
    var from = opened;
    shutMarks();
    opened = null;
    panel.hidden = true;
    if (from && from.cell) from.cell.focus();
  }

  function openCell(cell) {
    open({ row: +cell.parentNode.dataset.r, column: cell.cellIndex - 2, cell: cell });
    panel.focus();
  }

  /* ---- keyboard: one stop a table, arrows inside ---- */

  function roam(table) {
    each(table.querySelectorAll('td.m[tabindex="0"]'), function (cell) { cell.tabIndex = -1; });
    var first = table.querySelector('tbody tr:not([hidden]) td.m');
    if (first) first.tabIndex = 0;
  }

  function step(row, way) {
    var next = row;
    do { next = way > 0 ? next.nextElementSibling : next.previousElementSibling; } while (next && next.hidden);
    return next;
  }

  function move(cell, key) {
    var row = cell.parentNode;
    var column = cell.cellIndex;
    if (key === 'ArrowUp' || key === 'ArrowDown') row = step(row, key === 'ArrowDown' ? 1 : -1);
    if (key === 'ArrowLeft') column -= 1;
    if (key === 'ArrowRight') column += 1;
    return row && row.cells[column] && row.cells[column].classList.contains('m') ? row.cells[column] : null;
  }

  tables.forEach(function (table) {
    each(table.querySelectorAll('td.m'), function (cell) { cell.tabIndex = -1; });
    roam(table);
    table.tBodies[0].addEventListener('click', function (event) {
      var cell = event.target.closest('td.m');
      if (cell) openCell(cell);
    });
    table.tBodies[0].addEventListener('keydown', function (event) {
      var cell = event.target.closest('td.m');
      var next;
      if (!cell) return;
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        openCell(cell);
      } else if (event.key.indexOf('Arrow') === 0) {
        event.preventDefault();
        next = move(cell, event.key);
        if (!next) return;
        cell.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
      }
    });
  });

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && opened) shut();
  });
  each(document.querySelectorAll('figure'), function (figure) {
    figure.addEventListener('click', function (event) {
      if (event.target.tagName !== 'circle') return;
      open({ row: +event.target.dataset.r, column: +figure.dataset.c, cell: null });
    });
  });
  count();
}());

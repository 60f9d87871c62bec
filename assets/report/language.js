/* language.js: one button that shows a page in its other language.
 * SPDX-License-Identifier: Apache-2.0 */
(function () {
  'use strict';
  var root = document.documentElement;

  document.getElementById('language').addEventListener('click', function () {
    var english = !root.classList.contains('en');
    root.classList.toggle('en', english);
    root.classList.toggle('zh', !english);
    root.lang = english ? 'en' : 'zh-CN';
  });
}());

// main.ts: the client begins here.
// SPDX-License-Identifier: Apache-2.0
import { createApp } from 'vue';
import App from './App.vue';
import { router } from './router';
import { language, speak } from './texts';
import 'element-plus/theme-chalk/base.css';
import './look.css';

speak(language.value);
createApp(App).use(router).mount('#page');

// How the client is built. What comes out is embedded in the program (tools/client.sh, cmake/).
// SPDX-License-Identifier: Apache-2.0
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  // A space between words stays one, also where the source breaks the line there.
  plugins: [vue({ template: { compilerOptions: { whitespace: 'preserve' } } })],
  base: './',
  build: {
    target: 'chrome87',
    outDir: '../build-client/site',
    emptyOutDir: true,
    assetsInlineLimit: 0, // no data: addresses, so that the content security policy stays strict
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rollupOptions: { output: { entryFileNames: 'assets/[name]-[hash].js' } },
  },
  define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});

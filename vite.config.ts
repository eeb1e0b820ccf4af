import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** The server that a page under development talks to. */
const server = 'http://127.0.0.1:3000';

export default defineConfig({
  root: 'client',
  // Relative, so that the built pages work under any path of any address.
  base: './',
  plugins: [
    preact(),
    {
      // The server names the base of every page it sends; under development the pages live at the root.
      name: 'base-under-development',
      apply: 'serve',
      transformIndexHtml: () => [{ tag: 'base', attrs: { href: '/' }, injectTo: 'head-prepend' }],
    },
  ],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // Font slices are fetched by the letters a page uses; inlined, all of them would travel with the style sheet.
    assetsInlineLimit: 0,
    // Phaser alone is larger than Vite's default of 500 kB; it is loaded only by those who play.
    chunkSizeWarningLimit: 1600,
  },
  server: {
    proxy: {
      '/api': server,
      '/s/': server,
      '/healthz': server,
      '/socket.io': { target: server, ws: true },
    },
  },
});

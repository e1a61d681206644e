import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// The portal is served below /portal/ by the server itself (server/src/routes/portal.ts).
export default defineConfig({
  root: import.meta.dirname,
  base: '/portal/',
  plugins: [react(), compressed()],
  resolve: { conditions: ['sluice-source', 'module', 'browser', 'production'] },
  build: {
    target: 'es2022',
    reportCompressedSize: false,
    manifest: 'manifest.json',
    // Everything is a file of our own origin: the content-security policy knows no data: script or font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});

/** Each text beside its two compressed forms, so that the server compresses nothing while somebody waits. */
function compressed(): Plugin {
  return {
    name: 'sluice-compressed',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, output] of Object.entries(bundle)) {
          if (!/\.(js|css|svg)$/.test(fileName)) continue;
          const source = output.type === 'chunk' ? output.code : output.source;
          const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
          this.emitFile({
            type: 'asset',
            fileName: `${fileName}.br`,
            source: brotliCompressSync(source, quality),
          });
          this.emitFile({
            type: 'asset',
            fileName: `${fileName}.gz`,
            source: gzipSync(source, { level: 9 }),
          });
        }
      },
    },
  };
}

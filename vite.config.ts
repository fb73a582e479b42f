import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { serviceWorkers } from './src/main/web/service-worker-build.ts'

/** Two programs: the app of the officers at `/` and the public verifier at `/verify/`. */
// biome-ignore lint/style/noDefaultExport: Vite reads the default export.
export default defineConfig({
  root: 'src/main/web',
  base: '/',
  plugins: [react(), serviceWorkers()],
  build: {
    outDir: '../../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        app: 'src/main/web/index.html',
        verify: 'src/main/web/verify/index.html',
        'sw-app': 'src/main/web/service-worker.ts',
        'sw-verify': 'src/main/verifier/service-worker.ts',
      },
      output: {
        entryFileNames: (chunk) =>
          chunk.name === 'sw-app'
            ? 'sw.js'
            : chunk.name === 'sw-verify'
              ? 'verify/sw.js'
              : 'assets/[name]-[hash].js',
      },
    },
  },
  server: { proxy: { '/api': process.env.OPENKP_API ?? 'http://127.0.0.1:8080' } },
})

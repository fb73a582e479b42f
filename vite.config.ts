import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './src/main/web/compress-build.ts'
import { serviceWorkers } from './src/main/web/service-worker-build.ts'

/** Two programs: the app of the officers at `/` and the public verifier at `/verify/`. */
// biome-ignore lint/style/noDefaultExport: Vite reads the default export.
export default defineConfig({
  root: 'src/main/web',
  base: '/',
  plugins: [react(), serviceWorkers(), compressed()],
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        app: resolve(import.meta.dirname, 'src/main/web/index.html'),
        verify: resolve(import.meta.dirname, 'src/main/web/verify/index.html'),
        sw: resolve(import.meta.dirname, 'src/main/web/service-worker.ts'),
      },
    },
  },
  server: { proxy: { '/api': process.env['OPENKP_API'] ?? 'http://127.0.0.1:8080' } },
})

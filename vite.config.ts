import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { noCircles } from './src/main/web/chunk-circles-build.ts'
import { compressed } from './src/main/web/compress-build.ts'
import { inlineStyles } from './src/main/web/inline-styles-build.ts'
import { serviceWorkers } from './src/main/web/service-worker-build.ts'

/** What both programs are made of. */
const BASE =
  /node_modules\/(react|react-dom|react-intl|scheduler|tslib|@formatjs|intl-messageformat)\/|src\/ui\/(?!go|shell|page-problem|use-click|row-keys|data-table|dialog|words)/
/** What the first page of the app needs besides. */
const OFFICE =
  /node_modules\/@tanstack\/|src\/ui\/(go|shell|page-problem|use-click|row-keys|data-table|dialog)|src\/access\/|src\/participants\/web\/|src\/certificates\/(acts|web\/(work\/(?!words)|[a-z-]+\.tsx?$(?<!words\.\w\w\.ts)|arrival\/(alarms-query|scanned)))/

/** Two programs: the app of the officers at `/` and the public verifier at `/verify/`. */
const pages = defineConfig({
  root: 'src/main/web',
  base: '/',
  plugins: [react(), noCircles(), inlineStyles(), serviceWorkers(), compressed()],
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // One sheet, which each page carries in itself.
    cssCodeSplit: false,
    manifest: 'manifest.json',
    rolldownOptions: {
      // How long plugins take says more of the machine than of the build.
      checks: { pluginTimings: false },
      input: {
        app: resolve(import.meta.dirname, 'src/main/web/index.html'),
        verify: resolve(import.meta.dirname, 'src/main/web/verify/index.html'),
        sw: resolve(import.meta.dirname, 'src/main/web/service-worker.ts'),
      },
      output: {
        // Each file of the first page costs a turn on a slow line: three of them, and not thirty.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'base', test: BASE },
            { name: 'office', test: OFFICE },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': process.env['OPENKP_API'] ?? 'http://127.0.0.1:8080' } },
})

/** With `--ssr`: what paints the first page of the work list on the server. */
const firstPage = defineConfig({
  root: 'src/main/web',
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: true },
  build: {
    ssr: true,
    rolldownOptions: {
      input: { 'first-page': resolve(import.meta.dirname, 'src/main/web/first-page.tsx') },
    },
    outDir: resolve(import.meta.dirname, 'dist/first-page'),
    emptyOutDir: true,
    target: 'node20',
    copyPublicDir: false,
  },
})

// biome-ignore lint/style/noDefaultExport: Vite reads the default export.
export default defineConfig(({ isSsrBuild }) => (isSsrBuild ? firstPage : pages))

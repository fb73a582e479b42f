import { ensureReady } from './ensure.mjs'

ensureReady()
await import('../dist/main/server.js')

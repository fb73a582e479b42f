import { ensureReady } from './dist.mjs'

ensureReady()
await import('../dist/main/server.js')

#!/usr/bin/env node
import { ensureReady } from './ensure.mjs'

ensureReady()
await import('../dist/main/cli.js')

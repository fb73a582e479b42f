#!/usr/bin/env node
import { ensureReady } from './dist.mjs'

ensureReady()
await import('../dist/main/cli.js')

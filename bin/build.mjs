import { build } from './dist.mjs'
import { ensureInstalled, ensureNode } from './ensure.mjs'

ensureNode()
ensureInstalled()
build()

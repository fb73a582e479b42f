import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { rolePage } from './role-page.ts'

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'roles.md')

it('docs/roles.md says what the table says (OPENKP_WRITE_PAGES=1 writes it anew)', () => {
  if (process.env.OPENKP_WRITE_PAGES === '1') writeFileSync(PAGE, rolePage())
  expect(readFileSync(PAGE, 'utf8')).toBe(rolePage())
})

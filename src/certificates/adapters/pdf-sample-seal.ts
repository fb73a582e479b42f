import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PartyCode } from '../../values/codes.ts'
import { openPdfSeal } from './pdf-seal.ts'
import type { PdfSeal } from './pdf-sign.ts'

/** A seal that is forgotten at once. */
export async function specimenSealForTests(): Promise<PdfSeal> {
  const folder = await mkdtemp(join(tmpdir(), 'openkp-seal-'))
  try {
    const seal = await openPdfSeal(folder, {
      participant: 'CD' as PartyCode,
      authority: 'Authority of a test',
      demonstration: true,
      now: new Date('2026-11-21T10:00:00Z'),
    })
    if (!seal.ok) throw new Error(seal.refusals[0].code)
    return seal.value
  } finally {
    await rm(folder, { recursive: true })
  }
}

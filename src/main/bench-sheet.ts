import { drawSheet } from '../certificates/adapters/pdf.ts'
import { openPdfSeal } from '../certificates/adapters/pdf-seal.ts'
import { sheetFor } from '../certificates/adapters/sheet-view.ts'
import { storedCertificate } from '../certificates/adapters/stored-certificate.ts'
import { loadRegistryFiles } from '../participants/adapters/registry-files.ts'
import type { PartyCode } from '../values/codes.ts'
import { accept, type Outcome } from '../values/outcome.ts'
import { inScratch, startBenchNode } from './bench-node.ts'
import { makeScheme } from './bench-scheme.ts'
import { type Command, done } from './cli-answer.ts'
import type { CliRefusal } from './cli-words.en.ts'

const ISSUER = 'CD' as PartyCode

/**
 * `openkp bench sheet`: what a PDF costs when the fonts are read, as it is downloaded: drawn, with
 * its attachments, sealed. And how long a new node takes until it answers with its first page.
 */
export async function benchSheet(sheets: number): Command {
  const drawn = await drawMany(sheets)
  const page = await firstPage()
  if (!page.ok) return page
  const json = { ...drawn, sheets, firstPageMilliseconds: page.value }
  return accept(done(json, JSON.stringify(json)))
}

async function drawMany(count: number) {
  const { statements } = await makeScheme(1)
  const statement = statements[0] as Uint8Array
  const { registry, profileOf } = loadRegistryFiles()
  const profile = profileOf(ISSUER)
  const of = { statement, environment: 'demonstration', profile, registry, copy: true } as const
  const sheet = sheetFor(storedCertificate({ statement }), of)
  return inScratch(async (folder) => {
    const now = new Date()
    const owner = { participant: ISSUER, authority: sheet.authority.en, demonstration: true, now }
    const seal = await openPdfSeal(folder, owner)
    if (!seal.ok) throw new Error(seal.refusals[0].code)
    const draw = async () => {
      const begun = performance.now()
      const pdf = await drawSheet(sheet, { statement, dossierDigest: null, now }, seal.value)
      if (!pdf.ok) throw new Error(pdf.refusals[0].code)
      return performance.now() - begun
    }
    const cold = await draw()
    const warm: number[] = []
    for (let at = 0; at < count; at += 1) warm.push(await draw())
    warm.sort((a, b) => a - b)
    const at = (share: number) => Math.round(warm[Math.floor(share * (warm.length - 1))] ?? 0)
    return {
      warmMedianMilliseconds: at(0.5),
      warm95thMilliseconds: at(0.95),
      firstMilliseconds: Math.round(cold),
    }
  })
}

/** A node on an empty folder: it makes its keys, its database and its accounts before it answers. */
async function firstPage(): Promise<Outcome<number, CliRefusal>> {
  return inScratch(async (folder) => {
    const node = await startBenchNode(folder)
    if (!node.ok) return node
    try {
      const begun = performance.now()
      const page = await fetch(node.value.baseUrl)
      await page.text()
      return accept(node.value.milliseconds + Math.round(performance.now() - begun))
    } finally {
      await node.value.stop()
    }
  })
}

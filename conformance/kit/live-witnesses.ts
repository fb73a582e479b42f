import { LISTED_AT } from './lists.ts'
import { everybody, ORIGIN, type PageSpec, QUORUM_AT } from './live.ts'
import type { Live, LiveRow, Make } from './live-draft.ts'
import type { CosignatureFile } from './trust.ts'

/** Who cosigned the head of the issuer's page, and whose word counts for nothing. */
export async function witnessRows({ pages }: Live, make: Make): Promise<readonly LiveRow[]> {
  const { 'ZA witness': _, ...three } = everybody()
  const { 'X-DDI witness': __, ...unobserved } = everybody()
  const retiredAt = LISTED_AT - 3600
  const words = (name: string, about: string, page: Partial<PageSpec>) =>
    row(name, about, make({ page }))
  const lastChanged = (change: (last: CosignatureFile) => CosignatureFile) => {
    const cosignatures = pages.CD.cosignatures.map((each) =>
      each.witness === 'ZA' ? change(each) : each,
    )
    return make({ pages: { ...pages, CD: { ...pages.CD, cosignatures } } })
  }
  return [
    await words('witnesses-too-few', 'Two cosigned, and the issuer’s own witness.', {
      words: three,
    }),
    await words('witness-unknown', 'The third witness is not in the trust list.', {
      words: { ...three, 'BW witness': QUORUM_AT },
    }),
    await words('witness-no-observer', 'No observer is among those who cosigned.', {
      words: unobserved,
    }),
    await words('witness-retired', 'The third cosigned in the second in which its key retired.', {
      words: { ...three, 'ZA witness, retired': retiredAt },
    }),
    {
      ...(await words(
        'witness-retired-later',
        'The third cosigned a second before its key retired.',
        { words: { ...three, 'ZA witness, retired': retiredAt - 1 } },
      )),
      expect: [],
    },
    await words('witness-compromised', 'The key of the third is compromised.', {
      words: { ...three, 'ZA witness, compromised': retiredAt - 1 },
    }),
    await row(
      'witness-wrong-time',
      'The third cosigned another time than the bundle says.',
      lastChanged((last) => ({ ...last, time: last.time - 1 })),
    ),
    await row(
      'witness-bit-flipped',
      'A bit of the third signature is another.',
      lastChanged((last) => ({ ...last, signature: flipped(last.signature) })),
    ),
    await row(
      'witness-under-another-name',
      'The third signature stands under the name of another party.',
      lastChanged((last) => ({ ...last, witness: 'EU' })),
    ),
    await words('witnesses-of-another-log', 'They cosigned that head in the importer’s log.', {
      origin: `${ORIGIN}/EU`,
    }),
    await words('witnesses-of-another-scheme', 'They cosigned that head under another origin.', {
      origin: 'kp.example/2025/CD',
    }),
  ]
}

async function row(name: string, about: string, made: ReturnType<Make>): Promise<LiveRow> {
  const { bundle } = await made
  return { name, about, expect: ['REGISTER_NOT_WITNESSED'], bundle }
}

function flipped(signature: string): string {
  const last = Number.parseInt(signature.slice(-1), 16)
  return signature.slice(0, -1) + (last ^ 1).toString(16)
}

import { sameBytes } from '../../crypto/bytes.ts'
import { encodeCbor } from '../../crypto/cbor.ts'
import { parseStatement } from '../../crypto/statement.ts'
import { authenticate } from '../../participants/authenticate.ts'
import type { Queryable, Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { accept, type Outcome, refuse } from '../../values/outcome.ts'
import { encodeBlock, numberAt } from '../blocks.ts'
import type { Means } from './means.ts'
import { blocksOf, lockBlocks, markSignedAgain, type StoredBlock } from './numbers-store.ts'
import { ownClaims, type SignMeans, signAndKeep } from './sign.ts'
import { readStatement } from './statements-store.ts'
import { countSaid } from './status-store.ts'

type Signers = SignMeans & Pick<Means, 'trust' | 'verify'>

/**
 * Signs the number blocks again whose key counts no more, word for word and in their order. Without that no
 * verifier can read the issuer's lists once the key that signed them is compromised.
 * @returns how many were signed; none where all of them count
 */
export async function signBlocksAgain(
  tx: Tx,
  means: Signers,
  participant: PartyCode,
  now: Date,
): Promise<Outcome<number, 'CERTIFICATES_BLOCK_DIFFERS'>> {
  await lockBlocks(tx, participant)
  const lost = await blocksWithoutKey(tx, means, participant)
  if (!lost.ok) return lost
  for (const block of lost.value) {
    const { digest } = await signAndKeep(tx, means, {
      kind: 'number-block',
      author: participant,
      number: numberAt(block, block.first),
      slot: block.firstSlot,
      subject: null,
      claims: ownClaims(now, encodeBlock(block)),
      to: [],
      at: now,
    })
    await markSignedAgain(tx, participant, block, digest)
  }
  // The page names the blocks by their digests: it is signed anew with the next bundle.
  if (lost.value.length > 0) await countSaid(tx, participant)
  return accept(lost.value.length)
}

/**
 * The blocks that no reader of the newest trust list would take. One whose row says something else than
 * what was once signed is refused: a fresh signature would make it true.
 */
export async function blocksWithoutKey(
  on: Queryable,
  { trust, verify }: Pick<Means, 'trust' | 'verify'>,
  participant: PartyCode,
): Promise<Outcome<readonly StoredBlock[], 'CERTIFICATES_BLOCK_DIFFERS'>> {
  const lost: StoredBlock[] = []
  for (const block of await blocksOf(on, participant)) {
    const row = await readStatement(on, participant, block.digest)
    const parsed = row && parseStatement(new Uint8Array(row.bytes))
    const isSame =
      parsed?.ok === true &&
      sameBytes(encodeCbor(parsed.value.body), encodeCbor(encodeBlock(block)))
    if (!isSame)
      return refuse('CERTIFICATES_BLOCK_DIFFERS', undefined, {
        number: numberAt(block, block.first),
      })
    const counts = await authenticate(parsed.value, 'number-block', trust(), verify)
    if (!counts.ok) lost.push(block)
  }
  return accept(lost)
}

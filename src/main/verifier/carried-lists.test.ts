import { webcrypto } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { handMadeList, ISSUED } from '../../../test/hand-made-list.ts'
import { webcryptoVerify } from '../../participants/adapters/webcrypto-verify.ts'
import { encodeBundle } from '../../participants/bundle.ts'
import { type OpenOptions, openLists, whyNot } from './carried-lists.ts'

const options: OpenOptions = {
  pins: new Set(),
  acceptDemonstration: true,
  now: ISSUED + 60,
  before: null,
  verify: webcryptoVerify(webcrypto.subtle as SubtleCrypto),
}

describe('lists that a device carries', () => {
  it('open with the cryptography of a browser and say what to remember', async () => {
    const opened = await openLists(encodeBundle(handMadeList()), options)
    expect(opened.ok && opened.value.remembered.newestSignedTime).toBe(ISSUED)
  })

  it('are refused when the device knew newer ones', async () => {
    const bytes = encodeBundle(handMadeList())
    const opened = await openLists(bytes, options)
    if (!opened.ok) throw new Error('the list of the test does not open')
    const remembered = { ...opened.value.remembered, timestampVersion: 99 }
    const again = await openLists(bytes, { ...options, before: { bundle: bytes, remembered } })
    expect(whyNot(again).map(({ code }) => code)).toEqual(['TRUST_ROLLED_BACK'])
  })

  it('are refused whole when a byte was changed on the way', async () => {
    const bytes = encodeBundle(handMadeList())
    const changed = bytes.map((byte, at) => (at === bytes.length - 40 ? byte ^ 1 : byte))
    expect((await openLists(changed, options)).ok).toBe(false)
  })

  it('give a reason for the verdict when there are none', () => {
    expect(whyNot(null).map(({ code }) => code)).toEqual(['NO_TRUST_LIST'])
  })
})

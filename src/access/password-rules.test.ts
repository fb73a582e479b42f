import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newPassword } from './password-rules.ts'

const owner = {
  name: 'Espérance Tshibola',
  email: 'issuing@cd.demo.openkp.example',
  places: ['Democratic Republic of the Congo', 'République démocratique du Congo'],
}
const common = new Set(['1qaz2wsx3edc', 'liverpool', 'hello'])

describe('newPassword', () => {
  it.each([
    ['short', 'elevenchars', 'ACCESS_PASSWORD_SHORT'],
    ['empty', '', 'ACCESS_PASSWORD_SHORT'],
    ['a book', 'x'.repeat(257), 'ACCESS_PASSWORD_LONG'],
    ['common', 'password1234', 'ACCESS_PASSWORD_EASY'],
    ['common behind a mask', 'P@ssw0rd!!!!', 'ACCESS_PASSWORD_EASY'],
    ['common twice', 'adminadmin2026', 'ACCESS_PASSWORD_EASY'],
    ['of this trade', 'KimberleyProcess1', 'ACCESS_PASSWORD_EASY'],
    ['the keyboard', 'azertyuiop123', 'ACCESS_PASSWORD_EASY'],
    ['digits alone', '198407231955', 'ACCESS_PASSWORD_EASY'],
    ['one letter', 'aaaaaaaaaaaaaa', 'ACCESS_PASSWORD_EASY'],
    ['three letters', 'abcabcabcabcabc', 'ACCESS_PASSWORD_EASY'],
    ['the own name', 'EspéranceTshibola', 'ACCESS_PASSWORD_EASY'],
    ['the own name and a year', 'tshibola-2026!', 'ACCESS_PASSWORD_EASY'],
    ['the own address', 'issuing@cd.demo.openkp.example', 'ACCESS_PASSWORD_EASY'],
    ['the own Participant', 'RépubliqueDuCongo2026', 'ACCESS_PASSWORD_EASY'],
    ['of this trade, with a year', 'openkp-certificates-26', 'ACCESS_PASSWORD_EASY'],
    ['on the list', '1QAZ2wsx3edc', 'ACCESS_PASSWORD_COMMON'],
    ['a word of the list and a year', 'Liverpool-2026!!', 'ACCESS_PASSWORD_COMMON'],
    ['a word of the list behind a mask', 'l1verp00l20262026', 'ACCESS_PASSWORD_COMMON'],
    ['a word of the list three times', 'hellohellohello', 'ACCESS_PASSWORD_EASY'],
    ['a word of the list twice, and digits', 'liverpoolliverpool1', 'ACCESS_PASSWORD_COMMON'],
  ])('refuses what is %s', (_case, text, code) => {
    expect(newPassword(text, owner, common)).toMatchObject({ ok: false, refusals: [{ code }] })
  })

  it.each([
    'amber-kettle-willow-204817',
    'mvula ya kimia na nzela',
    'Tshibola eats mangoes at noon',
    'слово за словом',
    'liverpool under the mango tree',
    'my certificate of swimming, 1987',
    '雨が降っても畑に行きます今日も',
  ])('takes %s', (text) => {
    expect(newPassword(text, owner, common)).toEqual({ ok: true, value: text.normalize('NFC') })
  })

  it('is one for every keyboard: the same letter written in two ways is the same password', () => {
    expect(newPassword('mangée par le lion', owner, common)).toEqual(
      newPassword('mangée par le lion', owner, common),
    )
  })

  it('answers to whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => typeof newPassword(text, owner, common).ok === 'boolean'),
    )
  })
})

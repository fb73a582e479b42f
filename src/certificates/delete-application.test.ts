import { expect, it } from 'vitest'
import { dayOf } from '../values/day.ts'
import { mayDelete } from './delete-application.ts'

const practice = (keeps: boolean, years = 3) => ({
  keepsUnissued: { value: keeps, source: 'Archives Act, s. 7' },
  retentionYears: { value: years, source: 'CORE III' },
})
const handedIn = { submittedOn: dayOf('2024-02-29'), wasIssued: false }

it.each<[string, Parameters<typeof mayDelete>, string]>([
  ['no law keeps it', [handedIn, practice(false), dayOf('2024-03-01')], 'accepted'],
  [
    'the law keeps it, on the last day',
    [handedIn, practice(true), dayOf('2027-02-27')],
    'CERTIFICATES_MUST_KEEP',
  ],
  ['the law kept it until today', [handedIn, practice(true), dayOf('2027-02-28')], 'accepted'],
  [
    'the law keeps what is handed in, and this never was',
    [{ submittedOn: null, wasIssued: false }, practice(true), dayOf('2024-03-01')],
    'accepted',
  ],
  [
    'a number was used for it',
    [{ submittedOn: null, wasIssued: true }, practice(false), dayOf('2099-03-01')],
    'CERTIFICATES_WAS_ISSUED',
  ],
])('%s', (_, asked, code) => {
  const decided = mayDelete(...asked)
  expect(decided.ok ? 'accepted' : decided.refusals[0].code).toBe(code)
})

import type { AccessRefusal } from './refusals.ts'

export const en = {
  ACCESS_EMAIL: 'This is not an e-mail address. Write it as in name@authority.example.',
  ACCESS_PASSWORD: 'Type your password. It has at most {limit} characters.',
  ACCESS_SIGN_IN_FAILED:
    'The e-mail address and the password do not belong together. Check both and try again.',
  ACCESS_TOO_MANY_ATTEMPTS:
    'Too many attempts to sign in have failed. Wait {minutes, plural, one {# minute} other {# minutes}}, then try again, or use the browser in which you signed in before.',
  ACCESS_BUSY: 'Many people are signing in at this moment. Try again in a few seconds.',
  ACCESS_NOT_SIGNED_IN: 'You are not signed in, or your session has ended. Sign in and try again.',
  ACCESS_NOT_ALLOWED:
    'Your roles do not allow this. Ask an officer of your authority who may do it.',
  ACCESS_CROSS_SITE:
    'This request came from another web site, so nothing was done. Open OpenKP itself and repeat it there.',
  ACCESS_PROPOSAL_NOT_FOUND: 'There is no such proposal here. Open the list again.',
  ACCESS_PROPOSAL_DECIDED: 'Somebody has decided this proposal already. Open the page again.',
  ACCESS_PROPOSAL_LAPSED:
    'This proposal is older than a week, and much may have changed. Reject it, and have it proposed again.',
  ACCESS_PROPOSAL_OWN:
    'You proposed this yourself, so another officer decides. Two persons look at every act of consequence. You can take it back.',
  ACCESS_PROPOSAL_NOT_OWN:
    'Another officer proposed this. Only who proposed it takes it back; you can reject it.',
  ACCESS_PROPOSER_GONE:
    'Whoever proposed this may no longer do it. Reject it, and have it proposed by somebody else.',
  ACCESS_PROPOSAL_REASON:
    'Write why you reject this, in at most {max} characters: whoever proposed it reads it.',
  ACCESS_NO_DEMONSTRATION: 'This is not a demonstration, so there are no accounts to show.',
} as const satisfies Record<AccessRefusal, string>

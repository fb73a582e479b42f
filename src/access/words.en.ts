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
  ACCESS_REVIEW_OVERDUE:
    'You took a role alone before, and since {since} somebody else should have looked at it. Until that is done you take none again. Ask the auditor or an administrator to look.',
  ACCESS_STILL_OPEN:
    'This account is still open. Close it first: only somebody who has left is erased.',
  ACCESS_ERASED:
    'This account was erased before. Nothing of it opens anything, nor is there anything to erase.',
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
  ACCESS_PROPOSAL_ROLE:
    'Your roles do not make you the second officer for this. Ask one whose roles do.',
  ACCESS_PROPOSAL_REASON:
    'Write why you reject this, in at most {max} characters: whoever proposed it reads it.',
  ACCESS_NOT_BY_TOKEN: 'A token cannot do this. Sign in yourself and do it in the browser.',
  ACCESS_SECOND_FACTOR_FIRST:
    'Your authority asks for a second factor beside the password. Open “Your account” and add a passkey, or codes of an authenticator application; then go on.',
  ACCESS_CONFIRMATION_FIRST:
    'A second person has not confirmed yet that it was you who set up this account. Open “Your account”, and read the six digits there to an administrator or a key officer.',
  ACCESS_CONFIRMATION_CODE:
    'These are not the six digits on the screen of this person. Ask them again, in the room or by a telephone number that you know. If they set nothing up, disable the account.',
  ACCESS_CONFIRMATION_LINK:
    'You handed over the link to this account, so another administrator or key officer confirms who used it.',
  ACCESS_SIGN_IN_WITH_PASSKEY:
    'Your account has a passkey, and your authority asks for more than a password. Sign in with the passkey. If it is lost, ask an administrator to recover your account.',
  ACCESS_SIGN_IN_AGAIN:
    'You signed in more than 15 minutes ago. Sign out, sign in again, and then change how you sign in.',
  ACCESS_PASSWORD_WRONG: 'This is not your password. Type the one with which you sign in now.',
  ACCESS_CODE_FORM:
    'A code has six digits, a backup code ten letters and digits. Type it as it is shown.',
  ACCESS_CODE_WRONG:
    'This code is not right. Check that the clock of your telephone is right, and type the code that it shows now.',
  ACCESS_CODE_USED: 'This code was used already. Wait for the next one, at most half a minute.',
  ACCESS_CODE_TOO_LATE:
    'It is too long since the password was typed, or too many codes were wrong. Begin with the password again.',
  ACCESS_CODE_ON_ALREADY:
    'Codes are turned on already. Turn them off first to set up another application.',
  ACCESS_NAME: 'Give it a name of at most {limit} characters, on one line.',
  ACCESS_PASSKEY_TOO_LATE: 'This took more than five minutes, or was done already. Begin again.',
  ACCESS_PASSKEY_UNKNOWN:
    'This passkey belongs to no account here. Choose another one, or sign in with your password.',
  ACCESS_PASSKEY_REFUSED:
    'This passkey was not made or used on this site in the way that is asked here. Open OpenKP at its own address and try again.',
  ACCESS_PASSKEY_COPIED:
    'This passkey seems to have been copied, and is not accepted. Sign in another way, remove it, and tell your administrator.',
  ACCESS_PASSKEY_KNOWN: 'This passkey is kept already. Use another device or key.',
  ACCESS_PASSKEY_TOO_MANY: 'You have {limit} passkeys, which is the most. Remove one first.',
  ACCESS_LAST_WAY_IN: 'This is your only way to sign in. Add another one first.',
  ACCESS_NOT_FOUND:
    'There is no such thing in your account or your authority. It may have been removed already.',
  ACCESS_NO_PROVIDER:
    'This node has no other identity provider. Sign in with a password or a passkey.',
  ACCESS_PROVIDER_AWAY:
    'The identity provider does not answer. Try again later, or sign in another way.',
  ACCESS_PROVIDER_REFUSED:
    'What came back from the identity provider could not be believed, or came too late. Begin again.',
  ACCESS_PROVIDER_UNKNOWN:
    'Your account at the identity provider belongs to no account here. Sign in another way and link it on the page of your account.',
  ACCESS_PROVIDER_FACTOR:
    'The identity provider does not say that you gave more there than a password, and your authority asks for it. Sign in there with a second factor, or here with your passkey.',
  ACCESS_PROVIDER_STALE:
    'The identity provider does not say that you signed in there a short time ago. Begin again, and sign in there when it asks.',
  ACCESS_PROVIDER_TAKEN: 'This account at the identity provider, or your own, is linked already.',
  ACCESS_PASSWORD_SHORT:
    'A password has at least {limit} characters. Several words are easy to remember and hard to guess.',
  ACCESS_PASSWORD_LONG: 'A password has at most {limit} characters.',
  ACCESS_PASSWORD_EASY:
    'This password is among the first that a stranger would try. Choose several words that have nothing to do with you or with this work.',
  ACCESS_PASSWORD_COMMON:
    'This password, or the word in it, is on the list of those that many people have, and is tried by every program that guesses. Choose several words that have nothing to do with each other.',
  ACCESS_ROLES: 'Choose at least one role, each once.',
  ACCESS_ROLES_MONITOR:
    'A monitor comes from outside and has no other role here. Choose that role alone, or leave it out.',
  ACCESS_ROLES_MIXED:
    'Nobody is of a firm and of the authority in one account. Choose roles of one side.',
  ACCESS_ROLES_BOTH_EYES: 'Who issues does not validate. Choose one of the two.',
  ACCESS_FIRM:
    'Somebody of a firm needs its name, at most {limit} characters; an officer of the authority has none.',
  ACCESS_LAST_DAY:
    'A reviewer, monitor or observer needs a last day, from today and within a year; nobody else has one.',
  ACCESS_NEEDS_SECOND:
    'Nobody lets in an officer of the authority alone. Propose it: a second person has to agree.',
  ACCESS_ROLES_SAME: 'These are the roles that this officer has already.',
  ACCESS_ROLES_OFFICE:
    'In an office of {people} people, one person does not hold these roles together. Choose others, or have the size of the office corrected.',
  ACCESS_OFFICE: 'Choose another size of the office: two, four or ten people.',
  ACCESS_STANDING_ROLE:
    'Nobody stands in for this role in this way: it is not one of daily work, who is away does not have it, or the other has it already.',
  ACCESS_STANDING_DEPUTY:
    'A deputy is another officer of the authority who can sign in. Choose one.',
  ACCESS_STANDING_DAYS:
    'A deputy is named from today or within three months, for {days} days at most. For longer, have the role given by two.',
  ACCESS_STANDING_HOURS: 'A role is taken alone for 1 to {hours} hours.',
  ACCESS_FINDING: 'Write what you found, in 10 to {limit} characters.',
  ACCESS_REVIEWED: 'Somebody has looked at this already.',
  ACCESS_LAST_ADMINISTRATOR:
    'This is the only administrator. Let another one in first, so that somebody looks after the accounts.',
  ACCESS_FIRST_TWO:
    'Name two different people with two different e-mail addresses: letting somebody in takes two from then on.',
  ACCESS_FIRST_DONE:
    'This Participant has an administrator already. Whoever else comes in is invited there, by two people.',
  ACCESS_HERE_ALREADY:
    'Somebody with this e-mail address has an account here, or is invited already.',
  ACCESS_TOO_MANY_INVITED:
    '{limit} invitations are open, which is the most. Withdraw those that nobody will use.',
  ACCESS_LINK_OVER:
    'This link is not valid: it was used, is over, or was withdrawn. Ask who gave it to you for a new one.',
  ACCESS_LINK_EARLY:
    'This link is good from {from} UTC on: until then the administrators who are there may withdraw it. Open it again then.',
  ACCESS_AGAIN_NOBODY: 'This Participant never had an administrator. Use “openkp people first”.',
  ACCESS_NOT_ONESELF: 'Nobody does this to the own account. Ask another administrator.',
  ACCESS_SECOND_PERSON: 'Another person has to confirm this than the one who opened it.',
  ACCESS_REASON: 'Say why, in 10 to {limit} characters, so that the second person can judge.',
  ACCESS_TOKEN_SCOPE:
    'Choose at least one act that you may do yourself and that can be done by a program.',
  ACCESS_TOKEN_UNTIL: 'A token has a last day, from today and within a year.',
  ACCESS_TOKENS_TOO_MANY: 'You have {limit} tokens, which is the most. Revoke one first.',
  ACCESS_RECOVERY_DECIDED:
    'Somebody has confirmed this recovery already. If the link is lost, open another one.',
  ACCESS_NO_DEMONSTRATION: 'This is not a demonstration, so there are no accounts to show.',
} as const satisfies Record<AccessRefusal, string>

import { en as roles } from '../role-words.en.ts'
export const en = {
  signInTitle: 'Sign in',
  signInLead: 'For officers of an authority and for firms that it knows.',
  email: 'E-mail',
  password: 'Password',
  signIn: 'Sign in',
  notOfficer: 'Only want to know whether a certificate is good?',
  toVerifier: 'Open the verifier. It needs no account.',
  demonstrationTitle: 'Demonstration accounts',
  demonstrationLead:
    'This node is a demonstration. Choose who you want to be; no password is asked.',
  signInAs: 'Sign in as {name}, {role}',
  ...roles,
} as const

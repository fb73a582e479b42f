import type { SecondFactorOf } from '../../participants/profile.ts'
import type { Database } from '../../platform/database.ts'
import type { Http } from '../../platform/http/create.ts'
import type { PartyCode } from '../../values/codes.ts'
import { CEREMONY_SECONDS } from '../in-person.ts'
import type { Officer } from '../officer.ts'
import { isAskedOf } from '../second-factor-rules.ts'
import type { DemonstrationAccount } from './demonstration-file.ts'
import type { Challenge } from './door.ts'
import type { Erasing } from './erase-account.ts'
import { accessRoutes } from './http.ts'
import { createKnownDevice } from './known-device.ts'
import type { Runners } from './proposals-store.ts'
import { createProvider } from './provider.ts'
import { readProviderFile } from './provider-file.ts'
import { sealedCookie } from './sealed-cookie.ts'
import { sessionSecret } from './session-secret.ts'
import { createSignIn, type SignIn } from './sign-in.ts'
import { beginSignIn } from './trace.ts'
import { createWho, type Who } from './who.ts'

export type AccessOptions = {
  readonly database: Database
  readonly databaseUrl: string
  readonly dataFolder: string
  readonly baseUrl: string
  /** Whether browsers reach this node over TLS, through a proxy or directly. */
  readonly tls: boolean
  /** Where people reach this node; asked at every ceremony, because the port may be known late. */
  readonly address: () => string
  /** Minutes east of UTC of an authority's clock: an account with a last day ends by it. */
  readonly offsetMinutesOf: (participant: PartyCode) => number
  /** How an authority's Participant is called, in every language of ours. */
  readonly namesOf: (participant: PartyCode) => readonly string[]
  /** Days in which somebody else must have looked at a role that was taken alone. */
  readonly reviewDaysOf: (participant: PartyCode) => number
  /** Of whom an authority asks a second factor; accounts of a demonstration are asked for none. */
  readonly secondFactorOf: (participant: PartyCode) => SecondFactorOf
  /** What other modules keep of a person, and for how long the law asks it. */
  readonly erasing: Erasing
  readonly demonstration: () => readonly DemonstrationAccount[] | null
  /** Told when an idle database connection is lost; the next request opens another. */
  readonly onError: (error: Error) => void
}
export type Access = {
  readonly signIn: SignIn
  readonly who: Who
  /** Where acts of two persons wait, of this module and of those after it. */
  readonly runners: Runners
  /** Adds the routes of sign-in, and the check against other web sites for the whole of `app`. */
  readonly routes: (app: Http) => void
  readonly close: () => Promise<void>
}

/** Everything of this module that runs, over a database that has been migrated. */
export async function openAccess(options: AccessOptions): Promise<Access> {
  const { database, tls } = options
  const secret = await sessionSecret(options.dataFolder)
  const signIn = createSignIn({
    ...{ ...options, secret },
    beforeSession: (personId) => beginSignIn(database, personId),
  })
  const asksFactor = asking(options)
  const who = createWho({ database, secret, tls, asksFactor })
  const devices = createKnownDevice({ secret, tls })
  const provider = await readProviderFile(options.dataFolder)
  if (!provider.ok) throw new Error('oidc.json was not checked at the start')
  const sealed = { secret, tls, seconds: CEREMONY_SECONDS }
  const runners: Runners = new Map()
  return {
    who,
    signIn,
    runners,
    routes: (app) =>
      accessRoutes({
        app,
        database,
        secret,
        signIn,
        who,
        runners,
        devices,
        tls,
        challenges: sealedCookie<Challenge>({
          ...sealed,
          purpose: 'challenge',
          sameSite: 'Strict',
        }),
        // The provider's site sends the browser back, and a strict cookie would stay at home.
        errands: sealedCookie({ ...sealed, purpose: 'errand', sameSite: 'Lax' }),
        provider: provider.value && createProvider(provider.value, options.address),
        address: options.address,
        offsetMinutesOf: options.offsetMinutesOf,
        asksFactor,
        namesOf: options.namesOf,
        reviewDaysOf: options.reviewDaysOf,
        erasing: options.erasing,
        demonstration: options.demonstration,
      }),
    close: signIn.close,
  }
}

/** Everybody is shown the passwords of a demonstration: a second factor would shut out whom they are for. */
function asking({ secondFactorOf, demonstration }: AccessOptions) {
  return (officer: Officer): boolean => {
    const isShown = demonstration()?.some(({ email }) => email === officer.email) === true
    return !isShown && isAskedOf(secondFactorOf(officer.participant), officer)
  }
}

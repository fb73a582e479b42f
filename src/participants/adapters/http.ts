import { z } from 'zod'
import type { Http } from '../../platform/http/http.ts'
import { type RefusalBook, sendOutcome } from '../../platform/http/problem.ts'
import { isCountryCode, type PartyCode } from '../../values/codes.ts'
import { type Day, dayOf } from '../../values/day.ts'
import type { Profile } from '../profile.ts'
import { nameOf } from '../registry.ts'
import { participantsOn, standingOn } from '../standing.ts'
import { en } from '../words.en.ts'
import { fr } from '../words.fr.ts'
import { standingCommand } from './cli-standing.ts'
import type { RegistryFiles } from './registry-files.ts'

type StandingRefusal = 'PARTICIPANTS_CODE_UNKNOWN' | 'PARTICIPANTS_DAY'

const book: RefusalBook<StandingRefusal> = {
  status: { PARTICIPANTS_CODE_UNKNOWN: 404, PARTICIPANTS_DAY: 422 },
  words: { en, fr },
}

/** The doors of the registry: open to everybody, because the list of Participants is public. */
export function participantRoutes(
  app: Http,
  files: RegistryFiles,
  practiceOf: (party: PartyCode) => Profile,
): void {
  const tags = ['participants']
  const config = { act: 'participants:registry' }
  app.get(
    '/api/participants',
    { config, schema: { tags, summary: 'Participants and countries of today.' } },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=3600')
      return reply.send(listOn(files, today()))
    },
  )
  app.get(
    '/api/participants/:code/standing',
    {
      config,
      schema: {
        tags,
        summary: 'How a party stands on a day, and by whose list.',
        querystring: z.object({ on: z.string().optional(), for: z.string().optional() }),
        params: z.object({ code: z.string() }),
      },
    },
    async (request, reply) => {
      const { on = today(), for: forCode } = request.query
      const args = { code: request.params.code, on, ...(forCode !== undefined && { forCode }) }
      const answer = standingCommand(args, files.registry)
      return sendOutcome(reply, book, answer.ok ? { ok: true, value: answer.value.json } : answer)
    },
  )
  app.get(
    '/api/participants/:code/profile',
    {
      config,
      schema: {
        tags,
        summary: 'National practice today, each value with its source.',
        params: z.object({ code: z.string() }),
      },
    },
    async (request, reply) => {
      const { code } = request.params
      if (!participantsOn(files.registry, today()).some((each) => each === code) && code !== 'TW') {
        return sendOutcome(reply, book, {
          ok: false,
          refusals: [{ code: 'PARTICIPANTS_CODE_UNKNOWN' }],
        })
      }
      return reply.send(practiceOf(code as PartyCode))
    },
  )
}

function today(): Day {
  return dayOf(new Date().toISOString().slice(0, 10))
}

/** What forms offer: Participants with their standing, and all countries for seats and origins. */
function listOn({ registry }: RegistryFiles, on: Day) {
  const codes = [...participantsOn(registry, on), 'TW']
  const common = { en: namesIn('en'), fr: namesIn('fr') }
  return {
    participants: codes.map((code) => {
      const { standing, mayExport, mayImport } = standingOn(registry, code, on)
      return {
        code,
        name: nameOf(registry, code, 'en'),
        nameFr: nameOf(registry, code, 'fr'),
        standing,
        mayExport,
        mayImport,
      }
    }),
    countries: allCountries().map((code) => ({
      code,
      name: common.en.of(code) ?? code,
      nameFr: common.fr.of(code) ?? code,
    })),
  }
}

function namesIn(language: string): Intl.DisplayNames {
  return new Intl.DisplayNames([language], { type: 'region' })
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

function allCountries(): string[] {
  return LETTERS.flatMap((a) => LETTERS.map((b) => a + b)).filter(isCountryCode)
}

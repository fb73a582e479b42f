import type { Office } from './office.ts'
import { nextGoods, stepsOf } from './shipment.ts'

/** The things that the walk through every door knocks with. */
export const HOME = 'EU'
export const ABROAD = 'CD'
export const FIRM = 'Scheldekade Diamant BV'
export const PAPER = {
  name: 'a.png',
  bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
}
const NOBODYS = '00000000-0000-4000-8000-000000000000'
/** What belongs to one account alone, whatever its roles. */
export const OWN = [
  '/api/access/passkeys/{id}',
  '/api/access/sessions/{id}',
  '/api/access/tokens/{id}',
  '/api/access/deputies/{id}',
] as const

/** By the pattern of a path, the address of the thing in it. */
export type Samples = Readonly<Record<string, string>>

/** For each path with a thing in it, one of the home Participant's, of the firm that its people act for. */
export async function samplesOf(office: Office): Promise<Samples> {
  const steps = stepsOf(office)
  const firm = { address: 'Hoveniersstraat 1', place: 'Antwerp', country: 'BE' }
  const content = () =>
    nextGoods({
      destination: 'AE',
      exporter: { name: FIRM, ...firm },
      importer: { name: 'Ghaf Tree FZE', address: 'DMCC', place: 'Dubai', country: 'AE' },
      origin: { mode: 'mixed_undisclosed', countries: [] },
    })
  const draft = await office.ask('exporter home', 'POST', '/applications', { content: content() })
  const application = `/applications/${String(draft.id)}`
  await office.upload('exporter home', `${application}/attachments`, PAPER)
  await office.ask('exporter home', 'POST', `${application}/submit`, { version: draft.version })
  const { number } = await steps.issued(content(), HOME)
  await office.upload('validating@eu', `/${number}/attachments`, PAPER)
  const signed = await steps.validated(content(), HOME)
  const coming = await steps.exported({ importer: { name: FIRM, ...firm } }, ABROAD)
  await office.settled()
  await steps.presented('importing@eu', coming.qr, 'Antwerp')
  const [alarm] = await office.rows<{ id: bigint }>(
    `insert into certificates.alarm (participant, code, issuer, number, source, at)
     values ($1, 'TWIN', $2, $3, $1, now()) returning id`,
    [HOME, ABROAD, coming.number],
  )
  const fingerprint = 'ab'.repeat(32)
  await office.rows(
    `insert into certificates.card (participant, fingerprint, officer_id, officer_name, subject, issuer, serial,
       not_after, registered_at) values ($1, $2, gen_random_uuid(), 'A', 'CN=A', 'CN=B', '01', now(), now())`,
    [HOME, fingerprint],
  )
  await office.rows(
    `update certificates.certificate set issue_card = '{"signed": "act: issue"}' where number = $1`,
    [number],
  )
  const { proposal } = await office.ask('issuing@eu', 'POST', `/${signed.number}/void`, {
    reason: 'Wrong box.',
  })
  await office.hire('new', HOME, 'verifier')
  const [fresh] = await office.rows<{ id: string; user_id: string }>(
    `select id, user_id from access.officer where participant = $1 and name = 'new'`,
    [HOME],
  )
  await office.rows(
    `insert into access.first_factor (user_id, kind, user_agent, code) values ($1, 'codes', '', '123456')`,
    [fresh?.user_id],
  )
  await office.hire('lost', HOME, 'verifier')
  const [lost] = await office.rows<{ id: string }>(
    `select id from access.officer where participant = $1 and name = 'lost'`,
    [HOME],
  )
  const administrator = await office.inPerson('administrator@eu')
  const open = (path: string, body: object) =>
    office.call(null, 'POST', `/api/access${path}`, body, administrator)
  const recovery = await open(`/officers/${String(lost?.id)}/recovery`, {
    reason: 'Stands before me with her passport.',
  })
  const invitation = await open('/invitations', {
    name: 'N',
    email: 'n@n.example',
    roles: ['importer'],
    firm: FIRM,
    language: 'en',
  })
  const [taken] = await office.rows<{ id: string }>(
    `insert into access.standing_in (participant, id, officer_id, role, kind, starts_at, ends_at, reason,
       given_by, review_due)
     values ($1, gen_random_uuid(), $2, 'valuer', 'break_glass', now(), now() + interval '1 hour', 'r', $2, now())
     returning id`,
    [HOME, String(lost?.id)],
  )
  const [licence] = await office.rows<{ id: string }>(
    `insert into certificates.delegation (participant, id, firm, origins, from_day, until_day, per, granted_by,
       granted_by_name, granted_at)
     values ($1, gen_random_uuid(), $2, '{}', now(), now(), 'licence', 'g', 'G', now()) returning id`,
    [HOME, FIRM],
  )
  return {
    '/api/access/break-glass/{id}': `/api/access/break-glass/${String(taken?.id)}`,
    // Of somebody else: a recovery takes the factors of who is lost.
    '/api/access/officers/{id}/confirm-factor': `/api/access/officers/${String(fresh?.id)}/confirm-factor`,
    '/api/access/officers/{id}': `/api/access/officers/${String(lost?.id)}`,
    '/api/access/recoveries/{id}': `/api/access/recoveries/${String(recovery.body.id)}`,
    '/api/access/invitations/{id}': `/api/access/invitations/${String(invitation.body.id)}`,
    // Of an account: of none of those who knock.
    ...Object.fromEntries(OWN.map((path) => [path, path.replace('{id}', NOBODYS)])),
    '/api/certificates/applications/{id}': `/api/certificates${application}`,
    // Only what is signed has a statement.
    '/api/certificates/{number}/statement': `/api/certificates/${signed.number}/statement`,
    '/api/certificates/{number}': `/api/certificates/${number}`,
    '/api/certificates/arrivals/{issuer}/{number}': `/api/certificates${steps.arrival(coming)}`,
    '/api/certificates/alarms/{id}': `/api/certificates/alarms/${String(alarm?.id)}`,
    '/api/certificates/delegations/{id}': `/api/certificates/delegations/${String(licence?.id)}`,
    '/api/access/proposals/{id}': `/api/access/proposals/${String(proposal?.id)}`,
    '/api/participants/{code}': `/api/participants/${HOME}`,
    'cards/{file}': 'cards/issue.txt',
    'attachments/{name}': `attachments/${PAPER.name}`,
    '/api/certificates/cards/{fingerprint}': `/api/certificates/cards/${fingerprint}`,
  }
}

import type { NamedPerson, PersonalRecords, Renamed } from '../../access/adapters/person-store.ts'
import type { KeptField } from '../../access/erasure.ts'
import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'

type Column = { readonly where: string; readonly sql: string }

/** Rows that know whose name they hold: `$1` the Participant, `$2` the officer's id, `$3` the pseudonym. */
const BY_ID: readonly Column[] = [
  {
    where: 'certificates.certificate.issued_by_name',
    sql: `update certificates.certificate set issued_by_name = $3 where participant = $1 and issued_by = $2`,
  },
  {
    where: 'certificates.certificate.validated_by_name',
    sql: `update certificates.certificate set validated_by_name = $3
          where participant = $1 and validated_by = $2`,
  },
  {
    where: 'certificates.application.applicant_name',
    sql: `update certificates.application set applicant_name = $3 where participant = $1 and applicant_id = $2`,
  },
  {
    where: 'certificates.application.content',
    sql: `update certificates.application set content = jsonb_set(content, '{declaration,name}', to_jsonb($3::text))
          where participant = $1 and applicant_id = $2 and content #>> '{declaration,name}' is not null`,
  },
  {
    where: 'certificates.event.officer_name',
    sql: `update certificates.event set officer_name = $3 where participant = $1 and officer_id = $2`,
  },
  {
    where: 'certificates.evidence.officer_name',
    sql: `update certificates.evidence set officer_name = $3 where participant = $1 and officer_id = $2`,
  },
  {
    where: 'certificates.presentation.officer_name',
    sql: `update certificates.presentation set officer_name = $3 where participant = $1 and officer_id = $2`,
  },
  {
    where: 'certificates.blank.holder_name',
    sql: `update certificates.blank set holder_name = $3 where participant = $1 and holder_id = $2`,
  },
]

/** Rows that hold the name alone: `$1` the Participant, `$2` the name, `$3` the pseudonym. */
const BY_NAME: readonly Column[] = [
  {
    where: 'certificates.blank.officer',
    sql: `update certificates.blank set officer = $3 where participant = $1 and officer = $2`,
  },
  {
    where: 'certificates.application.deficiency',
    sql: `update certificates.application set deficiency = jsonb_set(deficiency, '{by}', to_jsonb($3::text))
          where participant = $1 and deficiency ->> 'by' = $2`,
  },
  {
    where: 'certificates.arrival.outcome',
    sql: `update certificates.arrival set outcome = jsonb_set(outcome, '{by}', to_jsonb($3::text))
          where participant = $1 and outcome ->> 'by' = $2`,
  },
  {
    where: 'certificates.alarm.acknowledged_by',
    sql: `update certificates.alarm set acknowledged_by = $3 where participant = $1 and acknowledged_by = $2`,
  },
  ...detailOf('certificates.event', ['deputyOf', 'other']),
  ...detailOf('certificates.alarm', ['place', 'firstPlace']),
]

function detailOf(table: string, keys: readonly string[]): readonly Column[] {
  return keys.map((key) => ({
    where: `${table}.detail`,
    sql: `update ${table} set detail = jsonb_set(detail, '{${key}}', to_jsonb($3::text))
          where participant = $1 and detail ->> '${key}' = $2`,
  }))
}

const SIGNED: readonly KeptField[] = [
  { where: 'certificates.statement.bytes', what: 'signed', until: 'record' },
  { where: 'certificates.certificate.record', what: 'sealed', until: 'record' },
]

/** What this module keeps of a person: names beside what was done, and what is signed or sealed. */
export const personRecords: PersonalRecords = {
  kept: [
    ...[...new Set([...BY_ID, ...BY_NAME].map(({ where }) => where))].map((where) => ({
      ...({ where, what: 'name', until: 'years' } as const),
    })),
    ...SIGNED,
  ],
  naming,
  rename,
}

async function naming(on: Queryable, { participant, id }: NamedPerson) {
  const of = [participant, id]
  const certificates = await rowsOf(
    on,
    `select number, case when issued_by = $2 then 'issued' else 'validated' end as act,
       case when issued_by = $2 then issued_at else validated_at end as at
     from certificates.certificate where participant = $1 and (issued_by = $2 or validated_by = $2)
     order by number`,
    of,
  )
  const applications = await rowsOf(
    on,
    `select id, state, saved_at as at from certificates.application
     where participant = $1 and applicant_id = $2 order by saved_at`,
    of,
  )
  const steps = await rowsOf(
    on,
    `select at, act, subject as thing from certificates.event
     where participant = $1 and officer_id = $2 order by id desc limit 5000`,
    of,
  )
  return { certificates, applications, steps }
}

async function rename(
  tx: Tx,
  { participant, id, name, pseudonym, hasNamesake }: Renamed,
): Promise<void> {
  for (const { sql } of BY_ID) await tx.query(sql, [participant, id, pseudonym])
  if (hasNamesake) return
  for (const { sql } of BY_NAME) await tx.query(sql, [participant, name, pseudonym])
}

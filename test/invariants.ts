/** What is true of the database at any moment: each query finds what breaks it, and must find nothing. */
export const INVARIANTS: Readonly<Record<string, string>> = {
  'what was validated has exactly one statement of its own': `
    select c.number from certificates.certificate c
    where c.state in ('validated', 'exported', 'confirmed')
      and 1 <> (select count(*) from certificates.statement s
                where s.participant = c.participant and s.kind = 'certificate'
                  and s.number = c.number and s.digest = c.digest and s.bytes = c.statement)`,
  'every statement of an author has exactly one entry for its log': `
    select s.digest from certificates.statement s
    where s.author = s.participant and 1 <> (
      select count(*) from (
        select participant, statement_digest, kind from transparency.pending_entry
        union all select participant, statement_digest, kind from transparency.entry) e
      where e.participant = s.participant and e.statement_digest = s.digest
        and split_part(e.kind, '/', 1) = s.kind)`,
  'no entry without its statement': `
    select e.statement_digest from (
      select participant, statement_digest from transparency.pending_entry
      union all select participant, statement_digest from transparency.entry) e
    where not exists (select 1 from certificates.statement s
        where s.participant = e.participant and s.digest = e.statement_digest)
      and not exists (select 1 from access.journal_head h
        where h.participant = e.participant and sha256(h.statement) = e.statement_digest)`,
  'a certificate has a blank of its own number and slot that is used up': `
    select c.number from certificates.certificate c
    where not exists (select 1 from certificates.blank b where b.participant = c.participant
      and b.number = c.number and b.slot = c.slot and b.state in ('used', 'spoiled'))`,
  'no blank is used without a certificate': `
    select b.number from certificates.blank b
    where b.state = 'used' and not exists (select 1 from certificates.certificate c
      where c.participant = b.participant and c.number = b.number)`,
  'numbers are taken in order: no gap below a used one': `
    select b.number from certificates.blank b
      join (select participant, max(slot) as slot from certificates.blank where state = 'used'
            group by participant) last using (participant)
    where b.state = 'in_stock' and b.slot < last.slot`,
  'an application is issued if and only if it has a living certificate of its number': `
    select a.id from certificates.application a
    where (a.state = 'issued') <> exists (select 1 from certificates.certificate c
      where c.participant = a.participant and c.application_id = a.id and c.number = a.number
        and c.state <> 'spoiled')`,
  'one application has one certificate': `
    select application_id from certificates.certificate where state <> 'spoiled'
    group by participant, application_id having count(*) > 1`,
  'each act is once in the history': `
    select subject, act from certificates.event
    where act in ('created', 'submit', 'issue', 'validate', 'export', 'confirm', 'pre-alert', 'confirmed-abroad')
    group by participant, subject, act having count(*) > 1`,
  'no alarm rang': `select code, number from certificates.alarm`,
  'one presentation for each arrival that was presented': `
    select a.number from certificates.arrival a
    where (a.presented_at is not null)::int <> (select count(*) from certificates.presentation p
      where p.participant = a.participant and p.issuer = a.issuer and p.number = a.number)`,
}

/** Entries without a place under a head; there are none once the sequencer has had its turn. */
export const UNLOGGED = `
  select participant from transparency.pending_entry
  union all select participant from transparency.log where size > published`

/** The same once every delivery is made: what one side knows, the other knows too, once. */
export const WHEN_DELIVERED: Readonly<Record<string, string>> = {
  'nothing waits to be delivered': `select id from graphile_worker._private_jobs`,
  'what was validated is expected or more at its destination': `
    select c.number from certificates.certificate c
    where c.state in ('validated', 'exported', 'confirmed') and not exists (
      select 1 from certificates.arrival a join certificates.event e
        on e.participant = a.participant and e.subject = a.number and e.act = 'pre-alert'
      where a.participant = c.destination and a.number = c.number and a.digest = c.digest)`,
  'what is confirmed there is confirmed here, with the same statement and a used number': `
    select a.number from certificates.arrival a where a.state = 'confirmed' and not exists (
      select 1 from certificates.certificate c
        join certificates.status u on u.participant = c.participant and u.slot = c.slot
        join certificates.statement s on s.participant = c.participant and s.number = c.number
          and s.kind = 'import-confirmation' and s.author = a.participant
      where c.participant = a.issuer and c.number = a.number and c.state = 'confirmed'
        and u.status = 'used' and c.confirmation is not null)`,
}

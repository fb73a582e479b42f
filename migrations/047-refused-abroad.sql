-- The destination refused the goods: no confirmation is awaited (src/certificates/adapters/ring-overdue.ts).
alter table certificates.certificate add column refused_at timestamptz;

-- Refusals from before. Their lines of history name no Participant by its code; the statement does,
-- and a destination that signed one stands beside the line.
update certificates.certificate c set refused_at = e.at
from certificates.event e
where e.participant = c.participant and e.subject = c.number and e.act = 'refused-abroad'
  and exists (
    select from certificates.statement s
    where s.participant = c.participant and s.number = c.number
      and s.kind = 'discrepancy' and s.author = c.destination);

import { GRANTS, type Grant } from './grant-table.ts'
import { en } from './role-words.en.ts'
import { FIRM_ROLES, ROLES, type Role, VISITING_ROLES } from './roles.ts'

/** `docs/roles.md`, written from the table: what stands there is what the doors ask. */
export function rolePage(): string {
  const acts = Object.entries<Grant>(GRANTS)
  const things = [...new Set(acts.map(([, { thing }]) => thing))]
  return [
    HEAD,
    ...things.flatMap((thing) => [
      `\n## ${thing}\n`,
      '| Act | Who | May | Second officer |',
      '|---|---|---|---|',
      ...acts
        .filter(([, grant]) => grant.thing === thing)
        .map(
          ([act, { does, who, second, inPerson }]) =>
            `| \`${act}\` | ${whoText(who)} | ${does}${inPerson ? ' (in person)' : ''} | ${second ? whoText(second) : ''} |`,
        ),
    ]),
    `\n## The roles\n\n${ROLES.map(roleText).join('\n')}\n`,
  ].join('\n')
}

const HEAD = `# Who may do what

This page is written from \`src/access/grant-table.ts\`, the one table that the doors of the server and the screens
read. A door without a line in it does not start. *test/role-walk.test.ts* knocks at every door as every role, at home,
for another firm and from another Participant, and compares.

A role of a firm reaches what its own firm handed in or receives. All other roles reach what their own Participant
keeps. Nobody reaches what another Participant keeps: it is answered as if it did not exist. What stands here can still
be refused: by the state of the thing, by national practice, or because two persons are needed.

Where a second officer stands, the act is a proposal until one of these roles approves it: never the person who
proposed it. Issue and validation are two acts of two officers in any case. What is done in person takes somebody who
signed in: no token does it.`

function whoText(who: Grant['who']): string {
  if (who === 'anybody') return 'Anybody'
  if (who === 'signed_in') return 'Whoever is signed in'
  const roles = ROLES.filter((role) => who[role] !== undefined)
  return roles.map((role) => en[role]).join(', ') || 'Nobody: on the console of the host'
}

function roleText(role: Role): string {
  const count = Object.values<Grant>(GRANTS).filter(
    ({ who }) => typeof who === 'object' && who[role] !== undefined,
  ).length
  const kind = FIRM_ROLES.includes(role) ? ', of a firm' : ''
  const visit = VISITING_ROLES.includes(role) ? ', until a last day' : ''
  const acts = count === 0 ? 'what everybody who is signed in may, so far' : `${count} acts`
  return `- **${en[role]}** (\`${role}\`${kind}${visit}): ${acts}.`
}

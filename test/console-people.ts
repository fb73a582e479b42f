export const ADA = 'Ada Shikongo <ada@mines.na.example>'
export const ABEL = 'Abel Nangolo <abel@mines.na.example>'

type Program = (args: readonly string[]) => Promise<{ code: number | null; out: string }>
type Said = {
  readonly code?: string
  readonly invitations?: readonly { readonly email: string; readonly link: string }[]
}

/** What `openkp people first` or `again` says, with the links by the first letters of their e-mails. */
export async function askPeople(
  openkp: Program,
  [verb, participant]: readonly [verb: 'first' | 'again', participant: string],
  people: readonly string[],
  ...more: readonly string[]
) {
  const named = people.flatMap((each) => ['--administrator', each])
  const asked = ['people', verb, '--participant', participant, ...named, ...more, '--json']
  const answer = await openkp(asked)
  const { code, invitations = [] } = JSON.parse(answer.out) as Said
  const links = new Map(invitations.map(({ email, link }) => [email.slice(0, 4), link]))
  return { exit: answer.code, code, links }
}

/** The status of coming in by a link with a password. */
export async function comeInBy(baseUrl: string, link = ''): Promise<number> {
  const token = link.split('#')[1]
  const { status } = await fetch(`${baseUrl}/api/access/link/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password: 'mango-lorry-quiet-river-88' }),
  })
  return status
}

import type { HeldRun, Numbers } from '../answers.ts'
import type { ActForm } from '../certificate/act-dialog.tsx'
import type { useNumbersSay } from './say.ts'

type Say = ReturnType<typeof useNumbersSay>

export function announceForm(say: Say): ActForm {
  return {
    title: say('announce'),
    text: say('announceText'),
    button: say('announce'),
    path: '/api/certificates/number-blocks',
    done: say('announced'),
    fields: [
      { name: 'prefix', label: say('prefix'), kind: 'line', optional: true },
      { name: 'first', label: say('first'), kind: 'number' },
      { name: 'last', label: say('last'), kind: 'number' },
      { name: 'stationery', label: say('stationery'), kind: 'line' },
    ],
  }
}

export function spoilForm(say: Say): ActForm {
  return {
    title: say('spoil'),
    text: say('spoilText'),
    button: say('spoil'),
    path: '/api/certificates/blanks/spoil',
    done: say('spoilDone'),
    fields: [
      { name: 'number', label: say('number'), kind: 'line' },
      { name: 'reason', label: say('reason'), kind: 'note' },
    ],
  }
}

/** Offers the numbers that come next; who counts out others types theirs. */
export function handOverForm(say: Say, { nextRun, issuing }: Numbers): ActForm {
  return {
    title: say('handOver'),
    text: say('handOverText'),
    button: say('handOver'),
    path: '/api/certificates/blanks/allot',
    done: say('handedOver'),
    fields: [
      {
        name: 'officer',
        label: say('officer'),
        kind: 'choice',
        options: issuing.map(({ id, name }) => ({ value: id, label: name })),
      },
      ...runFields(say, nextRun),
    ],
  }
}

export function takeBackForm(say: Say, run: HeldRun): ActForm {
  return {
    title: say('takeBack'),
    text: say('takeBackText', { name: run.name }),
    button: say('takeBack'),
    path: '/api/certificates/blanks/take-back',
    done: say('takenBack'),
    fields: runFields(say, run),
  }
}

function runFields(say: Say, run: Pick<HeldRun, 'first' | 'last'> | null): ActForm['fields'] {
  return [
    { name: 'first', label: say('first'), kind: 'line', initial: run?.first ?? '' },
    { name: 'last', label: say('last'), kind: 'line', initial: run?.last ?? '' },
  ]
}

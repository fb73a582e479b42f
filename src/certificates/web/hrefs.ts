import type { Hit, WorkItem } from './answers.ts'

/** The first two letters of a number are the code of its issuer (Core Document, Annex I). */
export function arrivalHref(number: string, issuer = number.slice(0, 2)): string {
  return `/arrivals/${issuer}/${number}`
}

/** Where the next act on an item is done. */
export function workHref(item: WorkItem): string {
  if (item.what === 'alarm') return aboutHref(item) ?? '/alarms'
  if (item.what === 'signature') return aboutHref(item) ?? '/numbers'
  if (item.what === 'application' || item.number === null) return `/applications/${item.id}`
  if (item.what === 'arrival') return arrivalHref(item.number, item.issuer)
  const page = `/certificates/${item.number}`
  if (item.act === 'co-approve' || item.act === 'look') return `${page}/monitor`
  return item.act === 'validate' ? `${page}/validate` : page
}

/** The goods that it is about; undefined where they are none of ours, or there are none. */
function aboutHref({ number, issuer, about }: WorkItem): string | undefined {
  if (number === null || !about) return undefined
  return about === 'certificate' ? `/certificates/${number}` : arrivalHref(number, issuer)
}

export function hitHref(hit: Hit): string {
  if (hit.what === 'alarm') return '/alarms'
  if (hit.what === 'application' || hit.number === null) return `/applications/${hit.id}`
  return hit.what === 'arrival'
    ? arrivalHref(hit.number, hit.issuer)
    : `/certificates/${hit.number}`
}

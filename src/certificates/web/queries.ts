import { queryOptions } from '@tanstack/react-query'
import { call } from '../../ui/http.ts'
import type { Application, Certificate, Numbers, Work, WorkItem } from './answers.ts'
import type { Arrival, ArrivalSummary } from './arrival-answers.ts'

const API = '/api/certificates'

/** Keys begin with the module, so that one act can say that everything of it may have changed. */
export const CERTIFICATES = ['certificates'] as const

export const workQuery = queryOptions({
  queryKey: [...CERTIFICATES, 'work'],
  queryFn: ({ signal }) => call<Work>(`${API}/work`, { signal }),
  refetchInterval: 60_000,
})

/** Everything of one kind in one state. */
export const stateQuery = ({ what, state }: { readonly what: string; readonly state: string }) =>
  queryOptions({
    queryKey: [...CERTIFICATES, 'work', what, state],
    queryFn: ({ signal }) =>
      call<{ items: readonly WorkItem[] }>(
        `${API}/work?${new URLSearchParams({ what, state }).toString()}`,
        { signal },
      ),
  })

export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: [...CERTIFICATES, 'application', id],
    queryFn: ({ signal }) =>
      call<Application>(`${API}/applications/${encodeURIComponent(id)}`, { signal }),
  })

export const certificateQuery = (number: string) =>
  queryOptions({
    queryKey: [...CERTIFICATES, 'certificate', number],
    queryFn: ({ signal }) => call<Certificate>(certificatePath(number), { signal }),
  })

export const arrivalsQuery = queryOptions({
  queryKey: [...CERTIFICATES, 'arrivals'],
  queryFn: ({ signal }) =>
    call<{ arrivals: readonly ArrivalSummary[] }>(`${API}/arrivals`, { signal }),
})

export const arrivalQuery = (issuer: string, number: string) =>
  queryOptions({
    queryKey: [...CERTIFICATES, 'arrival', issuer, number],
    queryFn: ({ signal }) => call<Arrival>(arrivalPath(issuer, number), { signal }),
  })

export const numbersQuery = queryOptions({
  queryKey: [...CERTIFICATES, 'numbers'],
  queryFn: ({ signal }) => call<Numbers>(`${API}/numbers`, { signal }),
})

export function applicationPath(id: string): string {
  return `${API}/applications/${encodeURIComponent(id)}`
}

export function certificatePath(number: string): string {
  return `${API}/${encodeURIComponent(number)}`
}

export function arrivalPath(issuer: string, number: string): string {
  return `${API}/arrivals/${encodeURIComponent(issuer)}/${encodeURIComponent(number)}`
}

import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { beginAs, nobodyIsIn } from './whose-answers.ts'

const ME = ['access', 'me']
const WORK = ['certificates', 'work']

function clientOf(name: string): QueryClient {
  const client = new QueryClient()
  beginAs(client, ME, { name })
  client.setQueryData(WORK, [`work of ${name}`])
  return client
}

test('after a session has run out, the next person finds nothing of the last', () => {
  const client = clientOf('Amina')
  nobodyIsIn(client, ME)
  expect(client.getQueryData(ME)).toBeNull()
  beginAs(client, ME, { name: 'Bakary' })
  expect(client.getQueryData(ME)).toEqual({ name: 'Bakary' })
  expect(client.getQueryData(WORK)).toBeUndefined()
})

test('what was loaded before anybody signed in is kept', () => {
  const client = new QueryClient()
  client.setQueryData(['participants'], ['CD'])
  beginAs(client, ME, { name: 'Amina' })
  expect(client.getQueryData(['participants'])).toEqual(['CD'])
  client.setQueryData(WORK, ['work'])
  beginAs(client, ME, { name: 'Amina' })
  expect(client.getQueryData(WORK)).toEqual(['work'])
})

import { expect, test } from 'vitest'
import { type Alarm, gatherAlarms, MAX_ALIKE } from './alarm.ts'

const twin = (at: number, where = 'kp.example/ZA'): Alarm => ({
  ...{ code: 'MONITOR_TWIN', where, about: String(at) },
  ...{ detail: {}, evidence: [] },
})

test('of one kind and log the first are told, and the rest is counted', () => {
  const alarms = gatherAlarms(() => false)
  for (let at = 0; at < 1000; at += 1) alarms.raise(twin(at))
  alarms.raise(twin(0))
  alarms.raise(twin(1, 'kp.example/GB'))
  expect(alarms.isNews(twin(1000))).toBe(false)
  expect(alarms.isNews(twin(2, 'kp.example/GB'))).toBe(true)
  expect(alarms.raised()).toHaveLength(MAX_ALIKE + 1)
  alarms.raiseRest()
  const { code, where, detail } = alarms.raised().at(-1) ?? {}
  expect({ code, where, detail }).toEqual({
    code: 'MONITOR_MORE',
    where: 'kp.example/ZA',
    detail: { log: 'kp.example/ZA', alarm: 'MONITOR_TWIN', count: 1000 - MAX_ALIKE },
  })
})

test('what was told before rings on, and takes nobody’s turn', () => {
  const told = new Set(Array.from({ length: 50 }, (_, at) => `MONITOR_TWIN kp.example/ZA ${at}`))
  const alarms = gatherAlarms((id) => told.has(id))
  for (let at = 0; at < 60; at += 1) alarms.raise(twin(at))
  alarms.raiseRest()
  expect(alarms.raised()).toHaveLength(60)
})

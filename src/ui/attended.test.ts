import { expect, it } from 'vitest'
import { watchAttendance } from './attended.ts'

it('is attended while somebody moves or types, and two minutes longer', () => {
  let now = 1_000
  const page = new EventTarget()
  const isAttended = watchAttendance(page, () => now)
  expect(isAttended()).toBe(true)
  now += 119_999
  expect(isAttended()).toBe(true)
  now += 1
  expect(isAttended()).toBe(false)
  for (const sign of ['keydown', 'pointermove', 'wheel']) {
    page.dispatchEvent(new Event(sign))
    expect(isAttended()).toBe(true)
    now += 120_000
    expect(isAttended()).toBe(false)
  }
  page.dispatchEvent(new Event('visibilitychange'))
  expect(isAttended()).toBe(false)
})

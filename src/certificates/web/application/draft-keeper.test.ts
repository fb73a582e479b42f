import { describe, expect, it } from 'vitest'
import { NO_ANSWER, Problem } from '../../../ui/http.ts'
import type { Application, Draft } from '../answers.ts'
import { DraftKeeper } from './draft-keeper.ts'
import type { KeptDraft } from './kept-draft.ts'

/** A server that holds one draft, a device that keeps one, and a clock that is wound by hand. */
function world(kept: KeptDraft | null = null) {
  const server = { version: 1, content: {} as Draft, line: true, saves: 0 }
  const device = { kept }
  const timers: (() => void)[] = []
  const application = () =>
    ({ ...server, savedAt: `at ${server.version}` }) as unknown as Application
  const around = {
    save: async (version: number, content: Draft) => {
      if (!server.line) throw new Problem(0, NO_ANSWER, NO_ANSWER)
      if (version !== server.version) throw new Problem(409, 'CERTIFICATES_DRAFT_CHANGED', '')
      server.version += 1
      server.saves += 1
      server.content = content
      return application()
    },
    keep: (draft: KeptDraft) => {
      device.kept = draft
    },
    forget: () => {
      device.kept = null
    },
    onSaved: () => undefined,
    later: (act: () => void) => {
      timers.push(act)
      return () => {
        const at = timers.indexOf(act)
        if (at >= 0) timers.splice(at, 1)
      }
    },
  }
  const keeper = new DraftKeeper(application(), kept, around)
  const pass = async () => {
    timers.splice(0).forEach((act) => {
      act()
    })
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }
  return { server, device, keeper, pass, application }
}

describe('a draft', () => {
  it('is saved once after a pause, with what was typed last', async () => {
    const { server, device, keeper, pass } = world()
    keeper.edit({ remarks: 'a' })
    keeper.edit({ remarks: 'ab' })
    expect(device.kept?.content).toEqual({ remarks: 'ab' })
    await pass()
    expect(server).toMatchObject({ saves: 1, content: { remarks: 'ab' } })
    expect(keeper.state().save).toEqual({ is: 'saved', at: 'at 2' })
    expect(device.kept).toBeNull()
  })

  it('stays on the device without a line and is sent when it returns', async () => {
    const { server, device, keeper, pass } = world()
    server.line = false
    keeper.edit({ remarks: 'a' })
    await pass()
    keeper.edit({ remarks: 'ab' })
    expect(keeper.state().save).toEqual({ is: 'queued', changes: 2 })
    expect(device.kept?.content).toEqual({ remarks: 'ab' })
    server.line = true
    await pass()
    expect(server.content).toEqual({ remarks: 'ab' })
    expect(device.kept).toBeNull()
  })

  it('brings back what was kept over the same version, and saves it', async () => {
    const { server, keeper, pass } = world({ version: 1, content: { remarks: 'kept' }, changes: 3 })
    expect(keeper.state().content).toEqual({ remarks: 'kept' })
    await pass()
    expect(server.content).toEqual({ remarks: 'kept' })
  })

  it('asks a person when somebody else saved in between', async () => {
    const { server, keeper, pass, application } = world()
    server.version = 7
    server.content = { remarks: 'theirs' }
    keeper.edit({ remarks: 'mine' })
    await pass()
    expect(keeper.state()).toMatchObject({ conflict: true, content: { remarks: 'mine' } })
    expect(server.saves).toBe(0)
    keeper.settle(application(), true)
    await pass()
    expect(server.content).toEqual({ remarks: 'mine' })
  })

  it('asks too when what was kept is over another version', () => {
    const { keeper } = world({ version: 0, content: { remarks: 'old' }, changes: 1 })
    expect(keeper.state().conflict).toBe(true)
  })

  it('takes theirs when told so', async () => {
    const { server, device, keeper, pass, application } = world()
    server.version = 7
    server.content = { remarks: 'theirs' }
    keeper.edit({ remarks: 'mine' })
    await pass()
    keeper.settle(application(), false)
    expect(keeper.state()).toMatchObject({ conflict: false, content: { remarks: 'theirs' } })
    expect(device.kept).toBeNull()
  })
})

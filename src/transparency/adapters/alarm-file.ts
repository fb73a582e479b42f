import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceDurably } from '../../platform/durable-file.ts'
import { type Alarm, alarmId } from '../alarm.ts'
import { alarmText } from './alarm-text.ts'
import { digestOf } from './witness-memory.ts'

/** An alarm as it stands on a line of the file. */
export type ToldAlarm = Pick<Alarm, 'code' | 'where' | 'about' | 'detail'> & {
  /** When it was found, ISO 8601. */
  readonly at: string
  readonly text: string
  /** Paths in the monitor's folder. */
  readonly evidence: readonly string[]
}

export type AlarmFile = {
  readonly told: () => readonly ToldAlarm[]
  readonly isTold: (id: string) => boolean
  /** Appends those that were never told; their evidence is on the disk before them. */
  readonly tell: (alarms: readonly Alarm[], now: number) => Promise<void>
  readonly close: () => Promise<void>
}

/** Alarms of a monitor, one JSON value a line, each once. Whoever has read them may move the file away. */
export async function openAlarmFile(folder: string, path: string): Promise<AlarmFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = await open(path, 'a+', 0o600)
  const told = readLines(await wholeLines(file, path))
  const ids = new Set(told.map(alarmId))
  return {
    told: () => told,
    isTold: (id) => ids.has(id),
    tell: async (alarms, now) => {
      const lines: ToldAlarm[] = []
      for (const alarm of alarms) {
        if (!ids.has(alarmId(alarm))) lines.push(await toldAs(alarm, now, folder))
      }
      if (lines.length === 0) return
      await file.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
      await file.sync()
      for (const line of lines) ids.add(alarmId(line))
      told.push(...lines)
    },
    close: () => file.close(),
  }
}

/** A line that was being written when the program was killed is taken away, and told again. */
async function wholeLines(file: FileHandle, path: string): Promise<string> {
  const text = await readFile(path, 'utf8')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole !== text) await file.truncate(Buffer.byteLength(whole))
  return whole
}

function readLines(text: string): ToldAlarm[] {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as ToldAlarm)
}

async function toldAs(alarm: Alarm, now: number, folder: string): Promise<ToldAlarm> {
  const { code, where, about, detail } = alarm
  const own = join('evidence', digestOf(alarmId(alarm)).slice(0, 24))
  const evidence: string[] = []
  for (const { name, bytes } of alarm.evidence) {
    await replaceDurably(join(folder, own, name), bytes, 0o644)
    evidence.push(join(own, name))
  }
  const at = new Date(now * 1000).toISOString()
  return { at, code, where, about, detail, text: alarmText(alarm, 'en'), evidence }
}

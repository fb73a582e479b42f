import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from '../../../ui/button.tsx'
import type { Fault } from '../../../ui/error-summary.tsx'
import { Problem } from '../../../ui/http.ts'
import { useOnline } from '../../../ui/online.ts'
import { Panel } from '../../../ui/panel.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Saved, type SaveState } from '../../../ui/saved.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useClick } from '../../../ui/use-click.ts'
import type { Application, ParcelDraft } from '../answers.ts'
import { GoodsTable } from '../goods/goods-table.tsx'
import { useGoodsSay } from '../goods/say.ts'
import { liveTotals } from '../goods/totals.ts'
import { applicationPath, applicationQuery, CERTIFICATES } from '../queries.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { listAt } from './paths.ts'
import { useApplicationSay } from './say.ts'
import { useForm } from './use-draft.ts'

type Props = {
  readonly application: Application
  readonly keeper: DraftKeeper
  readonly save: SaveState
  readonly onAsk: () => void
  readonly onRefused: (faults: readonly Fault[]) => void
}

/** Beside the form: live totals, whether it is saved, and the one button that sends it. */
export function SendPanel({ application, keeper, save, onAsk, onRefused }: Props) {
  const say = useApplicationSay()
  const online = useOnline()
  const { send, isPending, error } = useSend(application, onRefused)
  const missing = application.refusals.length
  const ask = async () => {
    onRefused([])
    await keeper.flush()
    onAsk()
    send(keeper)
  }
  return (
    <div className="side stack">
      <Totals />
      <Panel title={say('send')} important>
        <div className="stack">
          <Saved state={save} />
          <p>{missing === 0 ? say('ready') : say('missing', { count: missing })}</p>
          {error instanceof Problem && error.refusals.length > 0 ? null : (
            <ProblemNote error={error} />
          )}
          <Button kind="primary" busy={isPending} disabled={!online} onClick={() => void ask()}>
            {say('send')}
          </Button>
          {online ? null : <p className="small">{say('sendOffline')}</p>}
        </div>
      </Panel>
    </div>
  )
}

function useSend(application: Application, onRefused: Props['onRefused']) {
  const say = useApplicationSay()
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const { queryKey } = applicationQuery(application.id)
  const click = useClick<Application>((sent) => {
    client.setQueryData(queryKey, sent)
    void client.invalidateQueries({ queryKey: CERTIFICATES })
    toast(say('sent'))
    void navigate({ to: '/' })
  })
  const send = (keeper: DraftKeeper) => {
    const saved = client.getQueryData<Application>(queryKey) ?? application
    if (keeper.state().save.is !== 'saved' || saved.refusals.length > 0) return
    click.mutate(
      { path: `${applicationPath(application.id)}/submit`, body: { version: saved.version } },
      { onError: (error) => error instanceof Problem && onRefused(error.refusals) },
    )
  }
  return { ...click, send }
}

function Totals() {
  const say = useGoodsSay()
  const { content } = useForm()
  const parcels = listAt(content, 'parcels') as readonly ParcelDraft[]
  const { lines, total, incomplete } = liveTotals(parcels)
  return (
    <Panel title={say('totalsTitle')} flush>
      {total === null ? (
        <p className="panel-body soft">{say('totalsEmpty')}</p>
      ) : (
        <GoodsTable lines={lines} total={total} parcels={parcels.length} />
      )}
      {incomplete > 0 && total !== null ? (
        <p className="panel-body small">{say('incomplete', { count: incomplete })}</p>
      ) : null}
    </Panel>
  )
}

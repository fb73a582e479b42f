import { deleteApplication, deleteDraft } from './delete-application.ts'
import { type About, addAct, type Doors } from './door.ts'
import { loadApplication } from './subject.ts'

const ROOT = '/api/certificates/applications'

/** An application that was never issued goes: a draft by its writer alone, any other by two officers. */
export function deletionRoutes(doors: Doors): void {
  const removal = (about: About, path: string, work: typeof deleteDraft) =>
    addAct(doors, 'POST', `${ROOT}/:id/${path}`, about, async (call) => {
      const row = await loadApplication(call.tx, call, call.params.id, 'lock')
      return row.ok ? work(call, row.value) : row
    })
  removal(
    { act: 'certificates:delete-draft', summary: 'Delete a draft that nobody else has opened.' },
    'delete-draft',
    deleteDraft,
  )
  removal(
    { act: 'certificates:delete', summary: 'Propose to delete an application never issued.' },
    'delete',
    deleteApplication,
  )
}

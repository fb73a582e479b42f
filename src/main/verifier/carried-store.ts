import type { Carried } from './carried-lists.ts'

const DATABASE = 'openkp-verifier'
const STORE = 'carried'
const KEY = 'lists'

/** Where the page keeps its lists: IndexedDB, because a bundle is bytes and may have some hundred KB. */
export async function readCarried(): Promise<Carried | null> {
  const database = await open()
  try {
    const found: unknown = await settled(
      database.transaction(STORE).objectStore(STORE).get(KEY) as IDBRequest<unknown>,
    )
    return isCarried(found) ? found : null
  } finally {
    database.close()
  }
}

export async function writeCarried(carried: Carried): Promise<void> {
  const database = await open()
  try {
    await settled(database.transaction(STORE, 'readwrite').objectStore(STORE).put(carried, KEY))
  } finally {
    database.close()
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE)
  return settled(request)
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function isCarried(value: unknown): value is Carried {
  const carried = value as Partial<Carried> | undefined
  return carried?.bundle instanceof Uint8Array && typeof carried.remembered === 'object'
}

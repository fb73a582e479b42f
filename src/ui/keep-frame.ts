/** After the page is there and read: on a slow line the files to keep would compete with it. */
const AFTER_MS = 4_000

/**
 * Keeps the frame of a program on the device by its service worker. Without one every page works; with
 * one it opens on a bad line or none.
 */
export function keepFrame(script: string, scope: string): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  setTimeout(() => {
    void navigator.serviceWorker.register(script, { scope })
  }, AFTER_MS)
}

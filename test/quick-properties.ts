import fc from 'fast-check'

/**
 * For `npm run check`: a property tries random cases for at most so long, and at least one of them.
 * `npm test` tries them all.
 */
const ENOUGH_MS = 150

fc.configureGlobal({ interruptAfterTimeLimit: ENOUGH_MS })

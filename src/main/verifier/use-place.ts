import { useEffect, useState } from 'react'

/** A second screen over the first, under a mark in the address: the telephone's own way back leaves it. */
export function usePlace(name: string) {
  const mark = `#${name}`
  const [isHere, setIsHere] = useState(false)
  useEffect(() => {
    const look = () => setIsHere(location.hash === mark)
    addEventListener('hashchange', look)
    return () => {
      removeEventListener('hashchange', look)
      // A verdict that is gone is explained no more.
      if (location.hash === mark) history.replaceState(null, '', location.pathname)
    }
  }, [mark])
  return {
    isHere,
    enter: () => {
      location.hash = mark
      scrollTo({ top: 0 })
    },
    leave: () => history.back(),
  }
}

import { type ComponentType, createContext, useContext } from 'react'
import type { Proposal } from './proposals-query.ts'

/** What is proposed, in the words of the module that the act is of. */
export type ToldAct = ComponentType<Pick<Proposal, 'asked'>>

const ToldActs = createContext<Readonly<Record<string, ToldAct>>>({})

/** By the name of the act. Whoever stands below this module gives it: a value of a profile is nothing to it. */
export const ToldActsProvider = ToldActs.Provider

/** Undefined where what was typed says enough as it is. */
export function useToldAct(act: string): ToldAct | undefined {
  return useContext(ToldActs)[act]
}

import type { Role } from '../roles.ts'
import { DEMONSTRATION_OFFICE } from './demonstration-office.ts'

/** Somebody of the demonstration. All names are invented; `.example` is nobody's domain (RFC 2606). */
export type DemonstrationPerson = {
  readonly email: string
  readonly name: string
  readonly participant: string
  readonly role: Role
  readonly firm: string | null
  readonly language: 'en' | 'fr'
}

/** Mail boxes in the order in which the names of a Participant stand below. */
const POSTS = [
  ['exporter', 'exporter'],
  ['importer', 'importer'],
  ['issuing', 'issuing_officer'],
  ['validating', 'validating_officer'],
  ['stationery', 'stationery_custodian'],
  ['inspector', 'verifier'],
  ['importing', 'confirmation_clerk'],
  ['administrator', 'node_administrator'],
] as const satisfies readonly (readonly [string, Role])[]

type Staff = {
  readonly language: 'en' | 'fr'
  readonly exporter: string
  readonly importer: string
  /** Eight names, one a post. */
  readonly names: string
}

const STAFF: Readonly<Record<string, Staff>> = {
  CD: {
    language: 'fr',
    exporter: 'Comptoir Lubilandi SARL',
    importer: 'Taillerie du Mai-Munene SARL',
    names:
      'Espérance Tshibola, Dieudonné Kabwita, Clarisse Ngandu-Mbaya, Faustin Ilunga-Wetu, Mamie Kapinga-Lolo, Prosper Mutombwe, Odette Bakajika, Trésor Mukengeshi',
  },
  AO: {
    language: 'en',
    exporter: 'Brilho do Chicapa, Lda',
    importer: 'Lapidação Baía Azul, Lda',
    names:
      'Domingas Cassule, Adérito Muanha, Filomena Tchissola, Osvaldo Kapitango, Esperança Luvualo, Belmiro Sakaita, Rosária Ndumbo, Teodoro Quissanga',
  },
  BW: {
    language: 'en',
    exporter: 'Mokgalo Rough (Pty) Ltd',
    importer: 'Tsodilo Polishing Works (Pty) Ltd',
    names:
      'Boitumelo Ramotswedi, Kagiso Seretsane, Lorato Mmolotsi, Thabo Gaborekwe, Masego Ntsimane, Tshepo Keabetse, Naledi Phirinyane, Oteng Modisakgosi',
  },
  EU: {
    language: 'en',
    exporter: 'Scheldekade Diamant BV',
    importer: 'Van Ostaeyen & Dochters NV',
    names:
      'Liesbet Verhoeyden, Wouter Van Ostaeyen, Annelore Claessens-Dijk, Bram Hellebuyck, Griet Soetaert, Joris Vandermoere, Katrien Lammertyn, Pieter-Jan Desmedtere',
  },
  AE: {
    language: 'en',
    exporter: 'Marsa Al Noor Rough Trading FZE',
    importer: 'Ghaf Tree Diamonds FZE',
    names:
      'Reem Al Sahlawi, Tariq Al Wardani, Hessa Al Jabrouni, Saif Al Dhafari, Mouza Al Kharousi, Hamad Al Rumeithan, Shamma Al Zabeel, Yousef Al Madhlum',
  },
  US: {
    language: 'en',
    exporter: 'Hudson Yard Rough LLC',
    importer: 'Cranberry Street Gems LLC',
    names:
      'Marlene Whitcombe, Desmond Okafield, Paula Brandvold, Curtis Hallowell, Yvette Santoro-Lee, Glenn Marchetti, Joanne Feldkamp, Terrence Abernathe',
  },
  CA: {
    language: 'en',
    exporter: 'Barren Lands Rough Inc.',
    importer: 'Great Slave Cutting Co. Inc.',
    names:
      'Heather Macdougan, Luc Bergevin-Roy, Alison Tremblett, Graham Kowalchuk-Dean, Nora Etsemba, Spencer Lindqvist, Mireille Charbonnet, Wesley Drybonesworth',
  },
  CF: {
    language: 'fr',
    exporter: 'Bureau d’achat Lobaye SARL',
    importer: 'Atelier de l’Oubangui SARL',
    names:
      'Béatrice Yakossé, Firmin Ngaïbona, Solange Mbétigaza, Barthélemy Wazoua, Huguette Kpamandji, Rodrigue Namsené, Clémence Zoungaraba, Achille Gbadoro',
  },
  IN: {
    language: 'en',
    exporter: 'Tapi Rough Exports Pvt Ltd',
    importer: 'Sabarkantha Gem Works Pvt Ltd',
    names:
      'Hetal Virparia, Jignesh Dholariya, Sunita Raghavendran, Prakash Mehulkar, Kavita Bhansaria, Anirudh Chelliappan, Meenal Joshipura, Dinesh Kothadia',
  },
}

export const DEMONSTRATION_PEOPLE: readonly DemonstrationPerson[] = [
  ...Object.entries(STAFF).flatMap(([participant, staff]) =>
    staff.names.split(', ').map((name, at) => person(participant, staff, name, at)),
  ),
  ...DEMONSTRATION_OFFICE,
]

/** A third party for each of these that is of the demonstration; today no real Participant of it has one. */
export function monitorsOf(supervised: readonly string[]): readonly DemonstrationPerson[] {
  return supervised
    .filter((code) => Object.hasOwn(STAFF, code))
    .map((participant) => ({
      ...{ participant, role: 'monitor', firm: null, language: 'en', name: 'Ottilie Brandvold' },
      email: `monitor@${participant.toLowerCase()}.demo.openkp.example`,
    }))
}

function person(participant: string, staff: Staff, name: string, at: number): DemonstrationPerson {
  const post = POSTS[at]
  if (post === undefined) throw new Error(`${participant} has more names than posts`)
  const [box, role] = post
  return {
    email: `${box}@${participant.toLowerCase()}.demo.openkp.example`,
    name,
    participant,
    role,
    firm: role === 'exporter' || role === 'importer' ? staff[role] : null,
    language: staff.language,
  }
}

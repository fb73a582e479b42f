/** The goods of the tour: two HS lines from Kinshasa to Antwerp, all firms and people invented. */
export const SHIPMENT = {
  exporterCode: 'CD',
  importerCode: 'EU',
  seals: ['CD-778812', 'CD-778813'],
  found: {
    parcels: 2,
    lines: [
      { hs: '7102.31', carats: '412.35' },
      { hs: '7102.21', carats: '1250.00' },
    ],
  },
} as const

const EXPORTER = {
  name: 'Comptoir Lubilandi SARL',
  address: '14 avenue du Commerce',
  place: 'Kinshasa',
  country: 'CD',
}
const IMPORTER = {
  name: 'Van Ostaeyen & Dochters NV',
  address: 'Hoveniersstraat 22',
  place: 'Antwerp',
  country: 'BE',
}

/** The application as it should be handed in. */
export const APPLICATION = {
  kind: 'regular',
  purpose: 'sale',
  destination: SHIPMENT.importerCode,
  transit: [],
  exporter: EXPORTER,
  importer: IMPORTER,
  consignee: null,
  origin: { mode: 'single', countries: ['CD'] },
  parcels: [
    { hs: '7102.31', carats: '412.35', usd: '98964.00', description: 'Lot 7' },
    { hs: '7102.21', carats: '1250.00', usd: '15625.00', description: 'Lot 8' },
  ],
  sources: [{ kind: 'purchase', reference: 'Bon d’achat 2217', country: 'CD' }],
  relatedNumbers: [],
  declaration: { accepted: true, name: 'Espérance Tshibola' },
} as const

/** The same with a slip that only an officer sees: the value of lot 7 lacks a digit. */
export const APPLICATION_WITH_A_SLIP = {
  ...APPLICATION,
  parcels: [{ ...APPLICATION.parcels[0], usd: '9896.40' }, APPLICATION.parcels[1]],
} as const

export const INVOICE = [
  'Comptoir Lubilandi SARL, Kinshasa',
  'Commercial invoice (SPECIMEN)',
  'To: Van Ostaeyen & Dochters NV, Antwerp',
  'Lot 7   7102.31     412.35 ct   98,964.00 USD',
  'Lot 8   7102.21   1,250.00 ct   15,625.00 USD',
  'Total             1,662.35 ct  114,589.00 USD',
]

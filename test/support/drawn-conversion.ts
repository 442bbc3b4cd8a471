import fc from 'fast-check'

const word = fc.constantFrom('', 'Kaya', 'Öz', 'Işık & Co', 'Ltd. Şti.', 'ΩΨ', '<b>')
const mail = fc.subarray(['a@kaya.test', 'b@gmail.com', 'C@KAYA.test', 'd@oz.test'])
const phone = fc.subarray(['+90 532 111 22 33', '0532 444 55 66', '+49 30 901820'])
const tag = fc.subarray(['vip', 'oak', 'fair', 'İzmir'])
const details = fc.record({
  ...{ name: word, emails: mail, phones: phone, company: word, title: word, industry: word, address: word },
  ...{ description: word, source: word, tags: tag, mayMail: fc.constantFrom(null, true, false) },
  website: fc.constantFrom('', 'https://kaya.test'),
})
const known = fc.record({
  ...{ name: word, emails: mail, phones: phone, title: word, address: word, description: word, source: word },
  ...{ tags: tag, mayMail: fc.constantFrom(null, true, false), website: fc.constantFrom('', 'https://oz.test') },
})
const take = fc.subarray(['name', 'emails', 'phones', 'title', 'address', 'description', 'tags', 'mayMail', 'website'])
/** A lead, somebody it may be, all that is theirs, and what somebody chooses at a conversion. */
export const scene = fc.record({
  ...{
    lead: details,
    contact: known,
    other: known,
    take,
    takeAtMerge: take,
    takeOfCompany: fc.subarray(['name', 'industry']),
  },
  ...{ notes: fc.nat(3), otherNotes: fc.nat(2), tasks: fc.array(fc.boolean(), { maxLength: 3 }), deals: fc.nat(2) },
  ...{
    otherDeals: fc.nat(1),
    files: fc.nat(2),
    free: fc.nat(2),
    otherFree: fc.nat(2),
    filesTo: fc.constantFrom('deal', 'contact'),
    hasOtherLead: fc.boolean(),
    says: fc.nat(2),
  },
  toContact: fc.constantFrom('new', 'existing'),
  toCompany: fc.constantFrom('none', 'new', 'existing'),
  toDeal: fc.constantFrom('none', 'new', 'existing', 'theirs'),
  ...{ own: fc.tuple(word, word, word) },
  ...{ withTask: fc.boolean(), withTags: fc.boolean(), amount: fc.option(fc.nat(1_000_000)) },
})

export type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never

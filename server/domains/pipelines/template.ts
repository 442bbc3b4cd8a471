/**
 * The pipeline a new installation starts with. Stages name what has happened, not what somebody hopes;
 * names are only names, the kind decides.
 */
export const templates = {
  en: {
    name: 'Sales',
    open: ['New request', 'Contacted', 'Need confirmed', 'Offer sent', 'Negotiating'],
    won: 'Won',
    lost: 'Lost',
    reasons: [
      'Price',
      'Chose a competitor',
      'No budget',
      'Missing feature',
      'Not the decision maker',
      'No answer',
      'Timing',
      'Not a fit',
    ],
    other: 'Other',
  },
  tr: {
    name: 'Satış',
    open: ['Yeni talep', 'İletişim kuruldu', 'İhtiyaç netleşti', 'Teklif gönderildi', 'Pazarlık'],
    won: 'Kazanıldı',
    lost: 'Kayıp',
    reasons: [
      'Fiyat',
      'Rakip seçildi',
      'Bütçe yok',
      'Özellik eksik',
      'Karar verici değil',
      'Yanıt vermedi',
      'Zamanlama',
      'Uygun değil',
    ],
    other: 'Diğer',
  },
} as const

/** Whole percent, one for each open stage of the template. */
export const probabilities = [10, 25, 40, 60, 80]

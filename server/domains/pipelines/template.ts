import type { Locale } from '#shared/protocol/agents'
import type { PipelineTemplate } from '#shared/protocol/pipeline-requests'
import type { Stage } from '#shared/protocol/pipelines'

type Names = { open: readonly string[]; reasons: readonly string[] }

/**
 * What pipelines begin with. Stages name what has happened, not what somebody hopes; names are only names, the kind
 * decides.
 */
export const templates: Record<Locale, Record<PipelineTemplate, Names>> = {
  en: {
    sales: {
      open: ['New request', 'Contacted', 'Need confirmed', 'Offer sent', 'Negotiating'],
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
    },
    service: {
      open: ['Request received', 'Details clear', 'Visit arranged', 'Quote sent', 'Work agreed'],
      reasons: ['Price', 'Chose somebody else', 'Outside our area', 'No free date', 'No answer', 'Solved by itself'],
    },
    rental: {
      open: ['Enquiry', 'Dates checked', 'Shown', 'Contract sent', 'Deposit paid'],
      reasons: ['Price', 'Dates taken', 'Chose another place', 'Papers missing', 'No answer', 'Plans changed'],
    },
  },
  tr: {
    sales: {
      open: ['Yeni talep', 'İletişim kuruldu', 'İhtiyaç netleşti', 'Teklif gönderildi', 'Pazarlık'],
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
    },
    service: {
      open: ['Talep alındı', 'Ayrıntılar netleşti', 'Keşif planlandı', 'Teklif gönderildi', 'İş üzerinde anlaşıldı'],
      reasons: [
        'Fiyat',
        'Başkası seçildi',
        'Hizmet bölgesi dışında',
        'Uygun tarih yok',
        'Yanıt vermedi',
        'Gerek kalmadı',
      ],
    },
    rental: {
      open: ['Soruldu', 'Tarihler uygun', 'Gösterildi', 'Sözleşme gönderildi', 'Kapora alındı'],
      reasons: ['Fiyat', 'Tarihler dolu', 'Başka yer seçildi', 'Belgeler eksik', 'Yanıt vermedi', 'Vazgeçildi'],
    },
  },
}

/** What every template shares, in each language. */
export const common: Record<Locale, { first: string; won: string; lost: string; other: string }> = {
  en: { first: 'Sales', won: 'Won', lost: 'Lost', other: 'Other' },
  tr: { first: 'Satış', won: 'Kazanıldı', lost: 'Kayıp', other: 'Diğer' },
}

/** Whole percent, one for each open stage of a template. */
export const probabilities = [10, 25, 40, 60, 80]

/** One for each open stage of a template, then from the start. */
export const colors: readonly Stage['color'][] = ['slate', 'sky', 'iris', 'amber', 'pink', 'teal']

/** Days without a sign of life after which a deal in a fresh stage counts as stuck. */
export const rottingDays = 14

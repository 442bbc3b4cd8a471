import type { widget as english, launcher as englishLauncher } from '#shared/i18n/en/widget'
import type { Translation } from '#shared/i18n/index'

/** What the launcher says before the chat itself is loaded. */
export const launcher: Translation<typeof englishLauncher> = {
  open: 'Sohbeti aç',
}

/** Everything the visitor reads inside the chat. */
export const widget: Translation<typeof english> = {
  title: '{name} ile sohbet',
  greeting: 'Merhaba 👋',
  invitation: 'Bize her şeyi sorabilirsiniz.',
  online: 'Şu anda buradayız.',
  away: 'Şu anda burada değiliz. Mesajınızı bırakın, buradan yanıtlayalım.',
  close: 'Sohbeti kapat',
  openUnread_one: 'Sohbeti aç, {count} okunmamış mesaj',
  openUnread_other: 'Sohbeti aç, {count} okunmamış mesaj',
  openPlain: 'Sohbeti aç',
  dismiss: 'Bu mesajı kapat',
  messages: 'Mesajlar',
  you: 'Siz',
  team: 'Ekip',
  today: 'Bugün',
  yesterday: 'Dün',
  sending: 'Gönderiliyor',
  sent: 'Gönderildi',
  delivered: 'İletildi',
  seen: 'Görüldü',
  failed: 'Gönderilemedi',
  retry: 'Yeniden dene',
  delete: 'Sil',
  writeLabel: 'Mesajınız',
  placeholder: 'Bir mesaj yazın…',
  send: 'Gönder',
  left_one: '{count} karakter kaldı',
  left_other: '{count} karakter kaldı',
  tooLong_one: '{count} karakter fazla. Kısaltın ya da bölerek gönderin.',
  tooLong_other: '{count} karakter fazla. Kısaltın ya da bölerek gönderin.',
  full: 'Gönderilmeyi bekleyen çok fazla mesaj var. Lütfen bağlantı yeniden kurulana kadar bekleyin.',
  connecting: 'Bağlanılıyor…',
  reconnecting: 'Yeniden bağlanılıyor…',
  typing: '{name} yazıyor…',
  newMessages: 'Yeni mesajlar',
  closed: 'Bu sohbet kapatıldı. Yeniden açmak için yazmanız yeterli.',
  reopened: 'Sohbet yeniden açıldı.',
  notKept: 'Tarayıcınız burada veri saklamıyor; bu sohbet yalnızca bu sekme açık kaldıkça sürer.',
}

import type { setUp as english } from '#shared/i18n/en/console/set-up'
import type { Translation } from '#shared/i18n/index'

/** From the one-time link to a working chat. */
export const setUp: Translation<typeof english> = {
  'setUp.title': 'Parley kurulumu',
  'setUp.checking': 'Bağlantınız kontrol ediliyor…',
  'setUp.steps': 'Adımlar',
  'setUp.step.you': 'Siz',
  'setUp.step.place': 'Temel bilgiler',
  'setUp.step.site': 'Siteniz',
  'setUp.back': 'Geri',
  'setUp.next': 'Devam',
  'setUp.finish': 'Kurulumu bitir',

  'setUp.you.title': 'Hoş geldiniz. Parley’in sahibi kim olacak?',
  'setUp.you.text': 'Bu e-posta ve parolayla giriş yaparsınız; ekibinizi sonra ekleyebilirsiniz.',
  'setUp.name': 'Adınız',
  'setUp.nameHelp': 'Yanıt verdiğinizde ziyaretçiler ilk adınızı görür.',
  'setUp.email': 'E-posta',
  'setUp.password': 'Parola',

  'setUp.place.title': 'Birkaç temel bilgi',
  'setUp.place.text': 'Sizin için tahmin ettik. Her şey olduğu gibi kalabilir.',
  'setUp.timeZone': 'Saat dilimi',
  'setUp.currency': 'Anlaşmaların para birimi',
  'setUp.publicUrl': 'Genel adres',
  'setUp.publicUrlHelp': 'Tarayıcıların bu Parley’e ulaştığı adres. Siteniz sohbeti buradan yükler.',
  'setUp.localWarning':
    'Bu adrese yalnızca bu bilgisayar ulaşabilir. Denemek için yeterlidir; yayındaki bir site için genel adresi girin.',
  'setUp.httpWarning':
    'Siteniz büyük olasılıkla https ile yayınlanıyor ve tarayıcılar orada http adresinden sohbet yüklemez. Parley’i https arkasına alın ve o adresi girin.',

  'setUp.site.title': 'Sizinle nerede sohbet edecekler?',
  'setUp.site.text': 'Sohbetin yer alacağı siteye bir ad verin. Dilediğiniz zaman yeni siteler ekleyebilirsiniz.',
  'setUp.siteName': 'Sitenin adı',
  'setUp.siteNameHelp': 'Ziyaretçiler bunu sohbetin üstünde okur.',
  'setUp.siteNameExample': 'Kuzey Atölye',
  'setUp.domains': 'Alan adları',
  'setUp.domainsHelp': 'Virgülle ya da satır satır ayırın. Sohbet yalnızca bunlarda görünür; www dahildir.',

  'setUp.error.name': 'Lütfen adınızı girin.',
  'setUp.error.email': 'Lütfen siz@ornek.com gibi bir e-posta adresi girin.',
  'setUp.error.password_one': 'Lütfen en az {count} karakterlik bir parola seçin.',
  'setUp.error.password_other': 'Lütfen en az {count} karakterlik bir parola seçin.',
  'setUp.error.publicUrl': 'Lütfen http:// ya da https:// ile başlayan bir adres girin.',
  'setUp.error.siteName': 'Lütfen siteye bir ad verin.',
  'setUp.error.domains': 'Lütfen en az bir alan adı girin.',
  'setUp.error.domain': '“{domain}” bir alan adı değil. ornek.com gibi bir şey girin.',
  'setUp.error.timeZone': 'Lütfen bir saat dilimi seçin.',
  'setUp.error.currency': 'Lütfen bir para birimi seçin.',
  'setUp.error.unreachable': 'Parley’e ulaşılamıyor. Çalıştığını kontrol edin; girdikleriniz burada duruyor.',

  'setUp.done.title': 'Parley hazır, {name}',
  'setUp.done.text':
    'Geriye tek satır kaldı: {site} sitesinin her sayfasına, body etiketi kapanmadan hemen önce yapıştırın.',
  'setUp.done.snippet': 'Site kodunuz',
  'setUp.done.try': 'Sohbeti deneyin',
  'setUp.done.open': 'Konsolu aç',
  'setUp.done.hint': '“Sohbeti deneyin” sayfasını ikinci bir pencerede açın ve konsoldan kendinize yanıt verin.',

  'setUp.lost.title': 'Bu bağlantı artık geçerli değil',
  'setUp.lost.text': 'Parley her başladığında yeni bir bağlantı yazar ve öncekini geçersiz kılar.',
  'setUp.lost.how': 'Parley’i yeniden başlatın ve terminale yazdığı bağlantıyı açın.',
  'setUp.missing.title': 'Kurulum bağlantısı eksik',
  'setUp.missing.text': 'Bağlantının sonunda tek kullanımlık bir gizli anahtar olur; bu adreste yok.',
  'setUp.missing.how': 'Bağlantının tamamını Parley’in başlatıldığı terminalden kopyalayın.',
  'setUp.used.title': 'Parley zaten kurulu',
  'setUp.used.text': 'Bu bağlantı görevini tamamladı.',
  'setUp.used.how': 'Seçtiğiniz e-posta ve parolayla giriş yapın.',
  'setUp.unreachable.title': 'Parley’e ulaşılamıyor',
  'setUp.unreachable.text': 'Sayfa yüklendi ama Parley yanıt vermiyor.',
  'setUp.unreachable.how': 'Hâlâ çalıştığını kontrol edip yeniden deneyin.',
  'setUp.signIn': 'Giriş yap',
  'setUp.again': 'Yeniden dene',

  'preview.visitor': 'Merhaba! 20 kişi için teklif alabilir miyim?',
  'preview.agent': 'Elbette, hemen gönderiyorum.',
  'preview.deal': 'Anlaşma: 20 kişi',
  'preview.someone': 'Ekibiniz',
  'preview.site': 'Siteniz',
  'preview.online': 'Şu anda buradayız',
  'preview.write': 'Bir mesaj yazın…',
}

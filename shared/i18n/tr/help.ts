import type { help as english } from '../en/help'
import type { Translation } from '../index'

export const help = {
  'inbox.title': 'Gelen kutusu',
  'inbox.body':
    'Gelenler, henüz kimsenin almadığı sohbetlerdir; en uzun bekleyen en üsttedir. Yanıtladığınızda ya da Kabul et’e bastığınızda sohbet sizin olur ve Benimkiler’de sürer. Tümü, kapalı olanlarla birlikte hepsini gösterir.\n\nSatırdaki renkli etiket, kişinin en yeni açık anlaşmasıdır. Tıklayın ya da satıra sağ tıklayın: sohbeti açmadan anlaşmayı taşır, yenisini yaratır ya da görev eklersiniz.\n\nBağlantı kopsa da yazdığınız kaybolmaz: bekler ve bir kez gönderilir.',
  'person.title': 'Sohbetin yanında',
  'person.body':
    'Panelde kiminle konuştuğunuz, anlaşmaları, yapılacaklar ve önceki sohbetler durur.\n\n“Yeni anlaşma yarat” ya da D tuşu anlaşmayı hemen oluşturur; gerisini konuşurken doldurursunuz. Değiştirmek için bir değere tıklayın. Enter kaydeder, Escape vazgeçer.\n\nAnlaşma ve görevlerde olan biten, mesajların arasında yazılır. Bu satırları yalnızca ekibiniz görür.',
  'message.title': 'Mesajdan bilgi almak',
  'message.body':
    'Bir mesajın üzerine gelin ve ne olacağını seçin: anlaşmanın tutarı, açıklaması ya da bir görev. Klavyeyle en yeni mesaja Tab ile gidin, mesajdan mesaja sol ve sağ okla geçin.\n\nAnlaşma dönüş yolunu saklar: değerin yanındaki küçük işaret, sözün geçtiği mesajı gösterir.',
  'deal.title': 'Anlaşmalar',
  'deal.body':
    'Anlaşma bir kişiye aittir ve bir sürecin aşamasında durur. Kazanma olasılığını aşama belirler; “Olasılık” alanında kendi tahmininizi yazabilirsiniz.\n\nKazanırken son tutar sorulur. Kaybederken sebebi ve isterseniz yeniden deneyeceğiniz gün sorulur; o gün için bir görev oluşur. Açık kalan görevlerin ne olacağı da sorulur.\n\nKapanan anlaşma yeniden açılabilir; geçmişi her adımı saklar. “Başka sürece taşı”, para birimi farklıysa tutarı yeniden sorar; tutarlar kendiliğinden çevrilmez.',
  'beside.title': 'Notlar ve dosyalar',
  'beside.body':
    'Notlar ekibiniz içindir. Bir arkadaşınızı çağırmak için @ ve adını yazın; anlaşmayı göremeyen kişi çağrılmaz. Önemli notu sabitleyin, üstte kalır.\n\nDosyaları bırakın, yapıştırın ya da seçin; her biri en fazla 25 MB olabilir. Resimler, PDF, ofis belgeleri, arşivler ve düz metin eklenebilir; adı ne olursa olsun programlar eklenemez. Silinen dosya geri gelmez.',
  'board.title': 'Kanban',
  'board.body':
    'Her sütun bir aşamadır; başlığı, ekranda görünmeyenlerle birlikte tüm anlaşmaları sayar. Kartı sürükleyin ya da üzerinde Boşluk’a basın, oklarla taşıyın, yeniden Boşluk’a basın. Escape geri koyar. Kartın menüsündeki “Taşı…” da aynı işi yapar.\n\nKazanıldı ya da Kayıp’a bırakınca önce soruları sorulur. Kenarı turuncu ya da kırmızı olan karta uzun süredir dokunulmamıştır; bir mesaj, not ya da görev onu canlandırır.\n\nTıklayınca sohbet kanbanın üzerinde açılır. Escape kaldığınız yere döndürür.',
  'list.title': 'Anlaşma listesi',
  'list.body':
    'Listede kazanılan ve kaybedilenlerle birlikte tüm anlaşmalar vardır. Sıralamak için başlığa tıklayın, onun içinde sıralamak için Shift ile tıklayın; sütunları seçin, taşıyın, genişletin. Değerler durdukları yerde değişir. Birçoğunu birden değiştirmek için satırları seçin: biri reddedilirse ötekiler yine değişir ve size bildirilir.\n\n“CSV olarak indir” ekrandakileri yazar. “Anlaşmaları içe aktar” bir CSV dosyası okur: hangi sütunun ne olduğunu söyleyin, dosyayı denetletin ve hiçbir şey oluşmadan her satıra ne olacağını görün. Bir satır kazanılmış ya da kaybedilmiş olabilir: o aşamanın adını yazması yeter. Kayıp satır sürecin başarısızlık sebeplerinden birini, sebep istiyorsa bir not da ister; kapandığı gün saklanır. Aynı dosya iki kez getirilebilir: zaten olan yeniden oluşturulmaz.\n\nUymayan satırlar dışarıda kalır ve sebebi yazılır; indirin, düzeltin, yeniden getirin.',
  'task.title': 'Görevler',
  'task.body':
    'Görev, bir kişi için neyin, kim tarafından, ne zaman yapılacağını söyler. Zamanı gelince sorumlusuna konsolda ve izin verdiyse tarayıcıda haber verilir; sohbet Benimkiler’de öne çıkar.\n\nTamamlarken ne olduğu ve sıradaki adım sorulur. Görevi olmayan açık anlaşmanın sıradaki adımı yoktur ve bu görünür.\n\nTüm günlük görevlerin süresi gün sonunda dolar, haberi sabah verilir.',
  'lead.title': 'Müşteri adayları',
  'lead.body':
    'Müşteri adayı, adını, e-postasını ya da telefonunu bırakan ama henüz izlenmeye değip değmediği bilinmeyen kişidir. Ziyaretçiler bunları sohbette bırakır; siz de sohbetin yanında ya da burada “Yeni müşteri adayı” ile yazarsınız.\n\nDurum, nerede olduğunuzu söyler. Durumların adı Yönet bölümünde değiştirilebilir; anlamları değişmez. Birinden vazgeçerken nedeni sorulur.\n\nSohbette yazılan bir adres kanıt değildir: iki kişiyi birleştirmez, kimseye bir şey göstermez.',
  'pipeline.title': 'Süreçler',
  'pipeline.body':
    'Süreç, anlaşmanın yoludur: sıralı aşamalar, tek bir para birimi ve başarısızlık sebepleri. Kazanıldı ve Kayıp her zaman vardır ve hep sondadır. Adları siz seçersiniz; aşamanın anlamı adına bağlı değildir.\n\nBir aşama silinince anlaşmaları sizin söylediğiniz yere gider, geçmiş eski adı saklar. Değişiklikler yaptıkça kaydedilir ve herkeste hemen görünür.',
} as const satisfies Translation<typeof english>

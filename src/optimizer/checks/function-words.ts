const lists = {
  en: `the of and to in is that it for was with as on be are this by at from or have an not but they you which his her
    has had will would can there their if when what all were we been more one who its about than into them only other
    how our your no does did these those should could any because must while i my me he she so do just up out`,
  de: `der die das und ist nicht ein eine einen einem einer eines zu den dem des mit sich auf für von im es auch als an
    werden wird aus er sie wir ihr hat dass bei oder war nur noch nach wie wenn aber kann durch über zum zur vor haben
    sind wurde bis unter sein mehr diese dieser dieses ich so um am man kein keine sie ihre sowie muss können`,
  fr: `le la les de des du et est un une dans que qui pour pas sur par au avec il elle nous vous ils ce cette ces se ne
    plus son sa ses sont être aux ou mais leur comme été fait on tout si sans d'une d'un c'est n'est qu'il l'on peut
    très même aussi donc votre notre vos nos je j'ai y a en où dont chaque`,
  es: `el la los las de del y que en un una es por con para no se su al lo como más pero sus le ya o este sí porque esta
    son entre está cuando muy sin sobre ser también me hasta hay donde han quien desde todo nos ni puede cada usted
    estos esta unos fue ha era si a e`,
  it: `il lo la i gli le di del della dei delle degli e è che in un una per con non si da al alla come più ma sono dal
    dalla nel nella anche questo questa o ha se su loro essere ci cui quando molto senza ogni può hanno sul sulla ai
    alle tra perché già stato c'è dell' un' mi ti a ho`,
  pt: `o a os as de do da dos das e que em um uma é por com para não se no na nos nas mais como mas ao à foi ou seu sua
    quando muito há já está eu também só pelo pela até isso ela entre depois sem mesmo aos ter seus quem são você esse
    este pode cada ser tem foram`,
  nl: `de het een en van ik te dat die in is niet op aan met als voor zijn er maar om bij ook dan uit nog naar door over
    ze u hij wij je deze worden wordt heeft hebben kan kunnen moet geen wel meer dit tot zo al of we onze haar werd
    tegen onder waar wat`,
  sv: `och i att det som en på är av för med den till inte har de ett om han men var jag från vi så kan när år under
    också efter eller nu sig där vid mot ska skulle man dem detta denna hade blir mycket alla vad än din ditt dina du
    ni era utan`,
  da: `og i at det som en på er af for med den til ikke har de et om han men var jeg fra vi så kan når også efter eller
    nu sig der ved mod skal skulle man dem dette denne havde bliver meget alle hvad end din dit dine du uden ikkje
    etter hva blir være være hvor mellom`,
  pl: `i w na z do nie się że to jest o jak po co dla od za ale przez tak są przy czy już być może lub tylko oraz które
    który która jego jej ich był było tym tego tej można ma ze też gdy bardzo jeśli przed bez a pod nad mnie my`,
  cs: `a v na se je že o s z do i to ve za po jako k pro ale by si který která které jsou od jeho však nebo už při jen
    být bylo aby co tak jak až mezi není může podle také byl byla než tím této tento ze pokud než jsem pouze`,
  ro: `și de la în a cu pe care nu din o un este pentru ca să se mai au fost sau prin dar fi sunt după ce al lui ale
    până foarte când această acest aceste fără între dacă poate trebuie ei el ea sa le îi am doar cum`,
  fi: `ja on ei se että oli hän joka mutta ovat kun myös tai sen ole niin kuin hänen jos vain mukaan jotka voi sitä
    tämä mitä nyt jo vielä kanssa ennen jälkeen olla olisi sekä siitä mikä ne me te he tässä kaikki tämän eivät`,
  hu: `a az és hogy nem is egy ez meg de csak van volt mint már el ki ha vagy még minden azt amely ezt pedig után kell
    lehet szerint között nagyon ezek sem mert akkor úgy olyan lesz a be arra ennek itt ami aki`,
  tr: `ve bir bu da de için ile olarak çok daha gibi olan en ne kadar sonra var ama o her değil ya göre ki mi ise veya
    şu olduğu bunu tüm iki hem diye onun ancak nasıl yok içinde tarafından ben sen biz siz`,
  id: `yang dan di ini itu dengan untuk tidak dari dalam akan pada juga ke karena tersebut bisa ada mereka oleh adalah
    atau kami sudah saat dapat telah saya kita lebih harus seperti sebagai anda agar hanya jika bagi maka antara`,
  vi: `và của là có các được cho một không những trong với người đã để khi này từ đến như về ra nhiều cũng phải vào
    nhưng bạn tôi thể sẽ theo tại hay nếu thì rất lại chỉ nên đó bằng`,
} as const;

/** The commonest words of the large languages in Latin letters, by language. */
export const functionWords: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([language, list]) => [language, new Set(list.split(/\s+/))]),
);

/** The languages that have a word among their commonest. */
export const languagesOfWord: ReadonlyMap<string, readonly string[]> = byWord();

function byWord(): Map<string, string[]> {
  const languages = new Map<string, string[]>();
  for (const [language, words] of functionWords) {
    for (const word of words) {
      languages.set(word, [...(languages.get(word) ?? []), language]);
    }
  }
  return languages;
}

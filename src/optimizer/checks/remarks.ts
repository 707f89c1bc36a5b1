import { sentencesOf, shareOf, stemsOf } from './words.ts';

const IMPROVED = `(?:improved|revised|edited|corrected|rewritten|polished|updated|simplified|rephrased|reworded|refined|cleaned(?:[- ]up)?|proofread|optimi[sz]ed|enhanced|concise|condensed|shortened|shorter|formal|neutral|clearer|clarified|final|fixed|reworked|requested|translated|modified|better|plain[- ]language)`;
const TEXT = `(?:version|text|paragraph|passage|document|draft|sentence|segment|section|content|copy|rewrite|translation|edit|revision|output|article|email|message|piece|answer|response|result|wording)s?`;
const OWN_TEXT = '(?:version|text|paragraph|passage|draft|rewrite|revision|translation)s?';
const SURE = `(?:sure(?: thing)?|certainly|of course|absolutely|gladly|okay|ok|alright|great|understood|got it|no problem|happy to help|with pleasure)`;
const HERE = `(?:here(?:['’]s| is| are| you go)|below (?:is|are)|this is|the following (?:is|are)|please find|i(?:['’]ve| have)|i(?:['’]ll| will))`;
const END = String.raw`(?:[.!](?=\s|$)|[:：]|(?=\n)|$)[*_"”]*`;

/** How an answer begins before the rewrite does. Each is anchored, and matched against the first few hundred characters. */
const openings: readonly RegExp[] = [
  // Here is the improved text: / Sure! Here's a more concise version of the paragraph:
  `(?:${SURE}\\b[^\\n]{0,40}?)?\\b${HERE}\\b[^\\n]{0,80}?\\b${IMPROVED}\\b[^\\n:：.]{0,80}?[:：][*_]*`,
  // Here is the revised version. It needs no colon to be one.
  `(?:${SURE}\\b[^\\n]{0,40}?)?\\b(?:here(?:['’]s| is| are)|below is|i(?:['’]ve| have))\\b[^\\n:.]{0,60}?\\b${IMPROVED}\\b[^\\n:.]{0,30}?\\b${OWN_TEXT}\\b[^\\n:.]{0,60}?${END}`,
  `(?:${SURE}\\b[^\\n]{0,40}?)?\\b${HERE}\\b[^\\n:：]{0,60}?\\b${TEXT}\\b[^\\n:：]{0,60}?[:：][*_]*`,
  // Improved version: / **Revised text** / Output:
  `(?:the |your |my )?${IMPROVED}(?: ${TEXT})?(?: \\([^)\\n]{0,40}\\))?[*_]*[ ]?(?:[:：]|(?=\\n))[*_]*`,
  `(?:output|answer|response|rewrite|translation|rewritten|revision)[*_]*[ ]?[:：][*_]*(?=\\s)`,
  // Sure! / Certainly, I can help.
  `${SURE}(?:[!.](?=\\s|$)|[,!.]? (?:i can|i['’]d be|let me|here)\\b[^\\n]{0,80}?${END})`,
  `(?:hier (?:ist|sind|finden)|anbei|nachfolgend|natürlich|gerne?)[^\\n:]{0,80}?(?:überarbeitet|verbessert|korrigiert|lektoriert|vereinfacht|gekürzt|neu formuliert|fassung|version)[^\\n:]{0,40}?${END}`,
  `(?:überarbeitete|verbesserte|korrigierte) (?:fassung|version|text)[*_]*[:：]`,
  `(?:voici|ci-dessous|bien sûr)[^\\n:]{0,80}?(?:améliorée?|corrigée?|révisée?|réécrite?|reformulée?|simplifiée?|version)[^\\n:]{0,40}?${END}`,
  `(?:aquí (?:está|tienes|tiene)|a continuación|por supuesto|claro)[^\\n:]{0,80}?(?:mejorad|corregid|revisad|reescrit|simplificad|versión)[^\\n:]{0,40}?${END}`,
  `(?:ecco|di seguito|certo|aqui está|segue|claro)[^\\n:]{0,80}?(?:miglior|corrett|rivist|riscritt|melhorad|corrigid|revisad|reescrit|versione|versão)[^\\n:]{0,40}?${END}`,
  `(?:hier is|här är|her er|oto)[^\\n:]{0,80}?(?:verbeter|herzien|herschrev|förbättra|omarbeta|forbedre|omskrev|poprawion|ulepszon)[^\\n:]{0,40}?${END}`,
  `(?:以下是|下面是|这是|好的|当然|以下は|以下が|こちらが|はい|다음은)[^\\n]{0,40}?(?:修改|润色|改进|优化|改写|修订|改善|修正|校正|推敲|書き直|개선|수정)[^\\n]{0,20}?(?:[:：。]|(?=\\n)|$)`,
].map((pattern) => new RegExp(`^[#*_>"“\\s]{0,6}${pattern}`, 'iu'));

const HEAD = 300;

/** What a text begins with where that introduces it and is no part of it, as far as its looks tell; undefined for most. */
export function openingRemarkOf(text: string): string | undefined {
  const head = text.slice(0, HEAD);
  for (const pattern of openings) {
    const found = pattern.exec(head)?.[0];
    if (found !== undefined && found.trim() !== '') {
      return found;
    }
  }
  return undefined;
}

const WORK = `(?:text|wording|sentences?|grammar|spelling|punctuation|changes?|clarity|readability|flow|tone|meaning|style|structure|paragraphs?|original|document|placeholders?|markup|formatting|version)`;

/** How an answer ends after the rewrite has: these speak of the work itself. Each is matched against one sentence. */
const closings: readonly RegExp[] = [
  `(?:summary of changes|changes made|key changes|main changes|edits made|what (?:i|was) changed|list of changes|improvements made|explanation of (?:the )?(?:changes|edits))\\b`,
  `(?:note|notes|n\\.?b\\.?|please note|explanation|rationale)\\b[^\\n]{0,60}\\b(?:i|i['’]ve|this version|revised|edited|original)\\b[^\\n]{0,60}\\b(?:changed?|made|kept|keep|preserved?|removed?|corrected|replaced|left|edited|revised|shortened|simplified|improved)\\b`,
  `(?:i|i['’]ve|i have|we['’]ve)\\s(?:also |only |just )?(?:made|changed|corrected|improved|edited|revised|rewrote|rewritten|rephrased|reworded|fixed|kept|removed|simplified|shortened|preserved|maintained|tried|ensured|restructured|replaced|focused)\\b[^\\n]{0,100}\\b${WORK}\\b`,
  `(?:this|the)\\s(?:revised|edited|improved|rewritten|corrected|simplified|polished)\\s${TEXT}\\s(?:is|now|maintains?|keeps?|preserves?|uses|removes?|should|improves?|reads|flows)\\b`,
  `(?:please )?let me know if (?:you|there|this|any)[^\\n]{0,80}\\b(?:changes|adjust\\w*|edits|revisions|modifications|tweak\\w*|improvements|refine\\w*|further help|further assistance|anything else)\\b`,
  `no (?:further )?(?:changes|corrections|edits) (?:were |are |is |have been )?(?:needed|necessary|required|made)`,
  `(?:anmerkung|hinweis|note|nota|opmerking)\\s?:[^\\n]{0,40}\\b(?:ich habe|j['’]ai|he |ho |eu |ik heb)`,
].map(atStart);

/** These end letters too. */
const courtesies: readonly RegExp[] = [
  `(?:i )?hope (?:this|that|it|these)\\b[^\\n]{0,30}\\bhelps?`,
  `(?:please )?(?:let me know|feel free to|don['’]t hesitate|do not hesitate)\\b`,
  '(?:would you like|do you want|shall) (?:me|i)\\b',
  'is there anything else (?:you|i)\\b',
  `(?:i['’]m )?happy to (?:help|adjust|revise|make)\\b`,
  `(?:ich hoffe|lass(?:en sie)? (?:es )?mich wissen|j['’]espère que|n['’]hésite[zs]|espero que|(?:hazme|házmelo) saber|avísame|spero che|fammi sapere|me avise|laat het me weten|ik hoop dat)`,
  `(?:希望|如果您?需要|如需|お役に立て|ご不明)`,
].map(atStart);

function atStart(pattern: string): RegExp {
  return new RegExp(`^[-–—(*_["“\\s]{0,6}${pattern}`, 'iu');
}

const TAIL = 1_200;
const LAST_SENTENCES = 6;

/** A sentence near the end of a text that speaks of the work on it, or is a courtesy; undefined for most. */
export function closingRemarkOf(text: string): { readonly text: string; readonly isCourtesy: boolean } | undefined {
  const last = text.slice(-TAIL).split('\n').flatMap(sentencesOf).slice(-LAST_SENTENCES);
  const remark = last.find((sentence) => closings.some((pattern) => pattern.test(sentence)));
  if (remark !== undefined) {
    return { text: remark, isCourtesy: false };
  }
  const courtesy = last.find((sentence) => courtesies.some((pattern) => pattern.test(sentence)));
  return courtesy === undefined ? undefined : { text: courtesy, isCourtesy: true };
}

const OWN = 0.5;

/** Whether a sentence is made of the words of a text, and so may well be a rewrite of its own. */
export function isOwnOf(sentence: string, text: string): boolean {
  const stems = stemsOf(sentence);
  return stems.size > 0 && shareOf(stems, stemsOf(text)) >= OWN;
}

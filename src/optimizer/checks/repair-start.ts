import { openingRemarkOf } from './remarks.ts';

const MOST_HELD = 200;
const fenceLine = /^(?:`{3,20}|~{3,20})[^\n`]{0,60}\n/;

/** How introductions begin, in lower case. */
const beginnings = [
  ...'here is,here’s,here are,below is,below are,this is the,the following,please find'.split(','),
  ...'sure,certainly,of course,absolutely,gladly,okay,alright,great!,great,understood,got it,no problem'.split(','),
  ...'i’ve,i have,improved,revised,edited,corrected,rewritten,rewrite:,polished,updated,simplified'.split(','),
  ...'the improved,the revised,the edited,the corrected,output:,answer:,response:,result:'.split(','),
  ...'hier ist,hier sind,anbei,gerne,natürlich,überarbeitete,verbesserte,voici,ci-dessous,bien sûr'.split(','),
  ...'aquí está,aquí tienes,a continuación,por supuesto,claro,ecco,di seguito,certo,aqui está,segue'.split(','),
  ...'hier is,här är,her er,oto,以下是,下面是,这是,好的,当然,以下は,以下が,こちらが,다음은'.split(','),
];

/**
 * Whether the start of an answer may still turn out to be a fence or an introduction, so that it is held back: for at most
 * 200 characters. Once it is false, `repairStart` gives what may be shown.
 */
export function couldBePreamble(startOfAnswer: string, sourceText: string): boolean {
  const start = startOfAnswer.trimStart();
  if (start === '') {
    return startOfAnswer.length <= MOST_HELD;
  }
  if (start.length > MOST_HELD || repairStart(start, sourceText) !== start) {
    return false;
  }
  if (/^(?:`{1,2}|~{1,2}|(?:`{3,20}|~{3,20})[^\n`]{0,60})$/.test(start)) {
    return !/^\s*(?:`|~)/.test(sourceText);
  }
  const plain = start
    .replace(/^[#*_>"“\s]{0,6}/, '')
    .toLowerCase()
    .replaceAll("'", '’');
  const mayBegin = beginnings.some((beginning) => beginning.startsWith(plain) || plain.startsWith(beginning));
  if (!mayBegin || openingRemarkOf(sourceText) !== undefined) {
    return false;
  }
  // Behind its first line it is one only where that looks like one.
  const line = start.indexOf('\n');
  return line < 0 || openingRemarkOf(start.slice(0, line)) !== undefined;
}

/** The start of an answer without a fence's first line or an introduction with a blank line behind it. */
export function repairStart(startOfAnswer: string, sourceText: string): string {
  const start = startOfAnswer.trimStart();
  const fence = fenceLine.exec(start)?.[0];
  if (fence !== undefined && !/^ {0,3}(?:`{3}|~{3})/m.test(sourceText)) {
    return start.slice(fence.length).trimStart();
  }
  const [introduction, line = ''] = /^([^\n]{1,200})\n[ \t\r]{0,20}\n\s*(?=\S)/.exec(start) ?? [''];
  const isIntroduction =
    introduction !== '' && openingRemarkOf(line) !== undefined && openingRemarkOf(sourceText) === undefined;
  return isIntroduction ? start.slice(introduction.length) : startOfAnswer;
}

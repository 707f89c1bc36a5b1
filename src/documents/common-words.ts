const english =
  'the be to of and a in that have i it for not on with he as you do at this but his by from they we say her she or an ' +
  'will my one all would there their what so up out if about who get which go me when make can like time no just him ' +
  'know take people into year your good some could them see other than then now look only come its over think also ' +
  'back after use two how our work first well way even new want because any these give day most us is are was has had ' +
  'were been';
const others =
  'der die das und ist nicht ein eine mit für auf den dem zu im von sich auch le la les des et est un une pas pour dans ' +
  'que qui sur avec el los las y es por con para del se como il di che è per non con sono gli del della een het van ' +
  'niet met op zijn voor och att det som en på är inte og af til ikke jeg os as um uma não com dos na em w nie na się ' +
  'jest że do';

/** The commonest words of English, in lower case. */
export const commonEnglishWords: ReadonlySet<string> = new Set(english.split(' '));

/** The commonest words of other languages in Latin letters that are not among those of English. */
export const commonForeignWords: ReadonlySet<string> = new Set(
  others.split(' ').filter((word) => !commonEnglishWords.has(word)),
);

import { isEnglish } from './english.ts';
import { after, all, commonWord, type Guard, notAfter } from './guards.ts';
import type { Phrase } from './phrase.ts';
import { nextLower } from './words.ts';

/** Slip and right word, in pairs. */
const misspellings = `
abscence absence, absense absence, accesible accessible, accidently accidentally, accomodate accommodate,
accomodates accommodates, accomodation accommodation, accross across, acheive achieve, acheived achieved,
acheives achieves, acknowlege acknowledge, aditional additional, agressive aggressive, allways always,
amoung among, anual annual, apparant apparent, apparantly apparently, appearence appearance, arguement argument,
arguements arguments, assasinate assassinate, availible available, avaliable available, availabe available,
becuase because, becasue because, beacuse because, beggining beginning, begining beginning,
beleive believe, beleived believed, beleives believes, benifit benefit, benifits benefits, buisness business,
catagory category, charachter character, collegue colleague, collegues colleagues,
comming coming, commitee committee, completly completely, concious conscious, consistant consistent,
consistantly consistently, controled controlled, convienient convenient, curently currently, decison decision,
defualt default, definately definitely, definitly definitely, dependancies dependencies, dependancy dependency,
desgin design, diffrent different, dissapear disappear, dissapoint disappoint, embarass embarrass,
enviroment environment, enviroments environments, enviromental environmental, equiptment equipment,
exagerate exaggerate, excercise exercise, existance existence, experiance experience,
explaination explanation, familar familiar, finaly finally, foriegn foreign, fourty forty,
freind friend, freinds friends, futher further, garantee guarantee, goverment government, goverments governments,
gaurantee guarantee, happend happened, harrass harass, hieght height, immediatly immediately,
immediatley immediately, implmentation implementation, independant independent,
independantly independently, infomation information, intresting interesting,
interupt interrupt, irrelevent irrelevant, knowlege knowledge, lenght length, liason liaison,
libary library, maintainance maintenance, maintenence maintenance, managment management,
mispell misspell, mispelled misspelled, neccesary necessary, neccessary necessary, neccessarily necessarily,
necesary necessary, noticable noticeable, occassion occasion, occassionally occasionally, occasionaly occasionally,
occured occurred, occuring occurring, occurence occurrence, occurences occurrences, occurance occurrence,
occurrance occurrence, oppertunity opportunity, oppurtunity opportunity, orginal original, paramter parameter,
paramters parameters, particulary particularly, peice piece, peices pieces, perfomance performance,
permanant permanent, perseverence perseverance, posession possession, posible possible, possiblity possibility,
potentialy potentially, prefered preferred, privelege privilege, priviledge privilege, probaly probably,
proffesional professional, pronounciation pronunciation, publically publicly,
realy really, reccomend recommend, recomend recommend, recieve receive, recieved received,
reciever receiver, recieves receives, recieving receiving, refered referred, refering referring,
relevent relevant, religous religious, repetion repetition, responce response,
responsability responsibility, resturant restaurant, rythm rhythm, seperate separate, seperated separated,
seperately separately, seperates separates, seperating separating, seperation separation, sieze seize,
similiar similar, sincerly sincerely, speach speech, strenght strength, succesful successful,
succesfully successfully, successfull successful, sucess success, sucessful successful, sucessfully successfully,
suprise surprise, suprised surprised, suprising surprising, thier their, threshhold threshold,
tommorow tomorrow, tommorrow tomorrow, tomorow tomorrow, transfered transferred, transfering transferring,
truely truly, unfortunatly unfortunately, unfortunatley unfortunately, unneccessary unnecessary, untill until,
usefull useful, usualy usually, vaccum vacuum, vegatable vegetable, visable visible, wierd weird, whereever wherever,
writting writing, yeild yield
`;

/** Past participles that make `could of` a slip for `could have`. */
const participle: Guard = (words, _, last) =>
  /^(?:been|had|done|gone|made|taken|seen|known|given|got|gotten|come|become|found|said|thought|kept|left|told|written|used|[a-z]{3,}ed)$/.test(
    nextLower(words, last + 1),
  );

/** Slips that have one right form. */
export const spelling: readonly Phrase[] = [
  {
    id: 'spelling',
    swaps: Object.fromEntries(
      misspellings
        .trim()
        .split(/,\s+/)
        .map((pair) => pair.split(' ')),
    ),
    types: ['GRAMMAR'],
    reason: 'Spelling.',
    when: all(commonWord, isEnglish),
  },
  {
    id: 'spelling-small',
    swaps: { hte: 'the', teh: 'the', wich: 'which', grammer: 'grammar' },
    types: ['GRAMMAR'],
    reason: 'Spelling.',
    // With a capital these are names.
    when: all((words, first) => words[first]?.text === words[first]?.lower, isEnglish),
  },
  {
    id: 'a-lot',
    swaps: { alot: 'a lot' },
    types: ['GRAMMAR'],
    reason: '`A lot` is two words.',
    when: all(commonWord, notAfter('a an the')),
  },
  {
    id: 'modal-have',
    swaps: Object.fromEntries(
      ['could', 'should', 'would', "couldn't", "shouldn't", "wouldn't"].map((word) => [`${word} of`, `${word} have`]),
    ),
    types: ['GRAMMAR'],
    reason: 'After a word like `could` it is `have`, which sounds like `of` here.',
    when: participle,
  },
  {
    id: 'might-have',
    swaps: { 'might of': 'might have', 'must of': 'must have' },
    types: ['GRAMMAR'],
    reason: 'After a word like `might` it is `have`, which sounds like `of` here.',
    when: all(participle, after('i you he she it we they who that which there this')),
  },
];

const names = (list: string): string[] => list.trim().split(/\s+/);

/**
 * The rules of Harper, by its names for them, whose first suggestion is made: each mends one slip in a closed phrase that can't be
 * meant, and none of them was wrong in 180,000 words of documentation. Most of Harper's other rules are a matter of
 * style, or were wrong more often than right there.
 */
export const appliedRules: ReadonlySet<string> = new Set([
  ...names(`
    ACoupleMore ALongTime AMeansToAnEnd AccuseOf AdNauseam AllHellBreakLoose AllIntentsAndPurposes AllOfASudden AnAnother
    AnotherAn AnotherOnes AnotherThings ApartFrom AsComparedTo AsFarBackAs AsFollows AsIfThough AsLongAs AsMuchAs
    AsOpposedTo AspireTo AtAllCosts AtLeasToLeast AtLestToLeast AtTheVeryLeast AwareOf BadRap BareInMind BatedBreath
    BeckAndCall BeenThere Beforehand BehindTheScenes BesideThePoint BewareOf BlanketStatement ByAccident CallItQuits
    CanBeSeen CantWay CapitalizePersonalPronouns CaseInPoint CautionaryTale CeaseTo ChockFull ClaimToFame CloseTightKnit
    ColdModalTypo ComprisesOf ConvenientStore Copyright CoursingThroughVeins CraveFor CuttingAgeEggcorn DampSquib
    DayAndAge DespiteOf DidPast Didnt DigestiveTract Discuss DoMistake DoToDueTo DoesOrDose DontCan DoubleEdgedSword
    DueDiligence EachAndEveryOne EggYolk ElsePossessive EludedTo EverSince EveryTime ExceptOf ExplanationMark
    ExtendOrExtent FarAndFewBetween FarBeIt FastPaste FedUpWith FinishingTouches FirstAidKit FishNorFowl FootTheBill
    ForALongTime ForArgumentsSake ForFreeOfCharge ForTheMostPart FreePredicate FreeRein FromTheGetGo
    GetRidOf GetUsedTo GoingTo GrindToAHalt HadOf HalfAnHour Haphazard HavePassed HeDos HelpedPast
    HiddenIn HowMach HumanBeings HumanLife IAm IAmAgreement IDo InAHurry InDetail InDueCourse InHindsight
    InLieuOf InNeedOf InOfItself InTheSameVein InflectionPoint InspiredBy InsteadOf InterestedIn InvestIn IsKnownFor
    ItCan ItLooksLikeThat ItsPossessive IveGotTo JustDeserts KindOf KindRegards KnowNothingVerb LastButNotLeast LastNight
    LetAlone LetToDo LikeThePlague LongTimeAgo LookForwardTo LookingForwardTo LooksLikes LowHangingFruit MakeDoWith
    MakeItSeem MakeSense MeansALotTo Misspell ModalOf ModalSeem MootPoint MoreBetter MoreThatLikely MostOfTheTimes
    NailInCoffin NeedHelp NerveRacking NoLonger NotOnly NowKnownAs Nowadays OfCourse OffLimits OldWivesTale
    OnSecondThought OnTheSpurOfTheMoment OnTopOf OnceInAWhile OnceOrTwice OneAndTheSame OneFellSwoop OnesOwnAccord
    OnesSelf OutOfSync PassersBy Payed PeaceOfMind PerSe Piggyback PiqueInterest PleasRequestVerb PrayingMantis
    PronounAre PronounKnew RegimenRegiment RegularIrregulars RelayOnForRely RifeWith RiseTheQuestion SafeToSave
    SameAs SaveToSafe ScapeGoat SeamToSeem SimilarLike SimplePastToPastParticiple SlipperySlope SneakPeekPreview SneakingSuspicion SomebodyElses
    SoughtAfter SpecialAttention SpinalChord StateOfTheArt StatuteOfLimitations StrikeChord StrikeOfGenius StrikeOfLuck
    SupposedTo TakeCareOf TakeItPersonally TakePrideIn ThanksALot TheAnother TheDifferenceBetween TheEntiretyOf
    TheirToThere ThenThan ThereOwn ThereToTheir ThesesThese TheyreToTheir ThinkKnowOff
    ThoughtProcess ThrowAway ToGreatLengths TongueInCheek TrialAndError Unless UseToUsedTo WasAloud
    WayTooAdjective WhetYourAppetite WidelyAccepted WillContain WishCould WithOpenArms WithoutOut WreakHavoc
    WrongApostrophe YourOutClauseAgreement`),
]);

/** Those that are right often enough to be worth a look, and no more. */
export const suggestedRules: ReadonlySet<string> = new Set([
  'SpellCheck',
  ...names(`
    AllowTo ComplainAsNoun DiscourseMarkers DoubleModal DoubleNegative GoodAt HowItLooksLike IfWouldve InAnyWay
    InflectedVerbAfterTo ItsContraction LessWorse MassNouns MissingTo OutOfDate
    PossessiveYour PrincipleToPrincipalRoleNoun ProgressiveNeedsBe PronounInflectionBe PronounVerbAgreement
    QuantifierNeedsOf Respond SinceDuration TheirToTheyre TheMy ThereIsAgreement ThisTypeOfThing
    ToLoseTooLoose WhomSubjectOfVerb WillNonLemma WorseOrWorst WorthToDo`),
]);

/** All that are asked for. */
export const rules: ReadonlySet<string> = new Set([...appliedRules, ...suggestedRules]);

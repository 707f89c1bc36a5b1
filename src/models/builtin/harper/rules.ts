const names = (list: string): string[] => list.trim().split(/\s+/);

/**
 * The rules of Harper, by its names for them, whose first suggestion is made: each mends one slip in a closed phrase that can't be
 * meant, and none of them was wrong in 700,000 words of documentation nor in sentences written to trap it. Most of Harper's
 * other rules are a matter of style, or were wrong more often than right there.
 */
export const appliedRules: ReadonlySet<string> = new Set([
  ...names(`
    ACoupleMore ALongTime AMeansToAnEnd AccuseOf AdNauseam AllHellBreakLoose AllIntentsAndPurposes AllOfASudden
    AnAnother AnotherAn AnotherOnes AnotherThings ApartFrom AsComparedTo AsFarBackAs AsFollows AsIfThough AsLongAs
    AsMuchAs AsOpposedTo AspireTo AtAllCosts AtLeasToLeast AtLestToLeast AtTheVeryLeast AwareOf BareInMind
    BatedBreath BeckAndCall BeenThere BehindTheScenes BesideThePoint BewareOf BlanketStatement ByAccident
    CallItQuits CanBeSeen CantWay CapitalizePersonalPronouns CaseInPoint CautionaryTale CeaseTo ChockFull
    ClaimToFame CloseTightKnit ColdModalTypo ComprisesOf CoursingThroughVeins CuttingAgeEggcorn DampSquib DayAndAge
    DespiteOf Didnt DigestiveTract Discuss DoMistake DoToDueTo DoesOrDose DontCan DoubleEdgedSword DueDiligence
    EachAndEveryOne EggYolk ElsePossessive EludedTo EverSince EveryTime ExceptOf ExplanationMark ExtendOrExtent
    FarAndFewBetween FarBeIt FedUpWith FinishingTouches FirstAidKit FishNorFowl FootTheBill ForALongTime
    ForArgumentsSake ForFreeOfCharge ForTheMostPart FreeRein FromTheGetGo GetRidOf GetUsedTo GoingTo GrindToAHalt
    HalfAnHour Haphazard HeDos HiddenIn HowMach HumanBeings HumanLife IAm IAmAgreement IDo InAHurry InDetail
    InDueCourse InHindsight InLieuOf InNeedOf InOfItself InTheSameVein InflectionPoint InspiredBy InsteadOf
    InterestedIn IsKnownFor ItCan ItLooksLikeThat ItsPossessive IveGotTo KindOf KindRegards KnowNothingVerb
    LastButNotLeast LastNight LetAlone LetToDo LongTimeAgo LookForwardTo LookingForwardTo LooksLikes LowHangingFruit
    MakeDoWith MakeItSeem MakeSense Misspell ModalOf ModalSeem MootPoint MoreBetter MoreThatLikely NailInCoffin
    NeedHelp NerveRacking NoLonger NotOnly NowKnownAs Nowadays OfCourse OffLimits OldWivesTale OnSecondThought
    OnTheSpurOfTheMoment OnTopOf OnceInAWhile OnceOrTwice OneAndTheSame OneFellSwoop OnesOwnAccord OutOfSync
    PassersBy Payed PerSe Piggyback PleasRequestVerb PrayingMantis PronounAre RegimenRegiment RegularIrregulars
    RiseTheQuestion SafeToSave SaveToSafe ScapeGoat SeamToSeem SimilarLike SimplePastToPastParticiple SlipperySlope
    SneakPeekPreview SneakingSuspicion SomebodyElses SpecialAttention StatuteOfLimitations StrikeChord
    StrikeOfGenius StrikeOfLuck SupposedTo TakeCareOf TakeItPersonally TakePrideIn ThanksALot TheAnother
    TheDifferenceBetween TheEntiretyOf TheirToThere ThenThan ThereOwn TheyreToTheir ThinkKnowOff ThoughtProcess
    ThrowAway ToGreatLengths TongueInCheek TrialAndError Unless UseToUsedTo WasAloud WhetYourAppetite WidelyAccepted
    WillContain WishCould WithOpenArms WithoutOut WreakHavoc WrongApostrophe`),
]);

/** Those that are right often enough to be worth a look, and no more. */
export const suggestedRules: ReadonlySet<string> = new Set([
  'SpellCheck',
  ...names(`
    AllowTo ComplainAsNoun DiscourseMarkers DoubleModal DoubleNegative GoodAt HowItLooksLike IfWouldve InAnyWay
    InflectedVerbAfterTo ItsContraction LessWorse MassNouns MissingTo OutOfDate PossessiveYour
    PrincipleToPrincipalRoleNoun ProgressiveNeedsBe PronounInflectionBe PronounVerbAgreement QuantifierNeedsOf
    Respond SinceDuration TheirToTheyre TheMy ThereToTheir ThereIsAgreement ThisTypeOfThing ToLoseTooLoose WhomSubjectOfVerb
    WillNonLemma WorseOrWorst WorthToDo`),
]);

/** All that are asked for. */
export const rules: ReadonlySet<string> = new Set([...appliedRules, ...suggestedRules]);

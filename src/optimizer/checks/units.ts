/** How units are written, by the sign each has here. Upper and lower case differ where both are units of their own. */
const spellings: Readonly<Record<string, string>> = {
  kg: 'kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes Kilogramm',
  g: 'g gram grams gramme grammes Gramm',
  mg: 'mg milligram milligrams',
  t: 'tonne tonnes Tonnen',
  lb: 'lb lbs pound pounds',
  oz: 'oz ounce ounces',
  km: 'km kms kilometer kilometers kilometre kilometres',
  m: 'meter meters metre metres',
  cm: 'cm centimeter centimeters centimetre centimetres',
  mm: 'mm millimeter millimeters millimetre millimetres',
  ft: 'ft foot feet',
  mi: 'mile miles',
  l: 'liter liters litre litres',
  ml: 'ml milliliter milliliters millilitre millilitres',
  ns: 'ns nanosecond nanoseconds',
  µs: 'µs μs microsecond microseconds',
  ms: 'ms msec millisecond milliseconds',
  s: 'sec secs second seconds Sekunde Sekunden',
  min: 'min mins minute minutes Minuten',
  h: 'h hr hrs hour hours Stunde Stunden',
  d: 'day days Tag Tage Tagen',
  week: 'week weeks Woche Wochen',
  month: 'month months Monat Monate Monaten',
  year: 'year years yr yrs Jahr Jahre Jahren',
  kB: 'kB KB kilobyte kilobytes',
  MB: 'MB megabyte megabytes',
  GB: 'GB gigabyte gigabytes',
  TB: 'TB terabyte terabytes',
  KiB: 'KiB',
  MiB: 'MiB',
  GiB: 'GiB',
  Hz: 'Hz hertz',
  kHz: 'kHz kilohertz',
  MHz: 'MHz megahertz',
  GHz: 'GHz gigahertz',
  W: 'watt watts',
  mW: 'mW milliwatt milliwatts',
  kW: 'kW kilowatt kilowatts',
  MW: 'MW megawatt megawatts',
  kWh: 'kWh',
  MWh: 'MWh',
  px: 'px pixel pixels',
  pt: 'pt points',
  '°C': '°C',
  '°F': '°F',
  mmol: 'mmol',
  mol: 'mol',
  thousand: 'thousand',
  million: 'million millions mio',
  billion: 'billion billions bn',
  trillion: 'trillion trillions',
};

const units = new Map<string, string>();
const unitsInLowerCase = new Map<string, string>();
for (const [unit, written] of Object.entries(spellings)) {
  for (const spelling of written.split(' ')) {
    units.set(spelling, unit);
    unitsInLowerCase.set(spelling.toLowerCase(), unit);
  }
}

/** The unit that `text` begins with, behind at most one space or hyphen, by its sign; undefined for any other word. */
export function unitAt(text: string): string | undefined {
  const written = /^[ -]?(°?[\p{L}]+)(?![\p{L}\p{N}])/u.exec(text)?.[1];
  return written === undefined ? undefined : (units.get(written) ?? unitsInLowerCase.get(written.toLowerCase()));
}

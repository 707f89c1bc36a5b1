import { type Arbitrary, constant, nat, oneof, record } from 'fast-check';

/** One thing that happens; what else a step has is there for those that need it. */
export type Step =
  | {
      readonly do: 'start' | 'wait' | 'cut' | 'cancel' | 'retry' | 'fail';
      readonly key: number;
      readonly input: number;
      readonly turns: number;
    }
  | { readonly do: 'rejoin'; readonly key: number; readonly place: number }
  | { readonly do: 'crash' | 'pass' };

/** Anything that may happen. */
export const steps: Arbitrary<Step> = oneof(
  { weight: 4, arbitrary: record({ do: constant('start'), key: nat(2), input: nat(1), turns: constant(0) } as const) },
  { weight: 5, arbitrary: record({ do: constant('wait'), key: nat(2), input: nat(1), turns: nat(150) } as const) },
  {
    weight: 2,
    arbitrary: record({ do: constant('cut'), key: nat(2), input: constant(0), turns: constant(0) } as const),
  },
  { weight: 4, arbitrary: record({ do: constant('rejoin'), key: nat(2), place: nat(10_000) } as const) },
  {
    weight: 1,
    arbitrary: record({ do: constant('cancel'), key: nat(2), input: constant(0), turns: constant(0) } as const),
  },
  {
    weight: 2,
    arbitrary: record({ do: constant('retry'), key: nat(2), input: constant(0), turns: constant(0) } as const),
  },
  { weight: 2, arbitrary: record({ do: constant('fail'), key: constant(0), input: nat(1), turns: nat(3) } as const) },
  { weight: 3, arbitrary: constant({ do: 'crash' } as const) },
  { weight: 1, arbitrary: constant({ do: 'pass' } as const) },
);

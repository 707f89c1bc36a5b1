import type { Findings } from './bench.ts';
import type { Column } from './scenarios/index.ts';

/** A scenario's figures as a Markdown table. Behind a value, in brackets, how many times Copydesk's it is. */
export function markdownTable(columns: readonly Column[], { figures }: Findings): string {
  const copydesk = figures.get('copydesk');
  const rows = figures.entries().map(([peer, values]) => [
    peer,
    ...columns.map(({ figure, digits, hasRatio }) => {
      const value = values[figure] ?? Number.NaN;
      if (Number.isNaN(value)) {
        return '';
      }
      const ratio = value / (copydesk?.[figure] ?? Number.NaN);
      const isShown = hasRatio && peer !== 'copydesk' && Number.isFinite(ratio);
      return withCommas(value, digits) + (isShown ? ` (${ratio.toFixed(2)}×)` : '');
    }),
  ]);
  const head = ['', ...columns.map(({ title }) => title)];
  return [head, ['---', ...columns.map(() => '---:')], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function withCommas(value: number, digits: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

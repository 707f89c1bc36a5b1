import { Value } from './value.ts';

/** What the page shows: the form for a new job, or a job by its id. It stands in the address behind `#`. */
export type Route = { readonly name: 'compose' } | { readonly name: 'job'; readonly id: string };

/** Where the page is now. */
export const route = new Value<Route>(read());

addEventListener('hashchange', () => route.set(read()));

/** The address of a job in this page. */
export function jobAddress(id: string): string {
  return `#/job/${encodeURIComponent(id)}`;
}

/** The address of the form for a new job. */
export const composeAddress = '#/';

/** Goes to an address in this page. */
export function go(address: string): void {
  location.hash = address;
}

function read(): Route {
  const [, encoded] = /^#\/job\/(.+)$/.exec(location.hash) ?? [];
  if (encoded === undefined) {
    return { name: 'compose' };
  }
  try {
    return { name: 'job', id: decodeURIComponent(encoded) };
  } catch {
    return { name: 'compose' };
  }
}

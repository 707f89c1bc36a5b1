import { buildPage } from '../../src/web/build.ts';

/** Before any test: the page is built where its sources changed, once for all of them. */
export default async function setup(): Promise<void> {
  await buildPage();
}

import { version } from '../../version.ts';
import { type Target, targetOf } from '../http/index.ts';

/** Where a model is, and how to get in. */
export interface TargetOptions {
  /** The model's id at the endpoint. */
  readonly id: string;
  readonly apiKey: string | undefined;
  readonly baseURL: string | undefined;
  /** In place of the base URL: a resource of Azure, where models are deployments. */
  readonly azure?: { readonly endpoint: string; readonly apiVersion: string } | undefined;
}

const openaiURL = 'https://api.openai.com/v1';

/** Where a model takes chat requests, by `options` alone, never by the environment: the same for each of its calls. */
export async function chatTarget(options: TargetOptions): Promise<Target> {
  const { apiKey, azure } = options;
  const url = azure ? await azureURL(options.id, azure) : chatURL(options.baseURL || openaiURL);
  return targetOf(url, {
    accept: 'text/event-stream, application/json',
    'content-type': 'application/json',
    'user-agent': `Copydesk/${version}`,
    ...(apiKey && (azure ? { 'api-key': apiKey } : { authorization: `Bearer ${apiKey}` })),
  });
}

/** Behind the base URL's path, before its query: a gateway may ask for one. */
function chatURL(baseURL: string): string {
  const url = new URL(baseURL);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/chat/completions`;
  return url.href;
}

/** By the SDK's own client, which knows Azure's addresses. To load it takes a fifth of a start. */
async function azureURL(id: string, { endpoint, apiVersion }: NonNullable<TargetOptions['azure']>): Promise<string> {
  const { AzureOpenAI } = await import('openai/azure');
  const baseURL = `${endpoint.replace(/\/+$/, '')}/openai`;
  const azure = new AzureOpenAI({ baseURL, apiVersion, apiKey: 'none', adminAPIKey: null, logLevel: 'off' });
  const { url } = await azure.buildRequest({ method: 'post', path: '/chat/completions', body: { model: id } });
  return url;
}

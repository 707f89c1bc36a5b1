import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { DocumentFormat } from '../../src/documents/index.ts';

/** All of a document that is no prose, as a reader of the format sees it: its tree, code, targets, tags and attributes. */
export function shapeOf(content: string, format: DocumentFormat): string[] {
  if (format === 'TEXT') {
    return content.split('\n').filter((line) => !/[\p{L}\p{N}]/u.test(line));
  }
  if (format === 'HTML') {
    return tagsOf(parse(content));
  }
  // Where it is never closed, the parser would find no list and no quote in all of the document.
  const hasFrontMatter = /^---[ \t]*[\r\n](?:[\s\S]*[\r\n])?---[ \t]*(?:[\r\n]|$)/.test(content);
  return nodesOf(
    fromMarkdown(content, {
      extensions: [gfm(), math(), ...(hasFrontMatter ? [frontmatter()] : [])],
      mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown(), frontmatterFromMarkdown()],
    }),
  );
}

function nodesOf(node: Nodes): string[] {
  if (node.type === 'text') {
    return [];
  }
  const { position: _, ...own } = { ...node, children: undefined };
  const children = 'children' in node ? node.children.flatMap(nodesOf) : [];
  return [JSON.stringify(own), ...children, `/${node.type}`];
}

function tagsOf(node: DefaultTreeAdapterTypes.Node): string[] {
  if ('value' in node) {
    const isCode = ['script', 'style', 'code', 'pre'].includes(node.parentNode?.nodeName ?? '');
    return isCode ? [node.value] : [];
  }
  const attributes = 'attrs' in node ? JSON.stringify(node.attrs) : 'data' in node ? node.data : '';
  const children = 'childNodes' in node ? node.childNodes.flatMap(tagsOf) : [];
  return [`${node.nodeName} ${attributes}`, ...children, `/${node.nodeName}`];
}

/** What no rewrite may change, wherever it stands: numbers, URLs, mail addresses, code and placeholders, sorted. */
export function factsOf(content: string): string[] {
  const facts = content.match(
    /https?:\/\/[^\s)"'<>]+[^\s)"'<>.,]|[\w.]+@[\w.]+\w|`[^`\n]+`|\{\{[^}]*\}\}|\d+(?:[.,:]\d+)*|⟦[^⟧]*⟧|<[^>]*>/g,
  );
  return (facts ?? []).toSorted();
}

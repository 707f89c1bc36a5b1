import { type DocumentFormat, documentFormats } from '../documents/index.ts';
import { describeBuiltin, type Model, type OptimizationType, optimizationTypes } from '../models/index.ts';
import { guides } from '../optimizer/index.ts';
import { builder, type Context } from './builder.ts';
import { DocumentFormatType, OptimizationTypeType } from './input.ts';

const OptimizationTypeInfoType = builder.objectRef<OptimizationType>('OptimizationTypeInfo').implement({
  fields: (t) => ({
    type: t.field({ type: OptimizationTypeType, resolve: (type) => type }),
    title: t.string({ resolve: (type) => guides[type].title }),
    description: t.string({ resolve: (type) => guides[type].description }),
    builtin: t.string({
      nullable: true,
      description: 'What the rule-based editor can do for this type, honestly; null where it can do nothing.',
      resolve: describeBuiltin,
    }),
  }),
});

const ModelType = builder.objectRef<Model>('Model').implement({
  fields: (t) => ({
    id: t.exposeString('id'),
    isBuiltin: t.exposeBoolean('isBuiltin'),
    isDefault: t.boolean({ resolve: (model, _, { models }) => model === models.default }),
  }),
});

const LimitsType = builder.objectRef<Context['limits']>('Limits').implement({
  fields: (t) => ({
    documents: t.exposeInt('documents'),
    documentBytes: t.exposeInt('documentBytes'),
    concurrentJobs: t.exposeInt('concurrentJobs'),
    requestBytes: t.exposeInt('totalBytes', { description: 'Size of a whole request, in bytes.' }),
  }),
});

const CapabilitiesType = builder.objectRef<Context>('Capabilities').implement({
  fields: (t) => ({
    version: t.exposeString('version'),
    optimizationTypes: t.field({ type: [OptimizationTypeInfoType], resolve: () => [...optimizationTypes] }),
    models: t.field({ type: [ModelType], resolve: ({ models }) => [...models.list] }),
    defaultModel: t.string({ resolve: ({ models }) => models.default.id }),
    formats: t.field({ type: [DocumentFormatType], resolve: (): DocumentFormat[] => [...documentFormats] }),
    limits: t.field({ type: LimitsType, resolve: ({ limits }) => limits }),
  }),
});

builder.queryField('capabilities', (t) =>
  t.field({
    type: CapabilitiesType,
    description: 'What this server can do: types of optimization, models, document formats and limits.',
    resolve: (_, __, context) => context,
  }),
);

import module from 'node:module';

// A third of a start is that of reading code: what was read before is kept.
module.enableCompileCache();
const { serve } = await import('./serve.ts');
await serve(process.env);

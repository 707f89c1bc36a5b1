import module from 'node:module';
import { serveThread } from '../src/thread.ts';

serveThread(
  async (order: {
    readonly say?: string;
    readonly fail?: string;
    readonly dies?: boolean;
    readonly hangs?: boolean;
    readonly asks?: boolean;
  }) => {
    if (order.dies) {
      process.exit(1);
    }
    if (order.fail !== undefined) {
      throw new Error(order.fail);
    }
    if (order.hangs) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    return order.asks ? module.getCompileCacheDir() : order.say;
  },
);

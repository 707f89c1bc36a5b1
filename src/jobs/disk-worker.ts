import { serveThread } from '../thread.ts';
import { type Disk, type DiskReply, openDisk } from './disk.ts';
import type { DiskTask } from './disk-thread.ts';

const disks = new Map<string, Disk>();

serveThread<DiskTask, readonly DiskReply[]>(({ folder, orders, isLast }) => {
  if (isLast) {
    disks.get(folder)?.close();
    disks.delete(folder);
    return [];
  }
  const disk = disks.get(folder) ?? openDisk(folder);
  disks.set(folder, disk);
  return disk.run(orders);
});

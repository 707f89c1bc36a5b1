import { serveThread } from '../thread.ts';
import { type Disk, type DiskReply, openDisk, packedJobsIn } from './disk.ts';
import type { DiskTask } from './disk-thread.ts';

const disks = new Map<string, Disk>();

function work({ folder, orders, isLast }: DiskTask): readonly DiskReply[] {
  if (isLast) {
    disks.get(folder)?.close();
    disks.delete(folder);
    return [];
  }
  const disk = disks.get(folder) ?? openDisk(folder);
  disks.set(folder, disk);
  return disk.run(orders);
}

serveThread(work, (replies) => packedJobsIn(replies).map(({ bytes }) => bytes.buffer));

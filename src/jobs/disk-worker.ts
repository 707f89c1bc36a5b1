import { serveThread } from '../thread.ts';
import { type Disk, type DiskReply, openDisk, packedJobsIn } from './disk.ts';
import type { DiskNote, DiskTask } from './disk-thread.ts';

const disks = new Map<string, Disk>();

function work({ folder, orders, isLast }: DiskTask, say: (inserted: DiskNote) => void): readonly DiskReply[] {
  if (isLast) {
    disks.get(folder)?.close();
    disks.delete(folder);
    return [];
  }
  const disk = disks.get(folder) ?? openDisk(folder);
  disks.set(folder, disk);
  return disk.run(orders, (replies) => {
    const inserted = orders.flatMap(({ what }, index) => {
      const reply = replies[index];
      return what === 'insert' && reply && 'result' in reply && reply.result === true ? index : [];
    });
    if (inserted.length > 0) {
      say(inserted);
    }
  });
}

serveThread(work, (replies) => packedJobsIn(replies).map(({ bytes }) => bytes.buffer));

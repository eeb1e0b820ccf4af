import { openStore } from '../../server/store/store.ts';
import { entry, judgment } from './sample.ts';

/** Appends judgments without end and prints each one's id once it was acknowledged. */
const store = await openStore(process.argv[2]!);
await store.rooms.create({ roomId: 'room', code: 'ACDEFG', state: {}, at: 0 });
process.stdout.write('ready\n');
for (let sequence = 1; ; sequence += 4) {
  await Promise.all(
    [0, 1, 2, 3].map(async (k) => {
      const row = judgment('room', sequence + k, k);
      await store.rooms.append(entry('room', sequence + k, [row]));
      process.stdout.write(`${row.judgmentId}\n`);
    }),
  );
}

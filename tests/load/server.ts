import { openStore } from '../../server/store/store.ts';
import { serve } from '../rooms/harness.ts';

/** The real rooms, gateway and store with a gallery of numbered pictures, in a process of its own: port and folder as arguments. */
const [port, folder] = process.argv.slice(2);
const store = await openStore(folder!);
const served = await serve({
  log: { ...store.rooms, judgmentsOf: (roomId) => store.judgmentsOf(roomId) },
  port: Number(port),
});
process.on('SIGTERM', () => {
  void served
    .stop()
    .then(() => store.close())
    .then(() => process.exit(0));
});
